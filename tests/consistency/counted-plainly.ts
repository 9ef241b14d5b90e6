import { BEFORE, reviewedOn, stateOf, TODAY, type Generated } from './generated-commune.ts';
import { statesPlainly, type StateName } from './states-plainly.ts';

/** Counted from what was generated, by none of the program's rules: what every place has to say. Null is "not known". */
export interface Counted {
	dossiers: number | null;
	isPreparing: boolean;
	common: boolean | null;
	sent: number | null;
	inspected: number | null;
	year: number;
	/** Years that words about lateness name; empty where it is on time. */
	lateYears: number[];
	lacks: boolean;
	obstacles: number;
	/** Criteria with an open obstacle. */
	blocked: number[];
	/** What departments found wanting, where nobody has begun again. */
	objections: { criterion: number; verdict: string }[];
	/** Of each criterion, in their order. */
	states: StateName[];
	/** The last day promised for a dossier that is open, and how many open ones have no day. */
	promised: { on: string; without: number } | null;
	/** How many things happened after the briefing before. */
	changes: number;
	/** The latest check, whether it reaches the level, and what the office said of it. */
	check: { part: number; whole: number; on: string; isMet: boolean; review: string | null } | null;
	/** When the office verified the latest check that it verified. */
	verifiedOn: string | null;
	/** Checks of which the office has said nothing. */
	waiting: number;
	/** The one before the latest that was verified last, else the one before it. */
	before: { part: number; whole: number; on: string; isVerified: boolean } | null;
	surveyed: number;
	/** Of each village; null where nobody asked. */
	villages: Generated['villages'];
	asked: [part: number, whole: number] | null;
	satisfied: [part: number, whole: number] | null;
}

const DEPARTMENTS = 17;

export function countPlainly(of: Generated): Counted {
	const states = of.dossiers.map((_, at) => stateOf(of, at));
	const complete = states.filter((state) => state === 'complete').length;
	const open = states.filter((state) => state === 'preparing' || state === 'not_started').length;
	const reported = of.tally?.complete ?? null;
	const dossiers =
		reported === null && complete + open < 19 ? null : Math.min(19 - open, Math.max(reported ?? 0, complete));

	const common = of.common === null ? (of.tally?.common ?? null) : of.common === 'complete';
	const sent = departmentCount(of.tally?.sent ?? null, of.departments.length);
	const seen = of.departments.filter(({ inspected }) => inspected !== null).length;
	const inspected = departmentCount(of.tally?.inspected ?? null, seen);
	const objections = of.objections.filter(({ criterion }) => {
		const state = states[criterion - 1];
		return state === 'complete' || state === null;
	});
	const unresolved = of.obstacles.filter(({ resolvedOn }) => resolvedOn === null);

	const counted = {
		dossiers,
		isPreparing:
			dossiers === null &&
			(of.tally !== null || of.checks.length > 0 || objections.length > 0 || states.some(isWorkedAt)),
		common,
		sent,
		inspected,
		year: of.year,
		lateYears: lateYears(of),
		lacks: of.year === 2018 && (dossiers !== 19 || common !== true || sent !== DEPARTMENTS),
		obstacles: unresolved.length,
		blocked: [...new Set(unresolved.flatMap(({ criterion }) => criterion ?? []))].sort((a, b) => a - b),
		objections,
		promised: promised(of, { reported, dossiers, objections }),
		changes: changes(of),
		...checked(of),
		waiting: of.checks.filter(({ review }) => review === null).length,
		...asked(of)
	};
	return { ...counted, states: statesPlainly(of, counted) };
}

const isWorkedAt = (state: string | null) => state === 'preparing' || state === 'complete';

const departmentCount = (reported: number | null, dated: number): number | null =>
	reported === null ? (dated > 0 ? dated : null) : Math.max(reported, dated);

function lateYears({ year, isCarried, movedOn }: Generated): number[] {
	const years = new Set<number>();
	if (isCarried && (year > 2017 || movedOn !== null)) years.add(2017);
	if (movedOn !== null && !(isCarried && year - 1 === 2017)) [year - 1, year].forEach((one) => years.add(one));
	if (year < Number(TODAY.slice(0, 4))) years.add(year);
	return [...years].sort();
}

interface Told extends Pick<Counted, 'dossiers' | 'objections'> {
	reported: number | null;
}

function promised(of: Generated, { reported, dossiers, objections }: Told) {
	const isWithDepartment = (at: number) => objections.some(({ criterion }) => criterion === at + 1);
	const open = of.dossiers.filter((_, at) => {
		const state = stateOf(of, at);
		return (
			state === 'preparing' ||
			state === 'not_started' ||
			(state === null && reported !== 19 && !isWithDepartment(at))
		);
	});
	const days = open.flatMap(({ expectedOn }) => expectedOn ?? []).sort();
	const on = days.at(-1);
	if (dossiers === 19 || on === undefined) return null;

	const left = Math.min(open.length, dossiers === null ? 19 : 19 - dossiers);
	return { on, without: Math.max(left - days.length, 0) };
}

function changes(of: Generated): number {
	const days = [
		...of.dossiers.flatMap(({ on }, at) => (isWorkedAt(stateOf(of, at)) ? [on] : [])),
		...(of.tally ? [of.tally.on] : []),
		...of.departments.flatMap(({ sent, inspected }) => [sent, inspected]),
		...of.obstacles.flatMap(({ on, resolvedOn }) => [on, resolvedOn]),
		...of.checks.map(({ on }) => on),
		...of.objections.map(({ on }) => on),
		...of.checks.flatMap((check) => (check.review ? [reviewedOn(check)] : [])),
		...of.villages.flatMap((village) => (village ? [of.surveyedOn] : [])),
		of.movedOn
	];
	return days.filter((on) => on !== null && on > BEFORE).length;
}

/** In percent of the people, by the decision for the region. */
const LEVEL = 85;

function checked({ checks }: Generated): Pick<Counted, 'check' | 'verifiedOn' | 'before'> {
	// Of one day the one written last: they are written in this order.
	const latest = (some: Generated['checks']) =>
		some.reduce<Generated['checks'][number] | null>((last, one) => (last && last.on > one.on ? last : one), null);
	const isVerified = (one: Generated['checks'][number]) => one.review?.verdict === 'verified';
	const last = latest(checks);
	const earlier = checks.filter((one) => one !== last);
	const verified = latest(checks.filter(isVerified));
	const before = latest(earlier.filter(isVerified)) ?? latest(earlier);
	const figures = ({ part, more, on }: Generated['checks'][number]) => ({ part, whole: part + more, on });

	return {
		check: last && {
			...figures(last),
			// Of nobody there is no share: what the officer said stands.
			isMet: last.part * 100 >= LEVEL * (last.part + last.more),
			review: last.review?.verdict ?? null
		},
		verifiedOn: verified && reviewedOn(verified),
		before: before && { ...figures(before), isVerified: isVerified(before) }
	};
}

function asked({ villages }: Generated): Pick<Counted, 'surveyed' | 'villages' | 'asked' | 'satisfied'> {
	const known = villages.filter((village) => village !== null);
	const sum = (of: (village: (typeof known)[number]) => number) => known.reduce((total, one) => total + of(one), 0);
	const isWhole = villages.length > 0 && known.length === villages.length;

	return {
		surveyed: known.length,
		villages,
		asked: isWhole ? [sum((one) => one.asked), sum((one) => one.households)] : null,
		satisfied: isWhole ? [sum((one) => one.satisfied), sum((one) => one.asked)] : null
	};
}
