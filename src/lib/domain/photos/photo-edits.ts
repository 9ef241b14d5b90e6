import type { SyncRecord } from '../changes/change.ts';
import { isVoided, valueOf, type Value } from '../records/kinds.ts';
import { tidyText } from '../tidy-text.ts';
import type { RecordEdit } from '../records/record-edit.ts';

/** What is known of a photo before it belongs to a record. */
export type PhotoFile = Pick<
	Value<'photo', 'file'>,
	'sha256' | 'bytes' | 'width' | 'height' | 'filetype' | 'takenAt' | 'chosen' | 'place'
>;

/** When it was taken; null of one that was chosen among pictures and does not say. */
export const takenAtOf = ({ takenAt, chosen }: Pick<PhotoFile, 'takenAt' | 'chosen'>): string | null =>
	chosen ? (chosen.takenAt ?? null) : takenAt;

/** A photo as the form knows it. */
export interface PhotoTold {
	id: string;
	file: PhotoFile;
	caption: string;
}

/** The records of photos that were taken for another record; they go with its own edit. */
export const recordPhotos = (
	of: { unitId: string; kind: string; id: string },
	photos: readonly PhotoTold[]
): RecordEdit[] =>
	photos.map(({ id, file, caption }) => ({
		unitId: of.unitId,
		kind: 'photo',
		recordId: id,
		set: {
			file: { ...file, of: { kind: of.kind, id: of.id } },
			...(tidyText(caption) !== '' && { caption: { text: tidyText(caption) } })
		}
	}));

/** What is written under a photo that was saved before. */
export const photoCaption = ({ id, unitId }: PhotoRead, text: string): RecordEdit => ({
	unitId,
	kind: 'photo',
	recordId: id,
	set: { caption: { text: tidyText(text) } }
});

export interface PhotoRead {
	id: string;
	unitId: string;
	file: Value<'photo', 'file'>;
	caption: string;
	/** Whether the server has all of it. */
	isStored: boolean;
	/** What stands under it on the district's page for everybody; null while it is not there. */
	shown: string | null;
}

type Owner = PhotoRead['file']['of'];

/** The photos of such records that nobody has taken back, in the order in which they were taken, or came where that is not known. */
export function photosAmong(records: readonly SyncRecord[], isOwner: (of: Owner) => boolean): PhotoRead[] {
	return records
		.flatMap((record) => readPhoto(record) ?? [])
		.filter(({ file }) => isOwner(file.of))
		.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const orderOf = ({ file }: PhotoRead): string => takenAtOf(file) ?? file.takenAt;

export const photosOf = (records: readonly SyncRecord[], of: { kind: string; id: string }): PhotoRead[] =>
	photosAmong(records, ({ kind, id }) => kind === of.kind && id === of.id);

export interface PhotoCount {
	n: number;
	/** Those that were chosen among the phone's pictures. */
	chosen: number;
}

/** How many photos there are of records of a kind, by record. */
export function countPhotos(records: readonly SyncRecord[], kind: string): Map<string, PhotoCount> {
	const counts = new Map<string, PhotoCount>();
	for (const record of records) {
		const file = readPhoto(record)?.file;
		if (file?.of.kind !== kind) continue;
		const { n, chosen } = counts.get(file.of.id) ?? { n: 0, chosen: 0 };
		counts.set(file.of.id, { n: n + 1, chosen: chosen + (file.chosen ? 1 : 0) });
	}
	return counts;
}

export function readPhoto(record: SyncRecord): PhotoRead | undefined {
	const file = record.kind === 'photo' && !isVoided(record) ? valueOf(record, 'photo', 'file') : null;
	if (!file) return undefined;

	return {
		id: record.id,
		unitId: record.unitId,
		file,
		caption: valueOf(record, 'photo', 'caption')?.text ?? '',
		isStored: Boolean(valueOf(record, 'photo', 'stored')),
		shown: valueOf(record, 'photo', 'shown')?.text ?? null
	};
}
