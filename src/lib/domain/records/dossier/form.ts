import type { SyncRecord } from '../../changes/change.ts';
import { BARE_SET } from '../../criteria/criteria-set.ts';
import type { TradeDate } from '../../dates.ts';
import { foldMarks } from '../../search.ts';
import { COMMON_DOSSIER_ID, dossierId } from '../record-ids.ts';
import { anyText, comingDay, pastDay, type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import { valueOf, type Value } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';

/** The form of a dossier as it is filled in. */
export interface DossierTyped {
	/** Null while nobody has said how far it is. */
	state: Value<'dossier', 'state'>['state'] | null;
	/** Day on which it became complete. */
	completeOn: string;
	/** Empty for none. */
	expectedOn: string;
	owner: string;
}

export type DossierField = 'completeOn' | 'expectedOn' | 'owner';

/** A dossier is that of a criterion of the set in force, or the commune's common one. */
export type DossierOf = number | 'common';

export function dossierRecordId(of: DossierOf, set: string): string {
	if (of === 'common') return COMMON_DOSSIER_ID;

	return set === BARE_SET ? dossierId(of) : `dossier:${set}:${of}`;
}

/** How papers name the dossier they belong to. */
export const dossierRef = (of: DossierOf, set: string): number | string =>
	of === 'common' || set === BARE_SET ? of : `${set}:${of}`;

/** What the form starts with. A dossier that becomes complete does so today, unless somebody says otherwise. */
export function dossierToTyped(record: SyncRecord | undefined, today: TradeDate): DossierTyped {
	const state = valueOf(record, 'dossier', 'state');
	const plan = valueOf(record, 'dossier', 'plan');

	return {
		state: state?.state ?? null,
		completeOn: state?.state === 'complete' ? (state.on ?? '') : today,
		expectedOn: plan?.expectedOn ?? '',
		owner: plan?.owner ?? ''
	};
}

export interface DossierFormOf {
	unitId: string;
	recordId: string;
	/** The record as it stands, if there is one. */
	record: SyncRecord | undefined;
	today: TradeDate;
}

/** Only the registers whose fields differ from what the form started with are written: the other one may meanwhile have
 *  been changed by somebody else. */
export function readDossier(
	typed: DossierTyped,
	shown: DossierTyped,
	{ unitId, recordId, record, today }: DossierFormOf
): FormReading<DossierField, RecordEdit> {
	const isComplete = typed.state === 'complete';
	const hasState = typed.state !== shown.state || (isComplete && typed.completeOn !== shown.completeOn);
	const hasPlan = typed.expectedOn !== shown.expectedOn || tidyText(typed.owner) !== shown.owner;

	const problems: FieldProblem<DossierField>[] = [
		...(hasState && isComplete ? pastDay('completeOn', typed.completeOn, today) : []),
		...(typed.expectedOn !== shown.expectedOn && !isComplete ? expectedDay(typed.expectedOn, today) : []),
		...anyText('owner', typed.owner)
	];
	if (problems.length > 0 || !(hasState || hasPlan)) return { edit: undefined, problems };

	const set = {
		...(hasState && { state: stateOf(typed, record, today) }),
		...(hasPlan && { plan: planOf(typed, record, today) })
	};
	return { edit: { unitId, kind: 'dossier', recordId, set }, problems };
}

const expectedDay = (day: string, today: TradeDate): FieldProblem<DossierField>[] =>
	day === '' ? [] : comingDay('expectedOn', day, today);

function stateOf({ state, completeOn }: DossierTyped, record: SyncRecord | undefined, today: TradeDate) {
	const carried = valueOf(record, 'dossier', 'state');

	return { ...carried, state, on: state === 'complete' ? completeOn : today };
}

function planOf({ expectedOn, owner }: DossierTyped, record: SyncRecord | undefined, today: TradeDate) {
	const { expectedOn: _expectedOn, owner: _owner, ...carried } = valueOf(record, 'dossier', 'plan') ?? {};
	const who = tidyText(owner);

	return { ...carried, on: today, ...(expectedOn !== '' && { expectedOn }), ...(who !== '' && { owner: who }) };
}

/** Papers that the common dossier needs: the four of circular 40/2014/TT-BNNPTNT and the one on debts that decision
 *  2540/QĐ-TTg adds. They are content of records, so they are in Vietnamese whatever the language of the screen. */
const COMMON_PAPERS = [
	'Tờ trình đề nghị thẩm tra, xét công nhận',
	'Báo cáo kết quả thực hiện các tiêu chí',
	'Báo cáo tổng hợp ý kiến của nhân dân',
	'Biên bản họp đề nghị xét công nhận',
	'Báo cáo tình hình nợ đọng xây dựng cơ bản'
];

/** The usual papers that are not listed yet. A longer or a shorter name of the same beginning counts as listed. */
export function missingCommonPapers(listed: readonly string[]): string[] {
	const names = listed.map((name) => foldMarks(name).trim());

	return COMMON_PAPERS.filter((paper) => {
		const wanted = foldMarks(paper);
		return !names.some((name) => name !== '' && (name.startsWith(wanted) || wanted.startsWith(name)));
	});
}
