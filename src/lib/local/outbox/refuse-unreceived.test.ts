import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, expect, test } from 'vitest';
import { DeviceDatabase } from '../store/device-database.ts';
import { NotReceivedYet } from './not-received-yet.ts';
import { refuseUnreceived } from './refuse-unreceived.ts';

const db = new DeviceDatabase('refuse-unreceived', { indexedDB: new IDBFactory(), IDBKeyRange });
afterEach(() => db.meta.clear());

const unitId = '15697';
const edit = (kind: string, recordId: string, register: string) => ({
	unitId,
	kind,
	recordId,
	set: { [register]: {} }
});
const receive = () =>
	db.meta.put({ key: 'cursors', value: { [unitId]: { perm: 'p', seq: 3, generation: 1, sweeping: false } } });

test.each([
	edit('dossier', 'dossier:6', 'state'),
	edit('tally', 'tally', 'dossiers'),
	edit('target', 'target', 'registration'),
	edit('appraisal', 'appraisal:so-yt', 'inspected'),
	edit('survey', 'survey:thon-1', 'result'),
	edit('profile', 'profile', 'villages')
])('$recordId is not written before the first data have come down', async (one) => {
	await expect(refuseUnreceived(db, [edit('check', 'a', 'measurement'), one])).rejects.toThrow(NotReceivedYet);
	await receive();
	await expect(refuseUnreceived(db, [one])).resolves.toBeUndefined();
});

test('an entry of a list beside what may be replaced does not hide it', async () => {
	const both = { ...edit('profile', 'profile', 'villages'), set: { 'village:thon-9': {}, villages: {} } };

	await expect(refuseUnreceived(db, [both])).rejects.toThrow(NotReceivedYet);
});

test.each([
	edit('check', '0191b0c0-0000-7000-8000-000000000001', 'measurement'),
	edit('visit', '0191b0c0-0000-7000-8000-000000000001', 'opening'),
	edit('finding', 'finding:0191b0c0-0000-7000-8000-000000000001:6', 'verdict'),
	edit('profile', 'profile', 'village:thon-9')
])('what replaces nothing is: $recordId $set', async (one) => {
	await expect(refuseUnreceived(db, [one])).resolves.toBeUndefined();
});
