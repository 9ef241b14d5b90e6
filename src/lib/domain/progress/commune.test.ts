import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check, dossier, obstacle, progressOf, tally, unit } from '../../../../tests/support/minh-chau.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import type { SyncRecord } from '../changes/change.ts';
import { dossierId } from '../records/record-ids.ts';

test('open obstacles of the commune as a whole are counted with the others', () => {
	expect(progressOf(obstacle(17), obstacle(17), obstacle(undefined)).openObstacles).toBe(3);
});

test('the last day recorded is a day of the trade, never one that is planned or yet to come', () => {
	const records = [
		check('6.1', '2018-10-24', {}),
		recordOf('dossier', { plan: { expectedOn: '2018-11-04' } }, { id: dossierId(6) }),
		obstacle(6),
		check('6.1', '2018-12-24', {})
	];
	expect(progressOf(...records).lastRecordedOn).toBe('2018-10-29');
	expect(progressOf().lastRecordedOn).toBeNull();
});

test('records of a kind that is not known yet change nothing', () => {
	const unknown: SyncRecord = { unitId: unit.id, kind: 'inventory', id: 'x', seq: 1, registers: {} };
	expect(progressOf(unknown)).toEqual(progressOf());
});

describe('whatever is recorded', () => {
	const state = fc.constantFrom('not_started' as const, 'preparing' as const, 'complete' as const);
	const day = fc.integer({ min: 1, max: 30 }).map((n) => `2018-10-${String(n).padStart(2, '0')}`);
	const anyRecord = fc.oneof(
		fc
			.tuple(
				fc.constantFrom('6.1', '6.3', '9.1', '17.1'),
				day,
				fc.nat(10),
				fc.constantFrom('can-bo-xa', 'van-phong'),
				fc.boolean()
			)
			.map(([indicator, on, part, by, voided]) =>
				check(indicator, on, { part, whole: 8, value: part }, { by, voided })
			),
		fc.constantFrom(6, 9, 17).map((criterion) => obstacle(criterion)),
		fc
			.tuple(fc.constantFrom(6, 17), fc.boolean())
			.map(([of, done]) => recordOf('paper', { item: { of, name: 'Báo cáo' }, state: { done } }))
	);
	const fixed = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 19 }), state), {
		selector: ([criterion]) => criterion,
		maxLength: 19
	});
	const reported = fc.option(fc.integer({ min: -5, max: 30 }));

	test('the order of the records does not matter', () => {
		const shuffled = fc
			.tuple(fc.array(anyRecord, { maxLength: 20 }), fixed, reported)
			.map(([records, states, complete]) => [
				...records,
				...states.map(([n, s]) => dossier(n, s)),
				tally(complete)
			])
			.chain((records) =>
				fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length }))
			);

		fc.assert(
			fc.property(shuffled, ([records, other]) => {
				expect(progressOf(...other)).toEqual(progressOf(...records));
			})
		);
	});

	test('complete dossiers are between 0 and 19, and never fewer than are recorded', () => {
		fc.assert(
			fc.property(fixed, reported, (states, complete) => {
				const k = progressOf(...states.map(([n, s]) => dossier(n, s)), tally(complete)).dossiers.complete;
				const recorded = states.filter(([, s]) => s === 'complete').length;
				expect(k !== null).toBe(complete !== null || states.length === 19);
				if (k === null) return;
				expect(k).toBeGreaterThanOrEqual(recorded);
				expect(k).toBeLessThanOrEqual(19);
			})
		);
	});
});
