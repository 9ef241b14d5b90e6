import { describe, expect, test } from 'vitest';
import {
	appraisal,
	cellOf,
	check,
	confirmed,
	dossier,
	letter,
	obstacle,
	progressOf,
	tally,
	TODAY,
	unit
} from '../../../../tests/support/minh-chau.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { COMMON_DOSSIER_ID, dossierId } from '../records/record-ids.ts';
import { communeProgress } from './commune.ts';

const sent = appraisal('so-vhttdl', { sent: { on: '2018-10-28' } });

describe('the cell of a criterion', () => {
	test.each([
		['nothing is known', 'na', []],
		['its dossier is recorded as not started', 'none', [dossier(6, 'not_started')]],
		['its dossier is being prepared', 'doing', [dossier(6, 'preparing')]],
		['a check of it exists', 'doing', [check('6.3', '2018-10-24', { part: 6, whole: 8 })]],
		['one village was checked', 'doing', [check('6.3', '2018-10-24', {}, { village: 'thon-3' })]],
		[
			'one village was checked that was taken out of the list since',
			'na',
			[
				check('6.3', '2018-10-24', {}, { village: 'thon-3' }),
				recordOf('profile', { 'village:thon-3': { name: 'Thôn 3', out: true } } as never, { id: 'profile' })
			]
		],
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
		['its dossier is complete', 'ready', [dossier(6, 'complete')]],
		['its dossier is complete and sent', 'wait', [dossier(6, 'complete'), sent]],
		['its dossier is sent, nobody knows how far it is', 'na', [sent]],
		['only the total is reported, and it is all', 'ready', [tally(19)]],
		[
			'only totals are reported: all are complete, and all departments have them',
			'wait',
			[tally(19, true, [17, 4])]
		],
		['only totals are reported: some departments have them', 'ready', [tally(19, true, [8, 4])]],
		[
			'all are reported complete, but this one is recorded as being prepared',
			'doing',
			[tally(19), dossier(6, 'preparing')]
		],
		['5 of 19 are reported: nobody knows which', 'na', [tally(5)]],
		['the department that judges it confirmed it', 'met', [confirmed('so-vhttdl', [6, 16], 'passed')]],
		['another department confirmed it', 'na', [confirmed('so-yt', [6], 'passed')]],
		['that department confirmed only another criterion', 'na', [confirmed('so-vhttdl', [16], 'passed')]],
		[
			'the department wants a supplement to a complete dossier',
			'supplement',
			[dossier(6, 'complete'), sent, letter('so-vhttdl', '2018-10-31', { 6: 'supplement' })]
		],
		[
			'the department found it failed',
			'failed',
			[dossier(6, 'complete'), sent, letter('so-vhttdl', '2018-10-31', { 6: 'failed' })]
		],
		[
			'the department found one of its indicators failed',
			'failed',
			[dossier(6, 'complete'), sent, letter('so-vhttdl', '2018-10-31', { 6: 'passed', 6.2: 'failed' })]
		],
		[
			'the department found it failed, and passed since',
			'met',
			[
				dossier(6, 'complete'),
				sent,
				letter('so-vhttdl', '2018-10-31', { 6: 'failed' }),
				letter('so-vhttdl', '2018-11-02', { 6: 'passed' })
			]
		],
		[
			'the department found it failed and nobody recorded its sending',
			'failed',
			[dossier(6, 'complete'), letter('so-vhttdl', '2018-10-31', { 6: 'failed' })]
		],
		[
			'the department found it failed and the commune works at it again',
			'doing',
			[dossier(6, 'preparing'), sent, letter('so-vhttdl', '2018-10-31', { 6: 'failed' })]
		],
		[
			'only totals are reported, and a department wants a supplement',
			'supplement',
			[tally(19, true, [17, 4]), letter('so-vhttdl', '2018-10-31', { 6: 'supplement' })]
		],
		['a dossier recorded by mistake was voided', 'na', [dossier(6, 'complete', true)]],
		['a check was voided', 'na', [check('6.3', '2018-10-24', {}, { voided: true })]]
	] as const)('when %s is "%s"', (_when, state, records) => {
		expect(cellOf(6, ...records).state).toBe(state);
	});

	test('an open obstacle adds its pin to any state, until it is resolved', () => {
		expect(cellOf(6, dossier(6, 'complete'), obstacle(6))).toMatchObject({
			state: 'ready',
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
	test.each([
		['nothing recorded: not known', [], null],
		['some recorded: still not known', [dossier(1, 'complete'), dossier(2, 'preparing')], null],
		['all recorded', Array.from({ length: 19 }, (_, i) => dossier(i + 1, i < 2 ? 'complete' : 'preparing')), 2],
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
