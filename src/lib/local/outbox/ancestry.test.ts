import { beforeEach, describe, expect, test } from 'vitest';
import type { Change, RecordKey } from '#lib/domain/changes/change.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import { prevOf, readOwnChanges, type OwnChanges } from './ancestry.ts';

const KEY: RecordKey = { unitId: '15697', kind: 'dossier', recordId: 'dossier:6' };

function change(
	id: string,
	prev: string | null,
	{ register = 'state', ...key }: Partial<RecordKey> & { register?: string } = {}
): Change {
	const set = { [register]: { value: { state: id }, prev } };
	return { id, v: 1, ...KEY, ...key, set, hlc: 'h', device: 'phone001', n: 1 };
}
const own = (made: Change[], refused: string[] = []): OwnChanges => ({
	made: new Map(made.map((one) => [one.id, one])),
	refused: new Set(refused)
});
const prev = (seen: string | null, of: OwnChanges) => prevOf({ key: KEY, register: 'state', seen }, of);

describe('what a change is built on', () => {
	test('is what its author saw, when this device has written nothing on top of it', () => {
		expect(prev('server-1', own([]))).toBe('server-1');
		expect(prev(null, own([]))).toBeNull();
		expect(prev('server-1', own([change('a', 'server-2')]))).toBe('server-1');
	});

	test('is the end of what this device has written on top of it', () => {
		expect(prev('server-1', own([change('a', 'server-1'), change('b', 'a'), change('c', 'b')]))).toBe('c');
		expect(prev(null, own([change('a', null), change('b', 'a')]))).toBe('b');
	});

	test('is the later of two that were written on top of the same', () => {
		expect(prev('server-1', own([change('a', 'server-1'), change('b', 'server-1')]))).toBe('b');
	});

	test('goes by the register and the record', () => {
		for (const other of [{ register: 'life' }, { recordId: 'dossier:7' }, { kind: 'paper' }, { unitId: '15703' }])
			expect(prev('server-1', own([change('a', 'server-1', other)]))).toBe('server-1');
	});

	test('is what a refused change stood on, however many were refused', () => {
		const made = [change('a', 'server-1'), change('b', 'a')];

		expect(prev('b', own(made, ['a', 'b']))).toBe('server-1');
		expect(prev('a', own([change('a', null)], ['a']))).toBeNull();
	});

	test('is nothing where a refused change did not write this register', () => {
		expect(prev('a', own([change('a', 'server-1', { register: 'life' })], ['a']))).toBeNull();
		expect(prev('gone', own([], ['gone']))).toBeNull();
	});

	test('is no refused change, though it was written on top', () => {
		expect(prev('server-1', own([change('a', 'server-1')], ['a']))).toBe('server-1');
	});

	test('ends where a change was kept twice and built on itself', () => {
		expect(prev('server-1', own([change('a', 'server-1'), change('b', 'b')]))).toBe('a');
		expect(prev('a', own([change('a', 'a')]))).toBe('a');
		expect(prev('a', own([change('b', 'a'), change('c', 'b'), change('a', 'c')]))).toBe('c');
	});
});

describe('what this device has made of a record', () => {
	let store: MemoryStore;
	beforeEach(() => {
		store = new MemoryStore();
	});
	const row = (order: number, one: Change) => {
		const { id, unitId, kind, recordId } = one;
		return { order, id, unitId, kind, recordId, change: one, state: 'new' as const, savedAtMs: 0 };
	};
	const item = (...changes: Change[]) => {
		const { id, unitId, kind, recordId } = changes[0]!;
		return { id, unitId, kind, recordId, changes, code: 'locked', message: '', atMs: 0 };
	};
	const sent = (order: number, one: Change) => ({ id: one.id, order, change: one, stamp: 's', seq: order });
	const read = (...keys: RecordKey[]) => store.transact('relaxed', (tx) => readOwnChanges(tx, keys));

	test('is what waits, what was accepted and what was refused, in the order in which it was made', async () => {
		await store.transact('strict', async (tx) => {
			await tx.putOutbox([row(4, change('d', null)), row(2, change('b', null))]);
			await tx.putSent({
				id: 'c',
				sentAtMs: 0,
				changes: [sent(3, change('c', null)), sent(1, change('a', null))]
			});
			await tx.putAttention(item(change('r', null)));
		});
		const { made, refused } = await read(KEY);

		expect([...made.keys()]).toEqual(['r', 'a', 'b', 'c', 'd']);
		expect([...refused]).toEqual(['r']);
	});

	test.each([{ recordId: 'dossier:7' }, { kind: 'paper' }, { unitId: '15703' }])(
		'is nothing of another one: %j',
		async (other) => {
			await store.transact('strict', async (tx) => {
				await tx.putOutbox([row(2, change('b', null, other))]);
				await tx.putSent({ id: 'a', sentAtMs: 0, changes: [sent(1, change('a', null, other))] });
				await tx.putAttention(item(change('r', null, other)));
			});
			expect(await read(KEY)).toEqual({ made: new Map(), refused: new Set() });
			expect((await read(KEY, { ...KEY, ...other })).made.size).toBe(3);
		}
	);
});
