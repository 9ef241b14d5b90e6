import type { SyncRecord } from '../changes/change.ts';
import {
	documentName,
	nextNumber,
	standingOf,
	type DocumentHead,
	type Issued,
	type Numbered
} from '../records/document/read.ts';
import { numberProblems } from '../records/document/form.ts';
import type { RecordEdit } from '../records/record-edit.ts';
import { composeReport } from './compose-report.ts';
import { applyEdits } from './edits.ts';
import { REPORT_KINDS, type ReportDocument } from './report-document.ts';
import { reportFacts, type ReportFacts, type ReportOf } from './report-facts.ts';
import type { ReportForm } from './report-form.ts';
import { storeDocument } from './stored-document.ts';

export interface Issuing {
	/** With what the conclusion has just brought about: see `recordsWith`. */
	of: Omit<ReportOf, 'kind' | 'briefingId'>;
	briefingId: string;
	/** As it was left on the report page. */
	form: ReportForm;
	/** The district's papers so far. */
	issued: readonly Issued[];
	newId: () => string;
}

/** Every paper that the briefing yields and has not yielded yet, as records to be saved with its conclusion. */
export function issueDocuments({ of, briefingId, form, issued, newId }: Issuing): RecordEdit[] {
	const facts = reportFacts({ ...of, briefingId });
	const numbered: Numbered[] = [...issued];

	return REPORT_KINDS.filter((kind) => standingOf(issued, briefingId, kind).length === 0).flatMap((kind) => {
		const document = applyEdits(composeReport(facts, { ...form, kind, number: '' }), form.edits);
		const isTyped =
			form.kind === kind && numberProblems(form.number, { head: document, others: numbered }).length === 0;
		const no = isTyped ? form.number.trim() : nextNumber(numbered, document);
		numbered.push({ head: document, number: no, clash: null });

		const { asOf, district } = facts;
		return storeDocument(document, { unitId: district.id, recordId: newId(), briefingId, asOf, no });
	});
}

/** The records as they will stand once the edits are saved. */
export function recordsWith(
	recordsByUnit: ReadonlyMap<string, readonly SyncRecord[]>,
	edits: readonly RecordEdit[],
	by: string
): Map<string, readonly SyncRecord[]> {
	const all = new Map<string, readonly SyncRecord[]>(recordsByUnit);
	for (const { unitId, kind, recordId, set } of edits) {
		const records = all.get(unitId) ?? [];
		const standing = records.find((record) => record.kind === kind && record.id === recordId);
		const registers = { ...standing?.registers };
		for (const [name, value] of Object.entries(set)) registers[name] = { value, stamp: '', change: '', by };
		const next = { unitId, kind, id: recordId, seq: standing?.seq ?? 0, registers };
		all.set(unitId, [...records.filter((record) => record !== standing), next]);
	}
	return all;
}

/** The paper that is being replaced or set right. */
export interface Replacing {
	old: Issued;
	how: NonNullable<DocumentHead['replaces']>['how'];
}

/** One paper of a briefing that was concluded before: made anew, or in the place of one that stands. The one it replaces is
 *  named on it and stays as it was. */
export function issueDocument(
	document: ReportDocument,
	of: { facts: ReportFacts; recordId: string; no: string; replacing: Replacing | null }
): RecordEdit[] {
	const { facts, recordId, no, replacing } = of;
	const { district, briefing, asOf } = facts;
	if (!briefing) return [];
	const replaces = replacing && { id: replacing.old.id, how: replacing.how };
	const words = replacing && `${REPLACING[replacing.how]} ${documentName(replacing.old)}`;
	const note = [words, document.note].filter(Boolean).join('. ');

	return storeDocument(
		{ ...document, ...(note !== '' && { note }) },
		{ ...{ unitId: district.id, recordId, briefingId: briefing.id, asOf, no }, ...(replaces && { replaces }) }
	);
}

const REPLACING = { replace: 'Thay thế', correct: 'Đính chính' };
