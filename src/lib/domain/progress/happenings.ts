import type { SyncRecord } from '../changes/change.ts';
import { criterionInSet } from '../criteria/criterion-ref.ts';
import { BARE_SET, criterionOfIndicator, findIndicator } from '../criteria/criteria-set.ts';
import { parseReading } from '../changes/clock.ts';
import { dateOfInstant, type TradeDate } from '../dates.ts';
import { COMMON_DOSSIER_ID } from '../records/record-ids.ts';
import { byKind, valueOf, type KindName } from '../records/kinds.ts';
import { voidReason } from '../records/void-edits.ts';
import { criteriaOfLetter } from '../records/letter/read.ts';
import { visitCriteria } from '../records/visit/criteria.ts';
import { carriedOverFrom, movesOf } from '../records/target/read.ts';
import { lastDayOf } from './lateness.ts';
import type { StandingReview } from '../records/review/read.ts';
import type { Happening, ReviewTold, TimelineEntry } from './timeline-entry.ts';
import { photosOf, type TimelineIndex } from './timeline-index.ts';
import { visitHappening } from './visit-happening.ts';

type Tell = (record: SyncRecord, index: TimelineIndex) => TimelineEntry[];

/** Null where records of a kind are told by another's, or not at all. */
const TELLS: { [K in KindName]: Tell | null } = {
	profile: null,
	check: checkEntries,
	review: null,
	visit: visitEntries,
	finding: null,
	remark: null,
	dossier: dossierEntries,
	paper: null,
	tally: tallyEntries,
	appraisal: (record, index) => [...appraisalEntries(record, index), ...letterEntries(record, index)],
	letter: letterEntries,
	target: targetEntries,
	obstacle: obstacleEntries,
	task: taskEntries,
	works: null,
	photo: null,
	survey: null,
	briefing: null,
	statement: null,
	decision: decisionEntries,
	document: null,
	conflict: null
};

/** What a record has to tell: nothing, or one entry for each day of its own. */
export const entriesOf: Tell = (record, index) => byKind(TELLS, record.kind)?.(record, index) ?? [];

/** An entry of what stands in a register. */
function entry(
	record: SyncRecord,
	register: string,
	on: TradeDate,
	criteria: (number | undefined)[],
	happening: Happening
): TimelineEntry {
	const { by, stamp } = record.registers[register]!;
	const known = criteria.filter((criterion) => criterion !== undefined);

	return { ...happening, on, criteria: known, recordId: record.id, recordKind: record.kind, by, stamp };
}

function visitEntries(record: SyncRecord, index: TimelineIndex): TimelineEntry[] {
	const opening = valueOf(record, 'visit', 'opening');
	if (!opening) return [];

	return [entry(record, 'opening', opening.on, visitCriteria(record), visitHappening(record, opening, index))];
}

function checkEntries(record: SyncRecord, index: TimelineIndex): TimelineEntry[] {
	const subject = valueOf(record, 'check', 'subject');
	const measurement = valueOf(record, 'check', 'measurement');
	if (!subject || !measurement || (subject.set ?? BARE_SET) !== index.set.id) return [];

	const indicator = findIndicator(index.set, subject.indicator);
	const { change } = record.registers['measurement']!;
	const review = index.reviews.get(change);
	const reviews = index.reviewsOf.get(`check/${record.id}`) ?? [];
	return [
		entry(record, 'measurement', measurement.on, [criterionOfIndicator(subject.indicator)], {
			kind: 'check',
			indicator: subject.indicator,
			village: subject.village ? index.villageOf(subject.village) : null,
			measurement,
			standing: indicator ? index.judge(measurement, indicator) : measurement.met,
			photos: photosOf(index, { kind: 'check', id: record.id }),
			review: review ? reviewTold(review) : null,
			earlier: reviews.filter(({ judged }) => judged !== change).map(reviewTold)
		})
	];
}

/** On the day on which it was taken out. */
export function voidedEntries(record: SyncRecord, index: TimelineIndex): TimelineEntry[] {
	const subject = valueOf(record, 'check', 'subject');
	const measurement = valueOf(record, 'check', 'measurement');
	const life = record.registers['life'];
	if (!subject || !measurement || !life || (subject.set ?? BARE_SET) !== index.set.id) return [];

	const { indicator } = subject;
	const on = dateOfInstant(parseReading(life.stamp).ms);
	const happening = {
		kind: 'check_voided',
		indicator,
		checkedOn: measurement.on,
		reason: voidReason(record) ?? ''
	} as const;
	return [entry(record, 'life', on, [criterionOfIndicator(indicator)], happening)];
}

const reviewTold = ({ verdict, on, reason }: StandingReview): ReviewTold => ({ verdict, on, text: reason?.text });

