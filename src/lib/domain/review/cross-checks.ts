import type { SyncRecord } from '../changes/change.ts';
import { criterionInSet } from '../criteria/criterion-ref.ts';
import type { Indicator, Threshold } from '../criteria/criteria-set.ts';
import { judge, type Judgement } from '../criteria/judge.ts';
import { thresholdFor, type Ground } from '../criteria/threshold.ts';
import { dateOfInstant, type TradeDate } from '../dates.ts';
import type { Measurement } from '../records/check/schema.ts';
import { takenAtOf } from '../photos/photo-edits.ts';
import { photosOfValue } from './photos-of-value.ts';
import { isInConflict } from '../records/conflict/read.ts';
import { checkOddities } from '../records/check/oddities.ts';
import { lastCheck, type CheckRead } from '../records/check/read.ts';
import { isVoided, valueOf, type Value } from '../records/kinds.ts';
import { earlierChecks, type JudgedCheck } from './earlier-checks.ts';
import type { JudgedOf, JudgedValue } from './judged-values.ts';
import { newerCheck } from './newer-check.ts';
import { placeAmong, type PlaceFact } from './place-among.ts';

/** What can be said about a value by looking elsewhere. Facts, not scores: the office draws the conclusion. */
export type CrossCheck =
	/** Part of whole, and the percentage that was typed beside it. */
	| {
			kind: 'pair';
			part: number;
			whole: number;
			percent: number;
			typed: number | undefined;
			agrees: boolean;
			/** What the percentage is held against. */
			level: Threshold | undefined;
	  }
	/** Things that are counted one by one, with a fraction. */
	| { kind: 'not_whole' }
	/** Said not to apply, without a word why. */
	| { kind: 'no_reason' }
	| { kind: 'part_over_whole'; part: number; whole: number }
	/** What the person saw is not what the level says. */
	| { kind: 'verdict_differs'; seen: Measurement['met']; judged: Measurement['met'] }
	| PlaceFact
	| { kind: 'place_none' }
	| { kind: 'photos_same_day'; photos: number }
	| { kind: 'photos_other_day'; photos: number; others: { on: TradeDate }[] }
	/** Chosen among pictures, and their files do not say when they were taken. */
	| { kind: 'photos_no_day'; photos: number }
	| { kind: 'photos_chosen'; photos: number }
	| { kind: 'photos_none' }
	| { kind: 'papers_there'; papers: number }
	| { kind: 'paper_missing'; name: string; note: string | undefined }
	| { kind: 'office_differs'; measurement: Measurement; on: TradeDate }
	/** The day that was written lies after today. */
	| { kind: 'future_date'; on: TradeDate }
	/** The commune has recorded the same thing again since. */
	| { kind: 'newer_check'; on: TradeDate }
	/** What the part is a part of is another than the last time. */
	| { kind: 'whole_changed'; before: number; now: number; on: TradeDate }
	/** Two people wrote it without knowing of each other, and nobody has chosen yet. */
	| { kind: 'clash' };

export interface CheckedAgainst extends Pick<JudgedOf, 'isOffice'> {
	/** Of the commune. */
	records: readonly SyncRecord[];
	/** All that is judged in it. */
	values: readonly JudgedValue[];
	set: string;
	/** Of a check; a verdict of a visit has none. */
	indicator: Indicator | undefined;
	groundOf: (year: number) => Ground;
	today: TradeDate;
}

export function crossChecks(value: JudgedValue, against: CheckedAgainst): CrossCheck[] {
	return [
		...(value.on > against.today ? [{ kind: 'future_date' as const, on: value.on }] : []),
		...(isInConflict(value.record, against.records) ? [{ kind: 'clash' as const }] : []),
		...(value.kind === 'check' ? figureFacts(value, against) : []),
		...placeFacts(value, against.records),
		...photoFacts(value, against.records),
		...paperFacts(value.criterion, against)
	];
}

export const judgementOf = (
	measurement: Measurement,
	{ indicator, groundOf }: Pick<CheckedAgainst, 'indicator' | 'groundOf'>
): Judgement | undefined => indicator && judge(indicator, measurement, groundOf(yearOf(measurement)));

const yearOf = ({ on }: Measurement) => Number(on.slice(0, 4));

/** What was verified last of the same thing, before this value. */
export const lastVerified = (value: JudgedCheck, values: readonly JudgedValue[]): JudgedCheck | undefined =>
	earlierChecks(value, values).findLast(({ state }) => state === 'verified');

function figureFacts(value: JudgedCheck, against: CheckedAgainst): CrossCheck[] {
	const { check } = value;

	return [
		...pairFacts(check.measurement, against),
		...oddFacts(check),
		...wholeFacts(value, against),
		...verdictFacts(check.measurement, against),
		...officeFacts(check, against),
		...newerFacts(check, against)
	];
}

/** Against what was verified last, or where nothing was, against the check before. */
function wholeFacts(value: JudgedCheck, { values }: CheckedAgainst): CrossCheck[] {
	const now = value.check.measurement.whole;
	const before = lastVerified(value, values) ?? earlierChecks(value, values).at(-1);
	const whole = before?.check.measurement.whole;
	if (!before || whole === undefined || now === undefined || whole === now) return [];

	return [{ kind: 'whole_changed', before: whole, now, on: before.on }];
}

