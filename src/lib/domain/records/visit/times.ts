import type { SyncRecord } from '../../changes/change.ts';
import { dateOfInstant, instantOn, isTimeOfDay, timeOfInstant, type TradeDate } from '../../dates.ts';
import { pastDay, type FieldProblem, type FormReading } from '../form-fields.ts';
import { valueOf } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';
import { appraisalId } from '../record-ids.ts';
import type { VisitRead } from './read.ts';

/** When a visit began, as typed; hours are `HH:MM`. A visit that begins now has neither. */
export type BeginningTyped = { on: string; from: string };
/** When it ended. One that ends now has neither. */
export type EndTyped = { lastOn: string; to: string };
export type VisitTimesTyped = BeginningTyped & EndTyped;

export type VisitTimesField = keyof VisitTimesTyped;

interface Times {
	on: TradeDate;
	startedAt: string;
}

/** The day and instant at which a visit begins: now, unless an earlier day or hour was typed. */
export function readBeginning(
	{ on, from }: BeginningTyped,
	nowMs: number
): { times: Times; problems: FieldProblem<VisitTimesField>[] } {
	const today = dateOfInstant(nowMs);
	const day = on === '' ? today : on;
	const isNow = day === today && from === '';
	const problems = isNow
		? []
		: [...pastDay('on' as const, day, today), ...pastHour('from' as const, { day, time: from }, nowMs)];

	return {
		times: {
			on: day,
			startedAt: isNow || problems.length > 0 ? new Date(nowMs).toISOString() : instantOn(day, from)
		},
		problems
	};
}

/** Whether a visit is one of an earlier day, whose end is not now. */
export const isOfEarlierDay = ({ opening }: Pick<VisitRead, 'opening'>, today: TradeDate): boolean =>
	dateOfInstant(Date.parse(opening.startedAt)) < today;

/** The instant at which a visit that began then ended. */
export function readEnd(
	{ lastOn, to }: EndTyped,
	beginning: BeginningTyped,
	nowMs: number
): { closedAt: string | undefined; problems: FieldProblem<VisitTimesField>[] } {
	const problems: FieldProblem<VisitTimesField>[] = [
		...pastDay('lastOn' as const, lastOn, dateOfInstant(nowMs)),
		...pastHour('to' as const, { day: lastOn, time: to }, nowMs)
	];
	const isBefore = `${lastOn} ${to}` < `${beginning.on} ${beginning.from}`;
	if (problems.length === 0 && isBefore) problems.push({ at: 'to', kind: 'past' });

	return { closedAt: problems.length === 0 ? instantOn(lastOn, to) : undefined, problems };
}

function pastHour<At extends string>(
	at: At,
	{ day, time }: { day: string; time: string },
	nowMs: number
): FieldProblem<At>[] {
	if (!isTimeOfDay(time)) return [{ at, kind: 'missing' }];

	// A day that is wrong is told at the day.
	return day === dateOfInstant(nowMs) && time > timeOfInstant(nowMs) ? [{ at, kind: 'future' }] : [];
}

export function timesToTyped({ opening, conclusion }: VisitRead): VisitTimesTyped {
	const [on, from] = dayAndTime(opening.startedAt);
	const [lastOn, to] = conclusion ? dayAndTime(conclusion.closedAt) : ['', ''];

	return { on, from, lastOn, to };
}

const dayAndTime = (instant: string): [TradeDate, string] => [
	dateOfInstant(Date.parse(instant)),
	timeOfInstant(Date.parse(instant))
];

/** Puts right when a visit was. A department that came with it inspected on that day: `appraisal` is its record, if there is
 *  one. What was not changed keeps its seconds. */
export function readVisitTimes(
	typed: VisitTimesTyped,
	{ visit, appraisal, nowMs }: { visit: VisitRead; appraisal: SyncRecord | undefined; nowMs: number }
): FormReading<VisitTimesField, RecordEdit[]> {
	const shown = timesToTyped(visit);
	const { times, problems } = readBeginning(typed, nowMs);
	const { conclusion, opening, record } = visit;
	const end = conclusion && readEnd(typed, typed, nowMs);
	const all = [...problems, ...(end?.problems ?? [])];
	const isMoved = typed.on !== shown.on || typed.from !== shown.from;
	const isEndMoved = conclusion !== undefined && (typed.lastOn !== shown.lastOn || typed.to !== shown.to);
	if (all.length > 0 || !(isMoved || isEndMoved)) return { edit: undefined, problems: all };

	const set = {
		...(isMoved && { opening: { ...opening, ...times } }),
		...(isEndMoved && { conclusion: { ...conclusion, closedAt: end!.closedAt! } })
	};
	const ofVisit = { unitId: record.unitId, kind: 'visit', recordId: record.id, set };
	return { edit: [ofVisit, ...inspectedOn(visit, appraisal, times.on)], problems: [] };
}

function inspectedOn(
	{ id, record, opening }: VisitRead,
	appraisal: SyncRecord | undefined,
	on: TradeDate
): RecordEdit[] {
	const inspected = valueOf(appraisal, 'appraisal', 'inspected');
	if (inspected?.visitId !== id || inspected.on === on || opening.department === undefined) return [];

	const set = { inspected: { ...inspected, on } };
	return [{ unitId: record.unitId, kind: 'appraisal', recordId: appraisalId(opening.department), set }];
}
