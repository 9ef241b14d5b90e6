import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Officer } from '#lib/domain/access/role.ts';
import { installReference } from '../reference/install.ts';
import { openTestDatabase } from '../../../../tests/support/databases.ts';
import { nextId } from '../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { databaseStore } from './database-store.ts';
import { readChanges, type HistoryQuery } from './read-changes.ts';

const UNIT = '15697';
const STAMP = '0jo3f0000000.phone001';
const OFFICER: Officer = { id: 'can-bo', role: 'commune_officer', units: [UNIT] };

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
	opened = await openTestDatabase('sqlite');
	await installReference(opened.database, REFERENCE);
	const received = { at: '2018-11-05T02:00:00.000Z', offsetMs: 0 };
	await databaseStore(opened.database).inUnit(UNIT, received, (unit) =>
		unit.attempt([], async (log) => {
			for (const [seq, kind, recordId] of [
				[1, 'check', 'a'],
				[2, 'check', 'b'],
				[3, 'visit', 'a'],
				[4, 'check', 'a']
			] as const) {
				const id = nextId();
				const set = { note: { value: { text: `${seq}` }, prev: null } };
				const change = {
					...{ id, v: 1, unitId: UNIT, kind, recordId, set },
					hlc: STAMP,
					device: 'phone001',
					n: seq
				};
				const lost = seq === 4 ? { lost: ['note'] } : {};
				log.append({
					change,
					receipt: { id, r: 'ok', seq, stamp: STAMP, was: 0, ...lost },
					personId: 'can-bo',
					stamp: STAMP
				});
			}
			const id = nextId();
			const change = {
				...{ id, v: 1, unitId: UNIT, kind: 'check', recordId: 'a', set: {} },
				hlc: STAMP,
				device: 'phone001',
				n: 5
			};
			log.append({
				change,
				receipt: { id, r: 'refused', code: 'locked', message: '' },
				personId: 'can-bo',
				stamp: null
			});
		})
	);
});
afterAll(() => opened.drop());

const read = (query: Partial<HistoryQuery> = {}, officer = OFFICER) =>
	readChanges(opened.database, officer, { unitId: UNIT, limit: 10, ...query });
const seqs = async (query?: Partial<HistoryQuery>) => (await read(query))!.changes.map(({ seq }) => seq);

test('a commune’s history is what was accepted in it, newest first: what, by whom, on which phone, and when it came', async () => {
	const { changes, next } = (await read())!;

	expect(changes.map(({ seq }) => seq)).toEqual([4, 3, 2, 1]);
	expect(changes[3]).toStrictEqual({
		...{ seq: 1, kind: 'check', recordId: 'a', set: { note: { value: { text: '1' }, prev: null } } },
		...{ stamp: STAMP, by: 'can-bo', device: 'phone001', receivedAt: '2018-11-05T02:00:00.000Z' }
	});
	expect(changes[0]).toMatchObject({ lost: ['note'] });
	expect(next).toBeNull();
});

test('that of a kind, or of a record, is that alone', async () => {
	expect(await seqs({ kind: 'check' })).toEqual([4, 2, 1]);
	expect(await seqs({ recordId: 'a' })).toEqual([4, 3, 1]);
	expect(await seqs({ kind: 'check', recordId: 'a' })).toEqual([4, 1]);
});

test('it comes page by page, and says where the next begins as long as a page is full', async () => {
	expect(await read({ limit: 3 })).toMatchObject({ next: 2 });
	expect(await seqs({ limit: 3, before: 2 })).toEqual([1]);
	expect(await read({ limit: 3, before: 2 })).toMatchObject({ next: null });
});

test('of a commune that is not theirs nobody reads it', async () => {
	expect(await read({}, { ...OFFICER, units: ['15703'] })).toBeUndefined();
	expect(await read({}, { id: 'lanh-dao', role: 'leader', units: ['397'] })).toBeDefined();
	expect((await read({ unitId: '15703' }, { id: 'lanh-dao', role: 'leader', units: ['397'] }))!.changes).toEqual([]);
});
