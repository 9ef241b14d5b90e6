import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { appraisalId } from '../record-ids.ts';
import { anyText, pastDay, type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import { valueOf } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';

/** Whether something has happened; null while nobody has said. */
export type Told = 'yes' | 'no' | null;

/** The form in which a commune says how far it is with one department. */
export interface AppraisalTyped {
	sent: Told;
	sentOn: string;
	inspected: Told;
	inspectedOn: string;
	note: string;
}

export type AppraisalField = 'sentOn' | 'inspectedOn' | 'note';

/** What the form starts with; days that are not known are today. */
export function appraisalToTyped(record: SyncRecord | undefined, today: TradeDate): AppraisalTyped {
	const sent = valueOf(record, 'appraisal', 'sent');
	const inspected = valueOf(record, 'appraisal', 'inspected');

	return {
		sent: told(sent),
		sentOn: sent?.on ?? today,
		inspected: told(inspected),
		inspectedOn: inspected?.on ?? today,
		note: inspected?.note ?? ''
	};
}

function told(register: { on: TradeDate | null } | undefined): Told {
	if (register === undefined) return null;

	return register.on === null ? 'no' : 'yes';
}

export interface AppraisalFormOf {
	unitId: string;
	department: string;
	/** The record as it stands, if there is one. */
	record: SyncRecord | undefined;
	today: TradeDate;
}

/** Only the registers whose fields differ from what the form started with are written: a visit may meanwhile have said
 *  that the department came. */
export function readAppraisal(
	typed: AppraisalTyped,
	shown: AppraisalTyped,
	{ unitId, department, record, today }: AppraisalFormOf
): FormReading<AppraisalField, RecordEdit> {
	const wasSent = typed.sent === 'yes';
	const wasInspected = typed.inspected === 'yes';
	const hasSent = typed.sent !== shown.sent || (wasSent && typed.sentOn !== shown.sentOn);
	const hasInspected =
		typed.inspected !== shown.inspected ||
		(wasInspected && (typed.inspectedOn !== shown.inspectedOn || tidyText(typed.note) !== shown.note));

	const problems: FieldProblem<AppraisalField>[] = [
		...(hasSent && wasSent ? pastDay('sentOn', typed.sentOn, today) : []),
		...(hasInspected && wasInspected ? pastDay('inspectedOn', typed.inspectedOn, today) : []),
		...(hasInspected ? anyText('note', typed.note) : [])
	];
	if (problems.length > 0 || !(hasSent || hasInspected)) return { edit: undefined, problems };

	const set = {
		...(hasSent && { sent: sentOf(typed, record) }),
		...(hasInspected && { inspected: inspectedOf(typed, record) })
	};
	return { edit: { unitId, kind: 'appraisal', recordId: appraisalId(department), set }, problems };
}

const sentOf = ({ sent, sentOn }: AppraisalTyped, record: SyncRecord | undefined) => ({
	...valueOf(record, 'appraisal', 'sent'),
	on: sent === 'yes' ? sentOn : null
});

/** An inspection that is taken back happened in no visit, and its note tells of nothing. */
function inspectedOf({ inspected, inspectedOn, note }: AppraisalTyped, record: SyncRecord | undefined) {
	const { note: _note, visitId, ...carried } = valueOf(record, 'appraisal', 'inspected') ?? {};
	if (inspected !== 'yes') return { ...carried, on: null };

	const said = tidyText(note);
	return {
		...carried,
		on: inspectedOn,
		...(visitId !== undefined && { visitId }),
		...(said !== '' && { note: said })
	};
}
