import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { REFERENCE, communeNamed } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { COMMON_DOSSIER_ID, dossierId } from '../records/dossier.ts';
import { communeProgress } from './commune.ts';

const TODAY = '2018-11-05';
const unit = communeNamed('Minh Châu');
const progressOf = (...records: SyncRecord[]) => communeProgress(records, { unit, reference: REFERENCE, today: TODAY });
const cellOf = (criterion: number, ...records: SyncRecord[]) => progressOf(...records).criteria[criterion - 1]!;

const dossier = (criterion: number, state: 'not_started' | 'preparing' | 'complete', voided = false) =>
	recordOf('dossier', { state: { state, on: '2018-10-26' } }, { id: dossierId(criterion), voided });
const dossiers = (states: ('not_started' | 'preparing' | 'complete')[]) =>
	states.map((state, i) => dossier(i + 1, state));
const tally = (
	complete: number | null,
	common: boolean | null = null,
	departments: [number | null, number | null] = [null, null]
) =>
	recordOf(
		'tally',
		{
			dossiers: { complete, common, on: '2018-11-02' },
			departments: { sent: departments[0], inspected: departments[1], on: '2018-11-02' }
		},
		{ id: 'tally' }
	);
const check = (
	indicator: string,
	on: string,
	figures: object,
	{ by = 'can-bo-xa', village = '', voided = false } = {}
) =>
	recordOf(
		'check',
		{ subject: { indicator, ...(village ? { village } : {}) }, measurement: { on, met: 'met', ...figures } },
		{ by, voided }
	);
const appraisal = (department: string, values: Parameters<typeof recordOf<'appraisal'>>[1]) =>
	recordOf('appraisal', values, { id: `appraisal:${department}` });
const confirmed = (department: string, criteria: number[], verdict: 'passed' | 'supplement' | 'failed') =>
	appraisal(department, { confirmed: { on: '2018-10-31', criteria, verdict } });
const obstacle = (criterion: number | undefined, state?: 'open' | 'in_hand' | 'resolved') =>
	recordOf('obstacle', {
		statement: {
			...(criterion ? { criterion } : {}),
			title: 'Chưa có mặt bằng',
			raisedOn: '2018-10-29',
			asks: 'district'
		},
		...(state ? { answer: { state, on: '2018-11-01' } } : {})
	});

describe('the cell of a criterion', () => {
	test.each([
		['nothing is known', 'na', []],
		['its dossier is recorded as not started', 'none', [dossier(6, 'not_started')]],
		['its dossier is being prepared', 'doing', [dossier(6, 'preparing')]],
		['a check of it exists', 'doing', [check('6.3', '2018-10-24', { part: 6, whole: 8 })]],
		['one village was checked', 'doing', [check('6.3', '2018-10-24', {}, { village: 'thon-3' })]],
		[
			'a check exists though the dossier is not started',
			'doing',
			[dossier(6, 'not_started'), check('6.1', '2018-10-24', {})]
		],
		['a paper is done', 'doing', [recordOf('paper', { item: { of: 6, name: 'Báo cáo' }, state: { done: true } })]],
		[
			'no paper is done yet',
			'na',
			[recordOf('paper', { item: { of: 6, name: 'Báo cáo' }, state: { done: false } })]
		],
		['its dossier is complete', 'wait', [dossier(6, 'complete')]],
		['only the total is reported, and it is all', 'wait', [tally(19)]],
		[
			'all are reported complete, but this one is recorded as being prepared',
			'doing',
			[tally(19), dossier(6, 'preparing')]
		],
		['5 of 19 are reported: nobody knows which', 'na', [tally(5)]],
		['the leading department confirmed it', 'met', [confirmed('so-vhttdl', [6, 16], 'passed')]],
		['another department confirmed it', 'na', [confirmed('so-yt', [6], 'passed')]],
		['the leading department confirmed only another criterion', 'na', [confirmed('so-vhttdl', [16], 'passed')]],
		[
			'the department wants a supplement to a complete dossier',
			'wait',
			[dossier(6, 'complete'), confirmed('so-vhttdl', [6], 'supplement')]
		],
		['the department found it failed', 'wait', [dossier(6, 'complete'), confirmed('so-vhttdl', [6], 'failed')]],
		['a dossier recorded by mistake was voided', 'na', [dossier(6, 'complete', true)]],
		['a check was voided', 'na', [check('6.3', '2018-10-24', {}, { voided: true })]]
	] as const)('when %s is "%s"', (_when, state, records) => {
		expect(cellOf(6, ...records).state).toBe(state);
	});

	test('an open obstacle adds its pin to any state, until it is resolved', () => {
		expect(cellOf(6, dossier(6, 'complete'), obstacle(6))).toMatchObject({
			state: 'wait',
			blocked: true,
			openObstacles: 1
		});
		expect(cellOf(6, obstacle(6, 'in_hand'))).toMatchObject({ state: 'na', blocked: true });
		expect(cellOf(6, obstacle(6, 'resolved'))).toMatchObject({ blocked: false, openObstacles: 0 });
	});

	test('a department list of another set leads no criterion of this one', () => {
		const reference = { ...REFERENCE, departments: { ...REFERENCE.departments, criteria_set: 'vn-commune-2021' } };
		const records = [confirmed('so-vhttdl', [6], 'passed')];
		expect(communeProgress(records, { unit, reference, today: TODAY }).criteria[5]!.state).toBe('na');
	});

	test('counts its papers and knows the day its dossier is expected', () => {
		const records = [
			recordOf('paper', { item: { of: 6, name: 'Báo cáo' }, state: { done: true } }),
			recordOf('paper', { item: { of: 6, name: 'Biên bản' } }),
			recordOf('paper', { item: { of: 'common', name: 'Tờ trình' }, state: { done: true } }),
			recordOf('dossier', { plan: { expectedOn: '2018-11-30' } }, { id: dossierId(6) })
		];
		expect(cellOf(6, ...records)).toMatchObject({ papers: { done: 1, total: 2 }, expectedOn: '2018-11-30' });
	});
});

