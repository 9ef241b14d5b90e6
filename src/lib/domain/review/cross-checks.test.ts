import { describe, expect, test } from 'vitest';
import { check, unit } from '../../../../tests/support/minh-chau.ts';
import { nextId, recordOf } from '../../../../tests/support/records.ts';
import { reviewOf } from '../../../../tests/support/reviews.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { findIndicator } from '../criteria/criteria-set.ts';
import { groundOf } from '../criteria/threshold.ts';
import { currentSet } from '../reference/reference.ts';
import { crossChecks, lastVerified } from './cross-checks.ts';
import { judgedValues } from './judged-values.ts';

const isOffice = (id: string) => id === 'van-phong';
const set = 'vn-commune-2016';

function factsOf(value: SyncRecord, ...others: SyncRecord[]) {
	const records = [value, ...others];
	const values = judgedValues(records, { set, isOffice });
	const judged = values.find(({ record }) => record === value)!;
	const indicator = judged.kind === 'check' ? judged.check.indicator : '';

	return crossChecks(judged, {
		records,
		values,
		set,
		isOffice,
		today: '2018-11-05',
		indicator: findIndicator(currentSet(REFERENCE), indicator),
		groundOf: (year) => groundOf(unit, year, REFERENCE)
	});
}

const at = (lat: number, lon: number, accuracyM = 10) => ({ lat, lon, accuracyM, at: '2018-11-05T02:00:00.000Z' });
const placed = (lat: number, lon: number, accuracyM?: number) =>
	recordOf('check', {
		subject: { indicator: '6.3' },
		measurement: { on: '2018-11-05', part: 8, whole: 8, met: 'met' },
		place: at(lat, lon, accuracyM)
	});
const photo = (
	of: SyncRecord,
	takenAt: string,
	place?: ReturnType<typeof at>,
	more: { chosen?: { takenAt?: string } } = {}
) =>
	recordOf('photo', {
		file: {
			...{ of: { kind: of.kind, id: of.id }, sha256: 'a'.repeat(64), bytes: 1, width: 1, height: 1 },
			...{ filetype: 'image/jpeg', takenAt, ...(place && { place }), ...more }
		}
	});
const paper = (name: string, done: boolean) => recordOf('paper', { item: { of: 6, name }, state: { done } });

