import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import type { OutboxRow, StoredRecord } from '../store/device-store.ts';
import { keepOlderCopy, readLayers, rebuild } from './layers.ts';
import { keepAccepted } from './under-way.ts';

const UNIT = '15697';
const KEY = { unitId: UNIT, kind: 'dossier', recordId: 'dossier:1' };
const TEXT = `${UNIT}/dossier/dossier:1`;

let store: MemoryStore;
beforeEach(() => {
	store = new MemoryStore();
});

/** The server's copy after the change with that seq. */
const copyOf = (seq: number, generation = 1, state = 'preparing'): StoredRecord => ({
	...{ unitId: UNIT, kind: 'dossier', id: 'dossier:1', seq, generation },
	registers: { state: { value: { state }, stamp: '0jo3f0000000.office01', change: `s${seq}`, by: 'van-phong' } }
});
function own(order: number, set: { [register: string]: string }, more: Partial<Change> = {}): OutboxRow {
	const id = `own-${order}`;
	const written = Object.entries(set).map(([name, state]) => [name, { value: { state }, prev: null }]);
	const change = {
		id,
		v: 1,
		...KEY,
		set: Object.fromEntries(written),
		hlc: 'h',
		device: 'phone001',
		n: order,
		...more
	};
	return { order, id, ...KEY, change, state: 'new', savedAtMs: 0 };
}
const put = (...rows: OutboxRow[]) => store.transact('strict', (tx) => tx.putOutbox(rows));
const accept = (row: OutboxRow, seq: number, lost?: string[]) =>
	store.transact('strict', async (tx) => {
		await tx.putOutbox([row]);
		await keepAccepted(tx, [{ row, receipt: { seq, stamp: 's', lost } }], { sentAtMs: 0, passed: () => 0 });
	});
const build = () => store.transact('strict', (tx) => rebuild(tx, [KEY], 'can-bo'));
const record = () => store.disk.records.get(TEXT);
const shadow = () => store.disk.shadows.get(TEXT);
const states = () =>
	Object.fromEntries(Object.entries(record()?.registers ?? {}).map(([name, { value }]) => [name, value?.['state']]));
const hold = (shown: StoredRecord | undefined, under?: StoredRecord) =>
	store.transact('strict', async (tx) => {
		if (shown) await tx.putRecords([shown]);
		if (under) await tx.putShadows([under]);
	});
const read = async () => (await store.transact('relaxed', (tx) => readLayers(tx, [KEY, KEY]))).get(TEXT)!;

describe('what a record is made of', () => {
	test('is the server’s copy alone, where nothing is laid over it', async () => {
		await hold(copyOf(3));

		expect(await read()).toEqual({ key: KEY, base: undefined, shadow: undefined, accepted: [], rows: [] });
	});

	test('is nothing, with what is unsent over it, of a record that is only here', async () => {
		await hold({ ...copyOf(0), generation: 0 });
		await put(own(1, { state: 'mine' }));

		expect(await read()).toMatchObject({
			base: { seq: 0, registers: {} },
			shadow: undefined,
			rows: [{ id: 'own-1' }]
		});
	});

	test('is the copy under what is unsent', async () => {
		await hold(copyOf(3), copyOf(3));
		await put(own(1, { note: 'mine' }));

		expect(await read()).toMatchObject({ base: copyOf(3), shadow: copyOf(3) });
	});

	test('is what was accepted, as long as it is later than the copy', async () => {
		await hold(copyOf(5), copyOf(5));
		await accept(own(1, { note: 'mine' }), 5);
		await accept(own(2, { note: 'mine' }), 6);

		expect((await read()).accepted.map(({ id }) => id)).toEqual(['own-2']);
	});

	test('is what was accepted over nothing, before any of the record has come down', async () => {
		await accept(own(1, { state: 'mine' }), 1);

		expect(await read()).toMatchObject({ base: { seq: 0, registers: {} }, accepted: [{ id: 'own-1' }] });
	});

	test('a record of an earlier database without a shadow is itself the copy', async () => {
		await hold({ ...copyOf(0), generation: -1 });

		expect((await read()).base).toBeUndefined();
	});
});

