import fc from 'fast-check';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { addDays } from '#lib/domain/dates.ts';
import { surveyId } from '#lib/domain/records/record-ids.ts';
import { recordOf } from '../support/records.ts';
import { reviewOf } from '../support/reviews.ts';
import { REFERENCE } from '../support/trieu-son.ts';

export const TODAY = '2018-11-05';
/** The day of the briefing before. */
export const BEFORE = '2018-10-05';

/** What a commune could have, in plain figures and days. */
export const commune = fc.record({
	year: fc.constantFrom(2017, 2018, 2019),
	/** It was in the plan of 2017 and did not finish. */
	isCarried: fc.boolean(),
	/** The day on which its year was moved, from the year before. */
	movedOn: fc.option(day(), { freq: 2 }),
	dossiers: fc.array(
		fc.record({
			state: fc.constantFrom(null, 'not_started', 'preparing', 'complete', 'complete'),
			on: day(),
			expectedOn: fc.option(day(60), { freq: 2 })
		}),
		{ minLength: 19, maxLength: 19 }
	),
	/** Of every criterion something is recorded: then the sum is known without a tally. */
	areAllRecorded: fc.boolean(),
	common: fc.option(fc.constantFrom('preparing', 'complete')),
	tally: fc.option(
		fc.record({
			complete: fc.option(fc.integer({ min: 0, max: 19 })),
			common: fc.option(fc.boolean()),
			sent: fc.option(fc.integer({ min: 0, max: 17 })),
			inspected: fc.option(fc.integer({ min: 0, max: 17 })),
			on: day()
		})
	),
	/** When each of the first departments was sent to, and inspected. */
	departments: fc.oneof(departments(0), departments(17)),
	obstacles: fc.array(
		fc.record({ criterion: fc.option(fc.integer({ min: 1, max: 19 })), on: day(), resolvedOn: fc.option(day()) }),
		{ maxLength: 4 }
	),
	/** What departments wrote against criteria, each of another one. */
	objections: fc.uniqueArray(
		fc.record({
			criterion: fc.integer({ min: 1, max: 19 }),
			verdict: fc.constantFrom('supplement', 'failed'),
			on: day()
		}),
		{ maxLength: 3, selector: ({ criterion }) => criterion }
	),
	/** Of the same indicator, one after the other. */
	checks: fc.array(
		fc.record({
			part: fc.integer({ min: 0, max: 400 }),
			more: fc.integer({ min: 0, max: 30 }),
			on: day(),
			review: fc.option(fc.record({ verdict: fc.constantFrom('verified', 'returned'), after: fc.nat(20) }))
		}),
		{ maxLength: 3 }
	),
	/** Households, how many were asked, how many of these are satisfied; null where nobody asked. */
	villages: fc.array(
		fc.option(
			fc
				.record({ households: fc.integer({ min: 1, max: 500 }), asked: fc.nat(100), satisfied: fc.nat(100) })
				.map(({ households, asked, satisfied }) => {
					const count = Math.ceil((households * asked) / 100);
					return { households, asked: count, satisfied: Math.floor((count * satisfied) / 100) };
				}),
			{ freq: 4 }
		),
		{ maxLength: 4 }
	),
	surveyedOn: day()
});

export type Generated = typeof commune extends fc.Arbitrary<infer T> ? T : never;

function day(ahead = 0) {
	return fc.integer({ min: -60, max: ahead }).map((days) => addDays(TODAY, days));
}

function departments(most: number) {
	return fc.array(fc.record({ sent: day(), inspected: fc.option(day()) }), { maxLength: most });
}

/** The share of the people who are insured: any part of any whole. */
export const INDICATOR = '15.1';

export const stateOf = ({ dossiers, areAllRecorded }: Generated, at: number) =>
	dossiers[at]!.state ?? (areAllRecorded ? 'not_started' : null);

/** Not before it was made, and not after today. */
export const reviewedOn = ({ on, review }: Generated['checks'][number]): string => {
	const after = addDays(on, review?.after ?? 0);

	return after > TODAY ? TODAY : after;
};