describe('complete dossiers', () => {
	const all = (state: 'preparing' | 'complete') => Array.from({ length: 19 }, () => state);

	test.each([
		['nothing recorded: not known', [], null],
		['some recorded: still not known', [dossier(1, 'complete'), dossier(2, 'preparing')], null],
		['all recorded', dossiers(['complete', 'complete', ...all('preparing').slice(2)]), 2],
		['reported', [tally(5)], 5],
		['reported as not known', [tally(null)], null],
		['more recorded than reported', [tally(1), dossier(1, 'complete'), dossier(2, 'complete')], 2],
		['reported complete, two recorded as not', [tally(19), dossier(1, 'preparing'), dossier(2, 'not_started')], 17],
		['reported below zero', [tally(-3)], 0],
		['reported above all', [tally(25)], 19]
	])('%s', (_what, records, complete) => {
		expect(progressOf(...records).dossiers.complete).toBe(complete);
	});

	test('a passed criterion is no complete dossier by itself', () => {
		const progress = progressOf(tally(0), confirmed('so-vhttdl', [6, 16], 'passed'));
		expect(progress.dossiers.complete).toBe(0);
	});

	test('are said to be in the making where they are not counted but worked at', () => {
		expect(progressOf(dossier(1, 'preparing')).dossiers.preparing).toBe(true);
		expect(progressOf(tally(null)).dossiers.preparing).toBe(true);
		expect(progressOf(tally(5)).dossiers.preparing).toBeUndefined();
		expect(progressOf().dossiers.preparing).toBeUndefined();
	});
});

describe('the common dossier', () => {
	const common = (state: 'preparing' | 'complete') =>
		recordOf('dossier', { state: { state }, plan: { expectedOn: '2018-11-20' } }, { id: COMMON_DOSSIER_ID });

	test.each([
		['nobody said', [], null],
		['reported as had', [tally(19, true)], 'complete'],
		['reported as wanting', [tally(19, false)], 'missing'],
		['recorded as complete, reported as wanting', [tally(19, false), common('complete')], 'complete'],
		['recorded as being prepared, reported as had', [tally(19, true), common('preparing')], 'missing']
	])('%s', (_what, records, state) => {
		expect(progressOf(...records).commonDossier).toBe(state);
	});

	test('is no dossier of a criterion, and has a day of its own', () => {
		const progress = progressOf(common('complete'));
		expect(progress).toMatchObject({ dossiers: { complete: null }, commonExpectedOn: '2018-11-20' });
	});
});

describe('the departments', () => {
	const sentTo = (department: string) => appraisal(department, { sent: { on: '2018-10-24' } });
	const inspectedBy = (department: string) => appraisal(department, { inspected: { on: '2018-10-31' } });

	test('17 of them, and nothing known, is not 0 of 17', () => {
		expect(progressOf().departments).toMatchObject({ sent: null, inspected: null, total: 17 });
	});

	test('the greater of reported and recorded counts', () => {
		expect(progressOf(tally(19, false, [8, 5]), sentTo('so-yt')).departments).toMatchObject({
			sent: 8,
			inspected: 5
		});
		expect(progressOf(tally(19, false, [1, null]), sentTo('so-yt'), sentTo('so-nv')).departments).toMatchObject({
			sent: 2,
			inspected: null
		});
	});

	test('a department may inspect without having been sent anything', () => {
		const { sent, inspected, each } = progressOf(inspectedBy('so-yt')).departments;
		expect([sent, inspected]).toEqual([null, 1]);
		expect(each.find(({ department }) => department === 'so-yt')).toEqual({
			department: 'so-yt',
			sent: false,
			sentOn: null,
			inspected: true,
			inspectedOn: '2018-10-31',
			confirmed: null
		});
	});

	test('a sending taken back leaves the number unknown, unless each department is said to have none', () => {
		const takenBack = (department: string) => appraisal(department, { sent: { on: null } });
		expect(progressOf(takenBack('so-yt')).departments.sent).toBeNull();
		expect(progressOf(...REFERENCE.departments.departments.map(({ id }) => takenBack(id))).departments.sent).toBe(
			0
		);
	});

	test('reported as sent to all, each is sent to, on a day nobody wrote down', () => {
		const { each } = progressOf(tally(19, true, [17, 4])).departments;
		expect(each.every(({ sent, sentOn }) => sent && sentOn === null)).toBe(true);
		expect(each.some(({ inspected }) => inspected)).toBe(false);
	});

	test('a department that is not on the list does not count', () => {
		expect(progressOf(sentTo('so-yt'), sentTo('ngan-hang')).departments.sent).toBe(1);
	});
});

