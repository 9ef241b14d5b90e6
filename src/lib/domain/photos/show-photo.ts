import type { TradeDate } from '../dates.ts';
import { neededText, type FormReading } from '../records/form-fields.ts';
import { tidyText } from '../tidy-text.ts';
import type { RecordEdit } from '../records/record-edit.ts';
import type { PhotoRead } from './photo-edits.ts';

/** What the district writes under a photo on its page for everybody: the commune's own caption may name somebody. */
export type ShownTyped = { text: string };

export function readShown({ text }: ShownTyped, photo: PhotoRead, on: TradeDate): FormReading<'text', RecordEdit> {
	const problems = neededText('text', text);

	return { edit: problems.length > 0 ? undefined : shown(photo, { text: tidyText(text), on }), problems };
}

/** Whether everybody may be shown it: it has arrived, and is a JPEG. Of other kinds what they tell beside the picture could
 *  not be taken out. */
export const isShowable = ({ isStored, file }: PhotoRead): boolean => isStored && file.filetype === 'image/jpeg';

/** Takes it off the page. */
export const hidePhoto = (photo: PhotoRead): RecordEdit => shown(photo, null);

const shown = ({ id, unitId }: PhotoRead, value: { text: string; on: TradeDate } | null): RecordEdit => ({
	unitId,
	kind: 'photo',
	recordId: id,
	set: { shown: value }
});