export function recordsOf(of: Generated, unitId: string): SyncRecord[] {
	return [
		targetOf(of, unitId),
		...of.dossiers.flatMap((_, at) => dossierOf(of, at, unitId)),
		...(of.common === null
			? []
			: [recordOf('dossier', { state: { state: of.common, on: BEFORE } }, { unitId, id: 'dossier:common' })]),
		...tallyOf(of, unitId),
		...of.departments.map(({ sent, inspected }, at) => {
			const id = `appraisal:${REFERENCE.departments.departments[at]!.id}`;
			const values = { sent: { on: sent }, ...(inspected === null ? {} : { inspected: { on: inspected } }) };
			return recordOf('appraisal', values, { unitId, id });
		}),
		...of.obstacles.map(({ criterion, on, resolvedOn }) => {
			const statement = { ...(criterion !== null && { criterion }), title: 'Thiếu vốn', raisedOn: on };
			const answer = resolvedOn === null ? {} : { answer: { state: 'resolved', on: resolvedOn } as const };
			return recordOf('obstacle', { statement: { ...statement, asks: 'district' }, ...answer }, { unitId });
		}),
		...of.objections.map(({ criterion, verdict, on }, at) => {
			const department = REFERENCE.departments.departments[at]!.id;
			const points = [{ of: String(criterion), verdict: verdict as 'failed' }];
			return recordOf('letter', { content: { department, on, points } }, { unitId });
		}),
		...of.checks.flatMap((check) => checkOf(check, unitId)),
		...surveysOf(of, unitId)
	];
}

function targetOf({ year, isCarried, movedOn }: Generated, unitId: string): SyncRecord {
	const first = isCarried ? 'plan_2017' : 'district_plan';
	const registration = {
		...{ year, basis: movedOn === null ? first : 'district_plan' },
		...(isCarried && { carriedOver: true }),
		...(movedOn !== null && { movedFrom: [{ year: year - 1, on: movedOn, basis: first }] })
	};
	return recordOf('target', { registration }, { unitId, id: 'target' });
}

function dossierOf(of: Generated, at: number, unitId: string): SyncRecord[] {
	const { on, expectedOn } = of.dossiers[at]!;
	const state = stateOf(of, at);
	const values = {
		...(state !== null && { state: { state, ...(state !== 'not_started' && { on }) } }),
		...(expectedOn !== null && { plan: { expectedOn } })
	};
	return Object.keys(values).length === 0 ? [] : [recordOf('dossier', values, { unitId, id: `dossier:${at + 1}` })];
}

function tallyOf({ tally }: Generated, unitId: string): SyncRecord[] {
	if (!tally) return [];
	const { complete, common, sent, inspected, on } = tally;

	return [
		recordOf(
			'tally',
			{ dossiers: { complete, common, on }, departments: { sent, inspected, on } },
			{ unitId, id: 'tally' }
		)
	];
}

function checkOf(check: Generated['checks'][number], unitId: string): SyncRecord[] {
	const { part, more, on, review } = check;
	const whole = part + more;
	const measurement = { on, part, whole, met: 'met' as const };
	const record = recordOf('check', { subject: { indicator: INDICATOR }, measurement }, { unitId });
	if (!review) return [record];

	return [record, reviewOf(record, review.verdict as 'verified', { on: reviewedOn(check), text: 'Thiếu ảnh' })];
}

function surveysOf({ villages, surveyedOn: on }: Generated, unitId: string): SyncRecord[] {
	const items = villages.map((_, at) => ({ id: `thon-${at + 1}`, name: `Thôn ${at + 1}` }));
	const profile = recordOf('profile', { villages: { items } }, { unitId, id: 'profile' });
	const surveys = villages.flatMap((village, at) =>
		village === null
			? []
			: [recordOf('survey', { result: { on, ...village } }, { unitId, id: surveyId(items[at]!.id) })]
	);
	return [profile, ...surveys];
}
