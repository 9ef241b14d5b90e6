import type { RegisterValue, SyncRecord } from '../../changes/change.ts';
import { BARE_SET } from '../../criteria/criteria-set.ts';
import type { TradeDate } from '../../dates.ts';
import type { DepartmentList } from '../../reference/reference.ts';
import { appraisalId } from '../record-ids.ts';
import { tidyText } from '../../tidy-text.ts';
import type { Place } from '../fields.ts';
import { valueOf, type Value } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';
import { findingId } from '../record-ids.ts';
import type { FindingVerdict, RemarkRead, VisitRead } from './read.ts';

/** Criteria that a department comes to judge: its own, those it leads, and those of single indicators. Of a list drawn up
 *  for another set nothing is known. */
export function criteriaOfDepartment(department: string, list: DepartmentList, set: string): number[] {
	const found = list.criteria_set === set ? list.departments.find(({ id }) => id === department) : undefined;
	if (!found) return [];

	const led = Object.entries(list.lead_by_criterion)
		.filter(([, lead]) => lead === department)
		.map(([criterion]) => Number(criterion));
	const ofIndicators = found.indicators.map((indicator) => Number.parseInt(indicator, 10));

	return [...new Set([...found.criteria, ...led, ...ofIndicators])].sort((a, b) => a - b);
}

export interface VisitOpened {
	unitId: string;
	visitId: string;
	purpose: Value<'visit', 'opening'>['purpose'];
	department?: string | undefined;
	on: TradeDate;
	startedAt: string;
	criteria: readonly number[];
}

export function openVisit({ unitId, visitId, purpose, department, on, startedAt, criteria }: VisitOpened): RecordEdit {
	const opening = {
		purpose,
		...(purpose === 'department' && department !== undefined && { department }),
		on,
		startedAt,
		criteria: [...criteria].sort((a, b) => a - b)
	};
	return { unitId, kind: 'visit', recordId: visitId, set: { opening } };
}

export const setPlace = (visit: VisitRead, place: Place): RecordEdit => writeVisit(visit, { place });

export function judgeCriterion(
	{ record, findings }: VisitRead,
	{ set, criterion, verdict }: { set: string; criterion: number; verdict: FindingVerdict }
): RecordEdit {
	const carried = valueOf(findings.get(criterion)?.record, 'finding', 'verdict');
	const recordId = set === BARE_SET ? findingId(record.id, criterion) : `finding:${record.id}:${set}:${criterion}`;

	return { unitId: record.unitId, kind: 'finding', recordId, set: { verdict: { ...carried, verdict } } };
}

export interface RemarkTold {
	criterion: number;
	text: string;
	dueOn?: TradeDate | undefined;
}

export function noteRemark({ record }: VisitRead, remarkId: string, told: RemarkTold): RecordEdit {
	return {
		unitId: record.unitId,
		kind: 'remark',
		recordId: remarkId,
		set: { text: remarkText({ visit: record.id }, told) }
	};
}

export const reviseRemark = (remark: RemarkRead, told: RemarkTold): RecordEdit =>
	writeRemark(remark, { text: remarkText(remark.text, told) });

export function answerRemark(remark: RemarkRead, isDone: boolean, on: TradeDate): RecordEdit {
	const carried = valueOf(remark.record, 'remark', 'answer');

	return writeRemark(remark, { answer: { ...carried, state: isDone ? 'done' : 'open', on } });
}

export const voidRemark = (remark: RemarkRead, reason: string): RecordEdit =>
	writeRemark(remark, { life: { voided: true, reason: tidyText(reason) } });

export const voidVisit = (visit: VisitRead, reason: string): RecordEdit =>
	writeVisit(visit, { life: { voided: true, reason: tidyText(reason) } });

/** Ends a visit. A department that came has thereby inspected: `appraisal` is its record, if there is one. */
export function closeVisit(
	visit: VisitRead,
	{ text, closedAt, appraisal }: { text: string; closedAt: string; appraisal: SyncRecord | undefined }
): RecordEdit[] {
	const { purpose, department, on } = visit.opening;
	const closing = writeVisit(visit, { conclusion: { ...visit.conclusion, text: tidyText(text), closedAt } });
	if (purpose !== 'department' || department === undefined) return [closing];

	const inspected = { ...valueOf(appraisal, 'appraisal', 'inspected'), on, visitId: visit.id };
	return [
		closing,
		{ unitId: visit.record.unitId, kind: 'appraisal', recordId: appraisalId(department), set: { inspected } }
	];
}

/** The words change, the time at which the visit ended does not. */
export function reviseConclusion(visit: VisitRead, text: string): RecordEdit {
	if (!visit.conclusion) throw new Error('only a visit that has ended has a conclusion to revise');

	return writeVisit(visit, { conclusion: { ...visit.conclusion, text: tidyText(text) } });
}

function remarkText(carried: { visit: string }, { criterion, text, dueOn }: RemarkTold): RegisterValue {
	const { dueOn: _before, ...rest } = carried as Value<'remark', 'text'>;

	return { ...rest, criterion, text: tidyText(text), ...(dueOn !== undefined && dueOn !== '' && { dueOn }) };
}

const writeVisit = ({ record }: VisitRead, set: RecordEdit['set']): RecordEdit => ({
	unitId: record.unitId,
	kind: 'visit',
	recordId: record.id,
	set
});

const writeRemark = ({ record }: RemarkRead, set: RecordEdit['set']): RecordEdit => ({
	unitId: record.unitId,
	kind: 'remark',
	recordId: record.id,
	set
});
