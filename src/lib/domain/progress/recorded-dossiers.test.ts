import { expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { recordedDossiers } from './recorded-dossiers.ts';

const SET = {
	id: 'vn-commune-2016',
	title: '',
	decision: '',
	date: '2016-10-17',
	period: '',
	groups: [],
	criteria: [1, 2, 3].map((no) => ({ no, group: 'I', name: '', indicators: [] }))
};
const dossier = (id: string, state: 'not_started' | 'preparing' | 'complete', voided = false) =>
	recordOf('dossier', { state: { state } }, { id: `dossier:${id}`, voided });

test('only what is recorded of the dossiers of the set is counted', () => {
	const records = [
		dossier('1', 'complete'),
		dossier('2', 'preparing'),
		dossier('3', 'complete', true),
		dossier('common', 'complete'),
		dossier('vn-commune-2021:3', 'complete'),
		recordOf('dossier', { plan: { expectedOn: '2018-11-30' } }, { id: 'dossier:3' }),
		recordOf('tally', { dossiers: { complete: 3, common: true, on: '2018-11-02' } }, { id: 'tally' })
	];
	expect(recordedDossiers(records, SET)).toEqual({ complete: 1, notComplete: 1 });
});
