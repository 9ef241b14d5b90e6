import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { REFERENCE, briefingRecords, communeNamed } from '../../../../tests/support/trieu-son.ts';
import { dossierId } from '../records/record-ids.ts';
import { dossierCourse, progressAt } from './as-of.ts';

const unit = communeNamed('Dân Lý');
const place = { unit, reference: REFERENCE };
const dossier = (criterion: number, state: 'preparing' | 'complete', on?: string) =>
	recordOf('dossier', { state: { state, ...(on ? { on } : {}) } }, { id: dossierId(criterion) });

describe('a commune as it stood on a day', () => {
	const records = [
		dossier(1, 'complete', '2018-10-10'),
		dossier(2, 'complete', '2018-10-26'),
		dossier(3, 'preparing', '2018-10-26'),
		dossier(4, 'complete'),
		recordOf('check', { subject: { indicator: '5.1' }, measurement: { on: '2018-10-20', met: 'met' } }),
		recordOf('obstacle', {
			statement: { criterion: 17, title: 'Chưa có hợp đồng', raisedOn: '2018-10-21', asks: 'district' },
			answer: { state: 'resolved', on: '2018-11-02' }
		}),
		recordOf('appraisal', { sent: { on: '2018-10-24' } }, { id: 'appraisal:so-tnmt' })
	];
	const cellsOn = (date: string) => progressAt(records, date, place).criteria;

	test('a dossier completed later was in the making, one begun later was not begun', () => {
		expect(
			cellsOn('2018-10-21')
				.slice(0, 3)
				.map(({ state }) => state)
		).toEqual(['ready', 'doing', 'none']);
		expect(
			cellsOn('2018-10-26')
				.slice(0, 3)
				.map(({ state }) => state)
		).toEqual(['ready', 'ready', 'doing']);
	});

	test('what has no day of its own was always so', () => {
		expect(cellsOn('2018-01-01')[3]!.state).toBe('ready');
	});

	test('a check made later is not known yet', () => {
		expect(cellsOn('2018-10-19')[4]!.state).toBe('na');
		expect(cellsOn('2018-10-20')[4]!.state).toBe('doing');
	});

	test('an obstacle stands from the day it was raised to the day it was resolved', () => {
		const openOn = (date: string) => progressAt(records, date, place).openObstacles;
		expect(['2018-10-20', '2018-10-21', '2018-11-01', '2018-11-02'].map(openOn)).toEqual([0, 1, 1, 0]);
	});

	test('a department has its dossiers from the day they were sent', () => {
		const sentOn = (date: string) => progressAt(records, date, place).departments.sent;
		expect(['2018-10-23', '2018-10-24'].map(sentOn)).toEqual([null, 1]);
	});
});

test('what a commune reported later was not known before', () => {
	const records = briefingRecords().get(unit.id)!;
	expect(progressAt(records, '2018-11-01', place).dossiers.complete).toBeNull();
	expect(progressAt(records, '2018-11-02', place).dossiers.complete).toBe(19);
});

test('before it was moved, Thọ Cường was to finish in 2018', () => {
	const moved = communeNamed('Thọ Cường');
	const records = briefingRecords().get(moved.id)!;
	const targetOn = (date: string) => progressAt(records, date, { ...place, unit: moved }).target;

	expect(targetOn('2018-11-01')).toMatchObject({ year: 2018, late: [], history: [] });
	expect(targetOn('2018-11-02')).toMatchObject({ year: 2019, late: [{ kind: 'moved' }] });
});

test('of two moves the first still to come tells the year of then', () => {
	const registration = {
		year: 2020,
		basis: 'district_plan',
		movedFrom: [
			{ year: 2019, on: '2019-11-01', basis: 'giao ban 2019' },
			{ year: 2018, on: '2018-11-02', basis: 'giao ban 2018' }
		]
	};
	const records = [recordOf('target', { registration }, { id: 'target' })];
	const yearOn = (date: string) => progressAt(records, date, place).target.year;
	expect(['2018-11-01', '2018-11-02', '2019-11-01'].map(yearOn)).toEqual([2018, 2019, 2020]);
});

test('the course of the dossiers goes week by week up to today', () => {
	const records = Array.from({ length: 19 }, (_, i) =>
		dossier(i + 1, 'complete', i < 15 ? '2018-10-15' : '2018-10-26')
	);
	const course = dossierCourse(records, { ...place, today: '2018-11-05', weeks: 4 });
	expect(course).toEqual([
		{ on: '2018-10-15', complete: 15 },
		{ on: '2018-10-22', complete: 15 },
		{ on: '2018-10-29', complete: 19 },
		{ on: '2018-11-05', complete: 19 }
	]);
});

test('before its year was moved a commune was carried over as it is now', () => {
	const registration = {
		...{ year: 2019, basis: 'district_plan', carriedOver: true },
		movedFrom: [{ year: 2018, on: '2018-11-02', basis: 'plan_2017' }]
	};
	const records = [recordOf('target', { registration }, { id: 'target' })];

	expect(progressAt(records, '2018-11-01', place).target).toMatchObject({
		year: 2018,
		late: [{ kind: 'carried_over', fromYear: 2017 }]
	});
});
