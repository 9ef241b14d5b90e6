import type { SyncRecord } from '../../changes/change.ts';
import { criterionInSet } from '../../criteria/criterion-ref.ts';
import { attendanceOf, type Attendance } from './attendance.ts';
import { tidyText } from '../../tidy-text.ts';
import { isVoided, valueOf, type Value } from '../kinds.ts';
import { isVerified } from '../review/locks.ts';
import { visitCriteria } from './criteria.ts';

export type FindingVerdict = Value<'finding', 'verdict'>['verdict'];
export type { VisitLevel } from './attendance.ts';

export interface FindingRead {
	verdict: FindingVerdict;
	record: SyncRecord;
	/** Verified by the office: it stands until it is reopened. */
	locked: boolean;
}

export interface RemarkRead {
	id: string;
	text: Value<'remark', 'text'>;
	isDone: boolean;
	record: SyncRecord;
}

/** A visit with everything that was noted in it. */
export interface VisitRead {
	id: string;
	record: SyncRecord;
	opening: Value<'visit', 'opening'>;
	/** What it is for, in the order of the set; not what was noted at all the same. */
	criteria: number[];
	attendance: Attendance;
	conclusion: Value<'visit', 'conclusion'> | undefined;
	place: Value<'visit', 'place'> | undefined;
	/** By criterion. */
	findings: Map<number, FindingRead>;
	/** In the order in which they were noted. */
	remarks: RemarkRead[];
}

/** All visits that stand: those that are running first, then by their beginning, the latest first. */
export function visitsOf(records: readonly SyncRecord[], set: string): VisitRead[] {
	const reviews = records.filter(({ kind }) => kind === 'review');
	const visits = new Map<string, VisitRead>();
	for (const record of records) {
		const visit = readVisitRecord(record);
		if (visit) visits.set(record.id, visit);
	}
	for (const record of records) takeInto(visits, record, { set, reviews });

	for (const { remarks } of visits.values()) remarks.sort((a, b) => (a.id < b.id ? -1 : 1));
	return [...visits.values()].sort(byRunningThenLatest);
}

export const isRunning = ({ conclusion }: Pick<VisitRead, 'conclusion'>): boolean => conclusion === undefined;

/** The visit to go on with: the latest of those running that this person may end. */
export const visitToContinue = (
	visits: readonly VisitRead[],
	mayEnd: (record: SyncRecord) => boolean
): VisitRead | undefined => visits.find((visit) => isRunning(visit) && mayEnd(visit.record));

/** The minutes stand as soon as the office has verified something in them. */
export const isReviewed = ({ findings }: Pick<VisitRead, 'findings'>): boolean =>
	[...findings.values()].some(({ locked }) => locked);

/** Criteria of a visit: those it is for, and those that were judged or noted all the same. */
export function criteriaOf({ criteria, findings, remarks }: VisitRead): number[] {
	const noted = [...findings.keys(), ...remarks.map(({ text }) => text.criterion)].sort((a, b) => a - b);

	return [...new Set([...criteria, ...noted])];
}

export interface Emptiness {
	criteria: number[];
	attendance: boolean;
	conclusion: boolean;
}

/** What the minutes will lack. */
export function whatIsEmpty(visit: VisitRead, conclusion: string): Emptiness {
	const { province, district, commune } = visit.attendance;

	return {
		criteria: criteriaOf(visit).filter((criterion) => !visit.findings.has(criterion)),
		attendance: province.length + district.length + commune.length === 0,
		conclusion: tidyText(conclusion) === ''
	};
}

function readVisitRecord(record: SyncRecord): VisitRead | undefined {
	const opening = valueOf(record, 'visit', 'opening');
	if (record.kind !== 'visit' || !opening || isVoided(record)) return undefined;

	return {
		id: record.id,
		record,
		opening,
		criteria: visitCriteria(record),
		attendance: attendanceOf(record),
		conclusion: valueOf(record, 'visit', 'conclusion'),
		place: valueOf(record, 'visit', 'place'),
		findings: new Map(),
		remarks: []
	};
}

function takeInto(
	visits: Map<string, VisitRead>,
	record: SyncRecord,
	{ set, reviews }: { set: string; reviews: readonly SyncRecord[] }
): void {
	if (isVoided(record)) return;

	if (record.kind === 'finding') {
		const [, visitId = '', ...ref] = record.id.split(':');
		const criterion = criterionInSet(ref.join(':'), set);
		const verdict = valueOf(record, 'finding', 'verdict')?.verdict;
		if (criterion === undefined || verdict === undefined) return;
		visits.get(visitId)?.findings.set(criterion, { verdict, record, locked: isVerified(record, reviews) });
	}
	if (record.kind === 'remark') {
		const text = valueOf(record, 'remark', 'text');
		const isDone = valueOf(record, 'remark', 'answer')?.state === 'done';
		if (text) visits.get(text.visit)?.remarks.push({ id: record.id, text, isDone, record });
	}
}

function byRunningThenLatest(a: VisitRead, b: VisitRead): number {
	if (isRunning(a) !== isRunning(b)) return isRunning(a) ? -1 : 1;
	if (a.opening.startedAt !== b.opening.startedAt) return a.opening.startedAt > b.opening.startedAt ? -1 : 1;

	return a.id > b.id ? -1 : 1;
}
