import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { DeviceDatabase } from '../store/device-database.ts';
import { findRecord, recordsByUnit, recordsOfKind, recordsOfKindIn, recordsOfUnit } from './read-records.ts';

let db: DeviceDatabase;
beforeEach(async () => {
	db = new DeviceDatabase('read-records', { indexedDB: new IDBFactory(), IDBKeyRange });
	const record = (unitId: string, kind: string, id: string) => ({
		unitId,
		kind,
		id,
		seq: 1,
		registers: {},
		generation: 1
	});
	await db.record.bulkPut([
		record('15697', 'check', 'a'),
		record('15697', 'check', 'b'),
		record('15697', 'checklist', 'c'),
		record('15697', 'visit', 'd'),
		record('15703', 'check', 'e'),
		record('156971', 'check', 'f')
	]);
});

const idsOf = (records: readonly { id: string }[]) => records.map(({ id }) => id);

test('a unit’s records are its own, whatever other unit’s name begins like its', async () => {
	expect(idsOf(await recordsOfUnit(db, '15697'))).toEqual(['a', 'b', 'c', 'd']);
	expect(await recordsOfUnit(db, '1')).toEqual([]);
});

test('those of a kind are of that kind alone', async () => {
	expect(idsOf(await recordsOfKind(db, '15697', 'check'))).toEqual(['a', 'b']);
	expect(idsOf(await recordsOfKindIn(db, ['15697', '15703'], 'check'))).toEqual(['a', 'b', 'e']);
	expect(await recordsOfKindIn(db, [], 'check')).toEqual([]);
});

test('one is found by unit, kind and id', async () => {
	expect((await findRecord(db, '15703', 'check', 'e'))?.id).toBe('e');
	expect(await findRecord(db, '15697', 'check', 'e')).toBeUndefined();
});

test('all of them come by unit', async () => {
	const byUnit = await recordsByUnit(db);

	expect([...byUnit].map(([unitId, records]) => [unitId, idsOf(records)])).toEqual([
		['15697', ['a', 'b', 'c', 'd']],
		['156971', ['f']],
		['15703', ['e']]
	]);
});