describe('the value of an indicator', () => {
	const valueOf63 = (...records: SyncRecord[]) => cellOf(6, ...records).indicators[2]!;

	test('is unrecorded without a check', () => {
		expect(valueOf63()).toEqual({
			indicator: '6.3',
			standing: 'unrecorded',
			checkId: null,
			on: null,
			differs: false
		});
	});

	test('is the latest by its own day, not the last one written', () => {
		const later = check('6.3', '2018-11-05', { part: 8, whole: 8 });
		const earlier = check('6.3', '2018-10-24', { part: 6, whole: 8 });
		expect(valueOf63(later, earlier)).toMatchObject({ standing: 'met', checkId: later.id, on: '2018-11-05' });
	});

	test('of one day, the one written last', () => {
		const first = check('6.3', '2018-11-05', { part: 6, whole: 8 });
		const second = check('6.3', '2018-11-05', { part: 8, whole: 8 });
		expect(valueOf63(second, first).checkId).toBe(second.id);
	});

	test('does not depend on the order even when two were written at one moment', () => {
		const one = check('6.3', '2018-11-05', { part: 6, whole: 8 });
		const other = check('6.3', '2018-11-05', { part: 8, whole: 8 });
		other.registers['measurement']!.stamp = one.registers['measurement']!.stamp;
		expect(valueOf63(one, other)).toEqual(valueOf63(other, one));
	});

	test('is not that of one village, of a voided check or of another set', () => {
		const records = [
			check('6.3', '2018-11-05', {}, { village: 'thon-3' }),
			check('6.3', '2018-11-05', {}, { voided: true }),
			recordOf('check', {
				subject: { indicator: '6.3', set: 'vn-commune-2021' },
				measurement: { on: '2018-11-05', met: 'met' }
			})
		];
		expect(valueOf63(...records).standing).toBe('unrecorded');
	});

	test('is judged again where the level is known: 7 of 8 is not met though the person ticked it', () => {
		expect(cellOf(6, check('6.3', '2018-11-05', { part: 7, whole: 8 }))).toMatchObject({ indicatorsMet: 0 });
		expect(cellOf(6, check('6.1', '2018-11-05', {}))).toMatchObject({ indicatorsMet: 1 });
	});
});

describe('"another figure than the district\'s"', () => {
	const ofCommune = check('9.1', '2018-11-05', { value: 0 });
	const ofOffice = check('9.1', '2018-11-03', { value: 2, met: 'not_met' }, { by: 'van-phong' });
	const review = (verdict: 'verified' | 'returned' | 'reopened', judgedRecord = ofCommune) =>
		recordOf(
			'review',
			{
				verdict: {
					of: { kind: 'check', id: judgedRecord.id },
					judged: judgedRecord.registers['measurement']!.change,
					verdict,
					on: '2018-11-05'
				}
			},
			{ by: 'van-phong' }
		);
	const differs = (...records: SyncRecord[]) => cellOf(9, ...records).indicators[0]!.differs;

	test('is said when the office checked for itself and found otherwise', () => {
		expect(differs(ofCommune, ofOffice)).toBe(true);
		expect(differs(ofOffice)).toBe(false);
		expect(differs(ofCommune, check('9.1', '2018-11-03', { value: 0 }, { by: 'van-phong' }))).toBe(false);
	});

	test("is settled by the office's review of the commune's value", () => {
		expect(differs(ofCommune, ofOffice, review('verified'))).toBe(false);
		expect(differs(ofCommune, ofOffice, review('returned'))).toBe(false);
	});

	test('comes back when the value is reopened, measured anew or checked again', () => {
		expect(differs(ofCommune, ofOffice, review('verified'), review('reopened'))).toBe(true);
		expect(differs(ofCommune, ofOffice, review('verified'), check('9.1', '2018-11-05', { value: 0 }))).toBe(true);

		const reviewed = review('verified');
		const again = check('9.1', '2018-11-04', { value: 1, met: 'not_met' }, { by: 'van-phong' });
		expect(differs(ofCommune, ofOffice, reviewed, again)).toBe(true);
	});
});

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
