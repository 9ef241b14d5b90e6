import { expect, test } from 'vitest';
import { letter } from '../../../../tests/support/minh-chau.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import { REFERENCE, briefingRecords, communeNamed } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { COMMON_DOSSIER_ID } from '../records/record-ids.ts';
import { communeProgress } from './commune.ts';
import { remaining } from './remaining.ts';

function leftOf(name: string, ...more: SyncRecord[]) {
	const unit = communeNamed(name);
	const records = [...briefingRecords().get(unit.id)!, ...more];
	return remaining(communeProgress(records, { unit, reference: REFERENCE, today: '2018-11-05' }));
}
const obstacle = (criterion?: number) =>
	recordOf('obstacle', {
		statement: { ...(criterion ? { criterion } : {}), title: 'x', raisedOn: '2018-10-21', asks: 'district' }
	});

test('Dân Lý has its common dossier to make, 9 departments to send to and an obstacle to remove at 17', () => {
	expect(leftOf('Dân Lý', obstacle(17))).toEqual([
		{ kind: 'common_dossier', expectedOn: null },
		{ kind: 'send', departments: 9 },
		{ kind: 'obstacles', criterion: 17, open: 1 }
	]);
});

test('Minh Châu has 14 dossiers to complete and two figures to report', () => {
	expect(leftOf('Minh Châu')).toEqual([
		{ kind: 'dossiers', left: 14 },
		{ kind: 'report', figure: 'common' },
		{ kind: 'report', figure: 'sent' }
	]);
});

test('Tân Ninh has nothing left to do', () => {
	expect(leftOf('Tân Ninh')).toEqual([]);
});

test('what a department found wanting is left to do again', () => {
	const said = letter('so-vhttdl', '2018-10-31', { 6: 'failed', 16: 'supplement' });
	expect(leftOf('Tân Ninh', said)).toEqual([
		{ kind: 'objection', criterion: 6, verdict: 'failed' },
		{ kind: 'objection', criterion: 16, verdict: 'supplement' }
	]);
});

test('obstacles of the commune as a whole come after those at criteria', () => {
	expect(leftOf('Tân Ninh', obstacle(), obstacle(6), obstacle(6))).toEqual([
		{ kind: 'obstacles', criterion: 6, open: 2 },
		{ kind: 'obstacles', criterion: null, open: 1 }
	]);
});

test('the day on which the common dossier is expected is told with it', () => {
	const common = recordOf('dossier', { plan: { expectedOn: '2018-11-20' } }, { id: COMMON_DOSSIER_ID });
	expect(leftOf('Thọ Thế', common)).toEqual([{ kind: 'common_dossier', expectedOn: '2018-11-20' }]);
});
