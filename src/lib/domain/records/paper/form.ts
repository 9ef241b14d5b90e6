import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { anyText, neededText, pastDay, type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import { valueOf } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';

/** The form of one paper as it is filled in. */
export interface PaperTyped {
	name: string;
	done: boolean;
	/** Day since which it is there. */
	doneOn: string;
	/** What is there, or why it is not. */
	note: string;
}

export type PaperField = 'name' | 'doneOn' | 'note';

export interface PaperListed {
	unitId: string;
	recordId: string;
	of: number | string;
	name: string;
}

export const listPaper = ({ unitId, recordId, of, name }: PaperListed): RecordEdit => ({
	unitId,
	kind: 'paper',
	recordId,
	set: { item: { of, name: tidyText(name) }, state: { done: false } }
});

export function paperToTyped(record: SyncRecord, today: TradeDate): PaperTyped {
	const state = valueOf(record, 'paper', 'state');

	return {
		name: valueOf(record, 'paper', 'item')?.name ?? '',
		done: state?.done === true,
		doneOn: (state?.done === true && state.on) || today,
		note: state?.note ?? ''
	};
}

/** Only the registers whose fields differ from what the form started with are written, so that renaming a paper takes no
 *  tick back. */
export function readPaper(
	typed: PaperTyped,
	shown: PaperTyped,
	{ record, today }: { record: SyncRecord; today: TradeDate }
): FormReading<PaperField, RecordEdit> {
	const hasItem = tidyText(typed.name) !== shown.name;
	const hasDay = typed.done && typed.doneOn !== shown.doneOn;
	const hasState = typed.done !== shown.done || hasDay || tidyText(typed.note) !== shown.note;

	const problems: FieldProblem<PaperField>[] = [
		...neededText('name', typed.name),
		...(typed.done && hasState ? pastDay('doneOn', typed.doneOn, today) : []),
		...anyText('note', typed.note)
	];
	if (problems.length > 0 || !(hasItem || hasState)) return { edit: undefined, problems };

	const set = {
		...(hasItem && { item: { ...valueOf(record, 'paper', 'item'), name: tidyText(typed.name) } }),
		...(hasState && { state: stateOf(typed, record, today) })
	};
	return { edit: { unitId: record.unitId, kind: 'paper', recordId: record.id, set }, problems };
}

function stateOf({ done, doneOn, note }: PaperTyped, record: SyncRecord, today: TradeDate) {
	const { note: _note, ...carried } = valueOf(record, 'paper', 'state') ?? {};
	const said = tidyText(note);

	return { ...carried, done, on: done ? doneOn : today, ...(said !== '' && { note: said }) };
}