/** Two decimals are as fine as anybody types a percentage. */
const PERCENT_SLACK = 0.05;

function pairFacts(measurement: Measurement, { indicator, groundOf }: CheckedAgainst): CrossCheck[] {
	const { value, part, whole } = measurement;
	if (part === undefined || whole === undefined) return [];
	if (part > whole) return [{ kind: 'part_over_whole', part, whole }];
	if (whole === 0) return [];

	const percent = (part * 100) / whole;
	const agrees = value === undefined || Math.abs(value - percent) <= PERCENT_SLACK;
	const level = indicator && thresholdFor(indicator, groundOf(yearOf(measurement)));
	return [{ kind: 'pair', part, whole, percent, typed: value, agrees, level }];
}

/** What a form does not let through, and an earlier version, or a program of somebody else's, did. */
const oddFacts = ({ set, indicator, measurement }: CheckRead): CrossCheck[] =>
	checkOddities(measurement, { set, indicator }).map((kind) => ({ kind: ODD_FACTS[kind] }));

const ODD_FACTS = { 'not-whole': 'not_whole', 'no-reason': 'no_reason' } as const;

function verdictFacts(measurement: Measurement, against: CheckedAgainst): CrossCheck[] {
	const judgement = judgementOf(measurement, against);
	if (judgement?.kind !== 'judged' || measurement.met === 'not_applicable') return [];

	const judged = judgement.met ? 'met' : 'not_met';
	return judged === measurement.met ? [] : [{ kind: 'verdict_differs', seen: measurement.met, judged }];
}

/** The office's own latest check of the same thing stands differently. */
function officeFacts({ indicator, set, village, measurement }: CheckRead, against: CheckedAgainst): CrossCheck[] {
	const { records, isOffice } = against;
	const own = records.filter(
		({ kind, registers }) => kind === 'check' && isOffice(registers['measurement']?.by ?? '')
	);
	const office = lastCheck(own, { set, indicator, village })?.measurement;
	if (!office || standing(office, against) === standing(measurement, against)) return [];

	return [{ kind: 'office_differs', measurement: office, on: office.on }];
}

function standing(measurement: Measurement, against: CheckedAgainst): Measurement['met'] {
	const judgement = judgementOf(measurement, against);
	if (measurement.met === 'not_applicable' || judgement?.kind !== 'judged') return measurement.met;

	return judgement.met ? 'met' : 'not_met';
}

function newerFacts(check: CheckRead, against: CheckedAgainst): CrossCheck[] {
	const newer = newerCheck(check, against);

	return newer ? [{ kind: 'newer_check', on: newer.measurement.on }] : [];
}

function placeFacts(value: JudgedValue, records: readonly SyncRecord[]): CrossCheck[] {
	const holder = value.kind === 'check' ? value.record : value.visit;
	const own = holder.registers['place']?.value as Value<'check', 'place'> | null | undefined;
	const place = own ?? photosOfValue(value, records).find(({ file }) => file.place)?.file.place;
	if (!place) return [{ kind: 'place_none' }];

	return [placeAmong(place, records, holder)];
}

function photoFacts(value: JudgedValue, records: readonly SyncRecord[]): CrossCheck[] {
	const photos = photosOfValue(value, records);
	if (photos.length === 0) return [{ kind: 'photos_none' }];
	const chosen = photos.filter(({ file }) => file.chosen).length;
	const days = photos.flatMap(({ file }) => takenAtOf(file) ?? []).map((at) => dateOfInstant(Date.parse(at)));

	return [
		...(days.length > 0 ? [dayFact(days, value.on)] : []),
		...(chosen > 0 ? [{ kind: 'photos_chosen' as const, photos: chosen }] : []),
		...(days.length < photos.length
			? [{ kind: 'photos_no_day' as const, photos: photos.length - days.length }]
			: [])
	];
}

function dayFact(days: readonly TradeDate[], on: TradeDate): CrossCheck {
	const others = [...new Set(days.filter((day) => day !== on))].sort().map((other) => ({ on: other }));

	return others.length === 0
		? { kind: 'photos_same_day', photos: days.length }
		: { kind: 'photos_other_day', photos: days.length, others };
}

function paperFacts(criterion: number, { records, set }: CheckedAgainst): CrossCheck[] {
	const papers = records.flatMap((record) => {
		const item = record.kind === 'paper' && !isVoided(record) ? valueOf(record, 'paper', 'item') : undefined;
		return item && criterionInSet(item.of, set) === criterion
			? [{ name: item.name, state: valueOf(record, 'paper', 'state') }]
			: [];
	});
	const missing = papers.filter(({ state }) => state?.done !== true);
	if (missing.length === 0) return papers.length > 0 ? [{ kind: 'papers_there', papers: papers.length }] : [];

	return missing.map(({ name, state }) => ({ kind: 'paper_missing', name, note: state?.note }));
}