describe('what is held against a value', () => {
	test('a day that has not come yet; today is none', () => {
		const ofDay = (on: string) => factsOf(check('6.3', on, { part: 8, whole: 8, met: 'met' }));

		expect(ofDay('2019-11-05')).toContainEqual({ kind: 'future_date', on: '2019-11-05' });
		expect(ofDay('2018-11-05').filter(({ kind }) => kind === 'future_date')).toEqual([]);
	});

	test('the pair, and the percentage typed beside it', () => {
		const pair = (figures: object) =>
			factsOf(check('6.3', '2018-11-05', { met: 'not_met', ...figures })).find(({ kind }) => kind === 'pair');
		expect(pair({ part: 7, whole: 8 })).toMatchObject({ percent: 87.5, agrees: true });
		expect(pair({ part: 7, whole: 8, value: 87.5 })).toMatchObject({ agrees: true });
		expect(pair({ part: 7, whole: 8, value: 90 })).toMatchObject({ typed: 90, agrees: false });
		expect(pair({ part: 0, whole: 0 })).toBeUndefined();
		expect(factsOf(check('6.3', '2018-11-05', { part: 9, whole: 8 }))).toContainEqual({
			kind: 'part_over_whole',
			part: 9,
			whole: 8
		});
	});

	test('the level of the decision, where the person saw something else', () => {
		expect(factsOf(check('6.3', '2018-11-05', { part: 7, whole: 8, met: 'met' }))).toContainEqual({
			kind: 'verdict_differs',
			seen: 'met',
			judged: 'not_met'
		});
	});

	test('the middle of the commune’s other points: near, far, or too few to tell', () => {
		const others = [placed(19.81, 105.59), placed(19.82, 105.59), placed(19.815, 105.6)];
		const place = (...[value, ...rest]: [SyncRecord, ...SyncRecord[]]) =>
			factsOf(value, ...rest).find(({ kind }) => kind.startsWith('place'));

		expect(place(placed(19.816, 105.594), ...others)).toMatchObject({ points: 3, isFar: false });
		const far = place(placed(19.9, 105.59), ...others);
		expect(far).toMatchObject({ isFar: true });
		expect(far?.kind === 'place' && far.distanceM).toBeGreaterThan(9_000);
		expect(far?.kind === 'place' && far.distanceM).toBeLessThan(10_000);
		expect(place(placed(19.9, 105.59, 20_000), ...others)).toMatchObject({ isFar: false });
		expect(place(placed(19.9, 105.59), others[0]!)).toMatchObject({ kind: 'place_alone', points: 1 });
		expect(place(check('6.3', '2018-11-05', {}))).toEqual({ kind: 'place_none' });
	});

	test('where its photo was taken, when the check itself has no place', () => {
		const others = [placed(19.81, 105.59), placed(19.82, 105.59), placed(19.815, 105.6)];
		const value = check('6.3', '2018-11-05', {});
		const away = photo(value, '2018-11-05T02:00:00.000Z', at(19.9, 105.59));

		expect(factsOf(value, away, ...others)).toContainEqual(
			expect.objectContaining({ kind: 'place', points: 3, isFar: true })
		);
	});

	test('the day of its photos, as Vietnam counts days', () => {
		const value = check('6.3', '2018-11-05', {});
		const photos = (...taken: string[]) =>
			factsOf(value, ...taken.map((instant) => photo(value, instant))).find(({ kind }) =>
				kind.startsWith('photos')
			);
		expect(photos()).toEqual({ kind: 'photos_none' });
		expect(photos('2018-11-04T18:00:00.000Z')).toEqual({ kind: 'photos_same_day', photos: 1 });
		expect(photos('2018-11-05T02:00:00.000Z', '2018-10-30T02:00:00.000Z')).toEqual({
			kind: 'photos_other_day',
			photos: 2,
			others: [{ on: '2018-10-30' }]
		});
	});

	test('photos that were chosen say so, and have no day where their files have none', () => {
		const value = check('6.3', '2018-11-05', {});
		const chosen = (takenAt?: string) =>
			photo(value, '2018-11-05T02:00:00.000Z', undefined, { chosen: takenAt === undefined ? {} : { takenAt } });
		const facts = factsOf(
			value,
			chosen(),
			chosen('2018-10-30T02:00:00.000Z'),
			photo(value, '2018-11-05T02:00:00.000Z')
		);
		expect(facts.filter(({ kind }) => kind.startsWith('photos'))).toEqual([
			{ kind: 'photos_other_day', photos: 2, others: [{ on: '2018-10-30' }] },
			{ kind: 'photos_chosen', photos: 2 },
			{ kind: 'photos_no_day', photos: 1 }
		]);
	});

	test('the papers of the criterion: each that is missing, or that all are there', () => {
		const value = check('6.3', '2018-11-05', {});
		expect(factsOf(value, paper('Biên bản nghiệm thu', false), paper('Quyết định', true))).toContainEqual({
			kind: 'paper_missing',
			name: 'Biên bản nghiệm thu',
			note: undefined
		});
		expect(factsOf(value, paper('Quyết định', true))).toContainEqual({ kind: 'papers_there', papers: 1 });
	});

	test('the office’s own check, where it says otherwise', () => {
		const value = check('9.1', '2018-11-02', { value: 0 });
		const office = (amount: number) =>
			check('9.1', '2018-11-04', { value: amount, met: amount > 0 ? 'not_met' : 'met' }, { by: 'van-phong' });
		expect(factsOf(value, office(2))).toContainEqual(
			expect.objectContaining({ kind: 'office_differs', on: '2018-11-04' })
		);
		expect(factsOf(value, office(0)).some(({ kind }) => kind === 'office_differs')).toBe(false);
	});

	test('what the commune has recorded since', () => {
		const value = check('6.3', '2018-10-24', { part: 6, whole: 8, met: 'not_met' });
		expect(factsOf(value, check('6.3', '2018-11-05', {}))).toContainEqual({
			kind: 'newer_check',
			on: '2018-11-05'
		});
	});
});

test('the last verified value is of the same thing, of another record and not later', () => {
	const values = [
		check('6.3', '2018-06-30', { part: 5, whole: 8 }),
		check('6.3', '2018-10-24', { part: 6, whole: 8 }),
		check('6.3', '2018-10-25', { part: 1, whole: 8 }, { village: nextId() }),
		check('6.1', '2018-10-26', {})
	];
	const now = check('6.3', '2018-11-05', { part: 7, whole: 8 });
	const records = [...values, ...values.map((value) => reviewOf(value, 'verified')), now];
	const judged = judgedValues(records, { set, isOffice });
	const present = judged.find(({ record }) => record === now)!;

	expect(present.kind === 'check' && lastVerified(present, judged)?.record.id).toBe(values[1]!.id);
});