function dossierEntries(record: SyncRecord, { set }: TimelineIndex): TimelineEntry[] {
	const state = valueOf(record, 'dossier', 'state');
	const isCommon = record.id === COMMON_DOSSIER_ID;
	const criterion = criterionInSet(record.id.slice('dossier:'.length), set.id);
	const dossier = isCommon ? 'common' : criterion;
	if (state?.state !== 'complete' || !state.on || dossier === undefined) return [];

	return [entry(record, 'state', state.on, [criterion], { kind: 'dossier_complete', dossier })];
}

function appraisalEntries(record: SyncRecord, index: TimelineIndex): TimelineEntry[] {
	const department = record.id.slice('appraisal:'.length);
	const sent = valueOf(record, 'appraisal', 'sent');
	const inspected = valueOf(record, 'appraisal', 'inspected');
	const entries: TimelineEntry[] = [];

	if (sent?.on) entries.push(entry(record, 'sent', sent.on, [], { kind: 'sent', department }));
	// The visit in which the department inspected tells of it already.
	if (inspected?.on && !index.visits.has(inspected.visitId ?? '')) {
		const { on, note = null } = inspected;
		entries.push(entry(record, 'inspected', on, [], { kind: 'inspected', department, note }));
	}
	return entries;
}

/** Every letter stands in the timeline, also one that a later letter has overtaken. */
function letterEntries(record: SyncRecord, { letters, set }: TimelineIndex): TimelineEntry[] {
	return letters
		.filter((letter) => letter.record === record && letter.set === set.id)
		.map((letter) => {
			const { on, department, number, points, register } = letter;
			const told = { kind: 'letter', department, number, points } as const;
			return entry(record, register, on, criteriaOfLetter(letter), told);
		});
}

function obstacleEntries(record: SyncRecord): TimelineEntry[] {
	const statement = valueOf(record, 'obstacle', 'statement');
	const answer = valueOf(record, 'obstacle', 'answer');
	if (!statement) return [];

	const { title, asks, raisedOn, criterion } = statement;
	const raised = {
		kind: 'obstacle_raised',
		title,
		asks,
		answer: answer?.state ?? 'open',
		answerOn: answer?.on ?? null
	} as const;
	const entries = [entry(record, 'statement', raisedOn, [criterion], raised)];
	if (answer?.state === 'resolved') {
		const resolved = { kind: 'obstacle_resolved', title, text: answer.text ?? null } as const;
		entries.push(entry(record, 'answer', answer.on, [criterion], resolved));
	}
	return entries;
}

function targetEntries(record: SyncRecord): TimelineEntry[] {
	const registration = valueOf(record, 'target', 'registration');
	if (!registration) return [];

	const { year, basis } = registration;
	const moves = movesOf(registration);
	const entries = moves.map((move, index) => {
		const toYear = moves[index + 1]?.year ?? year;
		return entry(record, 'registration', move.on, [], {
			kind: 'target_moved',
			fromYear: move.year,
			toYear,
			basis: move.basis
		});
	});

	const fromYear = carriedOverFrom(registration);
	if (fromYear !== null && moves.every((move) => move.year !== fromYear)) {
		const first = moves[0] ?? { year, basis };
		const happening = { kind: 'carried_over', fromYear, toYear: first.year, basis: first.basis } as const;
		entries.push(entry(record, 'registration', lastDayOf(fromYear), [], happening));
	}
	return entries;
}

/** Both figures in one entry when they were reported on one day. */
function tallyEntries(record: SyncRecord): TimelineEntry[] {
	const ofDossiers = valueOf(record, 'tally', 'dossiers');
	const ofDepartments = valueOf(record, 'tally', 'departments');
	const dossiers = ofDossiers && { complete: ofDossiers.complete, common: ofDossiers.common };
	const departments = ofDepartments && { sent: ofDepartments.sent, inspected: ofDepartments.inspected };

	if (dossiers && departments && ofDossiers.on === ofDepartments.on) {
		return [entry(record, 'dossiers', ofDossiers.on, [], { kind: 'tally', dossiers, departments })];
	}
	return [
		...(dossiers ? [entry(record, 'dossiers', ofDossiers.on, [], { kind: 'tally', dossiers })] : []),
		...(departments ? [entry(record, 'departments', ofDepartments.on, [], { kind: 'tally', departments })] : [])
	];
}

function taskEntries(record: SyncRecord): TimelineEntry[] {
	const assignment = valueOf(record, 'task', 'assignment');
	const progress = valueOf(record, 'task', 'progress');
	if (!assignment || progress?.state !== 'done' || !progress.on) return [];

	const happening = { kind: 'task_done', title: assignment.title, note: progress.note ?? null } as const;
	return [entry(record, 'progress', progress.on, [assignment.criterion], happening)];
}

function decisionEntries(record: SyncRecord, { unit, briefings }: TimelineIndex): TimelineEntry[] {
	const decision = valueOf(record, 'decision', 'decision');
	const meeting = decision && briefings.get(decision.briefingId);
	if (!meeting || decision.communeId !== unit.id) return [];

	const { text, targetYear = null, dueOn = null } = decision;
	return [entry(record, 'decision', meeting.on, [], { kind: 'decision', text, targetYear, dueOn })];
}