describe('a record built anew', () => {
	test('is its copy with the accepted over it, and the unsent over that', async () => {
		await hold(copyOf(3), copyOf(3));
		await accept(own(1, { note: 'accepted', plan: 'accepted' }), 4);
		await put(own(2, { plan: 'unsent' }));
		await build();

		expect(states()).toEqual({ state: 'preparing', note: 'accepted', plan: 'unsent' });
		expect([record()?.generation, shadow()]).toEqual([1, copyOf(3)]);
	});

	test('is the copy again once nothing is laid over it, and nothing lies under it', async () => {
		await hold({ ...copyOf(3, 1, 'mine') }, copyOf(3));
		await build();

		expect([record(), shadow()]).toEqual([copyOf(3), undefined]);
	});

	test('is gone when neither server nor device has any of it', async () => {
		await hold({ ...copyOf(0), generation: 0 });
		await build();

		expect([record(), shadow()]).toEqual([undefined, undefined]);
	});

	test('of which the server has nothing has nothing under it', async () => {
		await put(own(1, { state: 'mine' }));
		await build();

		expect([states(), record()?.seq, record()?.generation, shadow()]).toEqual([{ state: 'mine' }, 0, 0, undefined]);
	});

	test('stays what it is where it is the copy itself', async () => {
		await hold(copyOf(3));
		await build();

		expect([record(), shadow()]).toEqual([copyOf(3), undefined]);
	});

	test('shows no register in which its change lost', async () => {
		await hold(copyOf(3), copyOf(3));
		await accept(own(1, { state: 'lost', note: 'kept' }), 4, ['state']);
		await build();

		expect(states()).toEqual({ state: 'preparing', note: 'kept' });
	});

	test.each([
		['overtaken', '0jo3eziiii00.phone001', 'preparing'],
		['as old as what stands', '0jo3f0000000.office01', 'mine'],
		['later', '0jo3f0000001.phone001', 'mine']
	])('what is sent again after a restore lies over the copy unless it was overtaken: %s', async (_, again, shown) => {
		await hold(copyOf(3), copyOf(3));
		await put(own(1, { state: 'mine', note: 'mine' }, { again }));
		await build();

		expect(states()).toEqual({ state: shown, note: 'mine' });
	});
});

describe('a row that cannot be stored takes what was laid over its record into the older copy', () => {
	const keep = (seq: number, generation = 2) =>
		store.transact('strict', (tx) => keepOlderCopy(tx, copyOf(seq), { generation, personId: 'can-bo' }));

	test('what the server had taken up to it, and nothing later', async () => {
		await hold(copyOf(3), copyOf(3));
		await accept(own(1, { note: 'taken' }), 5);
		await accept(own(2, { plan: 'later' }), 7);
		await put(own(3, { more: 'unsent' }));
		await keep(5);

		expect(states()).toEqual({ state: 'preparing', note: 'taken', plan: 'later', more: 'unsent' });
		expect(shadow()).toMatchObject({ seq: 5, generation: 2 });
		expect(Object.keys(shadow()!.registers).sort()).toEqual(['note', 'state']);
	});

	test('counts as come down, also where nothing was laid over it', async () => {
		await hold(copyOf(3));
		await keep(5);

		expect(record()).toEqual({ ...copyOf(3), seq: 5, generation: 2 });
		expect(shadow()).toBeUndefined();
	});

	test('of a record that was only here and was accepted', async () => {
		await accept(own(1, { state: 'mine' }), 5);
		await keep(5);

		expect([states(), record()?.seq]).toEqual([{ state: 'mine' }, 5]);
	});

	test('makes nothing of a record of which the device has nothing, or only what is unsent', async () => {
		await keep(5);
		expect(record()).toBeUndefined();

		await put(own(1, { state: 'mine' }));
		await build();
		await keep(5);
		expect([record()?.seq, shadow()]).toEqual([0, undefined]);
	});

	test('leaves out what was lost in it', async () => {
		await hold(copyOf(3), copyOf(3));
		await accept(own(1, { state: 'lost', note: 'kept' }), 5, ['state']);
		await keep(5);

		expect(states()).toEqual({ state: 'preparing', note: 'kept' });
	});
});
