import { beforeEach, describe, expect, test } from 'vitest';
import { recordKeyText } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { SeenEdit } from '#lib/domain/records/record-edit.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import type { AttentionItem, DeviceStore, StoredRecord } from '../store/device-store.ts';
import { saveEdits, type Origin } from './save-edits.ts';

const UNIT = '15697';
const NOW_MS = Date.parse('2018-11-05T02:00:00Z');
const CLOCK = { device: 'phone001', n: 4, order: 7, hlc: undefined, offsetMs: 60_000 };

let store: MemoryStore;
let nowMs: number;
let drawn: number;
beforeEach(async () => {
	store = new MemoryStore();
	nowMs = NOW_MS;
	drawn = 0;
	await store.transact('strict', (tx) => tx.putMeta('clock', CLOCK));
});

const world = { now: () => nowMs, random: (bytes: number) => new Uint8Array(bytes).fill((drawn += 1)) };
const save = (edits: SeenEdit[], origin?: Origin, on: DeviceStore = store) =>
	saveEdits({ store: on, world, personId: 'can-bo' }, edits, origin);

const dossier = (state: string, seen: SeenEdit['seen'] = {}, recordId = 'dossier:6'): SeenEdit => ({
	...{ unitId: UNIT, kind: 'dossier', recordId },
	set: { state: { state } },
	seen
});
const rows = () => [...store.disk.outbox.values()];
const prevs = (register = 'state') => rows().map(({ change }) => change.set[register]?.prev);
const shown = (recordId = 'dossier:6') =>
	store.disk.records.get(recordKeyText({ unitId: UNIT, kind: 'dossier', recordId }))!;

/** The server's copy of a dossier, as it came down. */
async function copy(change: string, registers: StoredRecord['registers'] = {}, generation = 3): Promise<void> {
	const state = { value: { state: 'preparing' }, stamp: '0jo3f0000000.office01', change, by: 'van-phong' };
	const record = { unitId: UNIT, kind: 'dossier', id: 'dossier:6', seq: 9, registers: { state, ...registers } };
	await store.transact('strict', (tx) => tx.putRecords([{ ...record, generation }]));
}

describe('a save', () => {
	test('lies in the outbox and over its record, and the clock has gone on', async () => {
		const [first, second] = await save([dossier('complete'), dossier('preparing', {}, 'dossier:7')]);

		const hlc = formatReading({ ms: NOW_MS + 60_000, counter: 0, device: 'phone001' });
		expect(rows()).toEqual([
			{
				...{ order: 8, id: first!.id, unitId: UNIT, kind: 'dossier', recordId: 'dossier:6' },
				...{ state: 'new', savedAtMs: NOW_MS, change: first }
			},
			expect.objectContaining({ order: 9, id: second!.id, recordId: 'dossier:7' })
		]);
		expect(first).toEqual({
			...{ id: expect.any(String), v: 1, unitId: UNIT, kind: 'dossier', recordId: 'dossier:6' },
			set: { state: { value: { state: 'complete' }, prev: null } },
			...{ hlc, device: 'phone001', n: 5, made: { at: NOW_MS, after: 0 } }
		});
		expect(second!.n).toBe(6);
		expect(second!.hlc > first!.hlc).toBe(true);
		expect(store.disk.meta.get('clock')).toEqual({ ...CLOCK, n: 6, order: 9, hlc: second!.hlc });
		expect(shown()).toMatchObject({
			seq: 0,
			generation: 0,
			registers: { state: { value: { state: 'complete' }, by: 'can-bo' } }
		});
	});

	test('tells what the server’s clock showed in the last answer before', async () => {
		await store.transact('strict', (tx) => tx.putMeta('clock', { ...CLOCK, heardAtMs: 1_234 }));

		expect(await save([dossier('complete')])).toMatchObject([{ made: { at: NOW_MS, after: 1_234 } }]);
	});

	test('keeps the server’s copy under it', async () => {
		await copy('server-1');
		await save([dossier('complete', { state: 'server-1' })]);

		expect(shown()).toMatchObject({
			generation: 3,
			seq: 9,
			registers: { state: { value: { state: 'complete' } } }
		});
		expect([...store.disk.shadows.values()]).toMatchObject([{ registers: { state: { change: 'server-1' } } }]);
	});

	test('is no save before the device has its clock', async () => {
		store = new MemoryStore();

		await expect(save([dossier('complete')])).rejects.toThrow('a device has its clock before anything is saved');
	});

	test('takes the draft it was typed in with it, and no other', async () => {
		const draft = (key: string) => ({ key, value: {} }) as never;
		await store.transact('strict', async (tx) => {
			for (const key of ['form', 'other']) await tx.putDraft(draft(key));
		});
		await save([dossier('complete')]);
		expect([...store.disk.drafts.keys()]).toEqual(['form', 'other']);

		await save([dossier('preparing')], { draftKey: 'form' });
		expect([...store.disk.drafts.keys()]).toEqual(['other']);
	});

	test('marks the refused item it was sent in place of', async () => {
		const item: AttentionItem = {
			...{ id: 'refused-1', unitId: UNIT, kind: 'dossier', recordId: 'dossier:6', changes: [] },
			...{ code: 'locked', message: '', atMs: 0 }
		};
		await store.transact('strict', (tx) => tx.putAttention(item));
		await save([dossier('complete')]);
		expect([...store.disk.attention.values()]).toEqual([item]);

		const [change] = await save([dossier('preparing')], { attentionId: 'refused-1' });
		expect([...store.disk.attention.values()]).toEqual([{ ...item, replacedBy: change!.id }]);
		await save([dossier('complete')], { attentionId: 'unknown' });
		expect(store.disk.attention.size).toBe(1);
	});
});

/** The commit comes to the disk and nobody hears of it: the store does the work twice. */
const unheard = (): DeviceStore => ({
	async transact(durability, work) {
		await store.transact(durability, work);
		return store.transact(durability, work);
	}
});

test('a save that came to the disk unheard is kept once', async () => {
	const saved = await save([dossier('complete')], {}, unheard());

	expect(rows().map(({ change }) => change)).toEqual(saved);
});

test.each<[string, () => Promise<void>]>([
	[
		'sent',
		() => moveOut((tx, row) => tx.putSent({ id: row.id, sentAtMs: 0, changes: [{ ...row, stamp: 's', seq: 1 }] }))
	],
	[
		'refused',
		() =>
			moveOut((tx, { change, state: _, ...row }) =>
				tx.putAttention({ ...row, changes: [change], code: 'locked', message: '', atMs: 0 })
			)
	]
])('also when it has been %s in between', async (_, meanwhile) => {
	const between: DeviceStore = {
		async transact(durability, work) {
			await store.transact(durability, work);
			await meanwhile();
			return store.transact(durability, work);
		}
	};
	await save([dossier('complete')], {}, between);

	expect(rows()).toEqual([]);
});

test('a save that did not come to the disk the first time is written the second', async () => {
	let isFirst = true;
	const failing: DeviceStore = {
		transact: (durability, work) =>
			store.transact(durability, async (tx) => {
				const answer = await work(tx);
				if (!isFirst) return answer;
				isFirst = false;
				throw Object.assign(new Error('the connection is gone'), { name: 'UnknownError' });
			})
	};
	const saved = await save([dossier('complete')], {}, failing);

	expect(rows().map(({ change }) => change)).toEqual(saved);
});

type Tx = Parameters<Parameters<MemoryStore['transact']>[1]>[0];
async function moveOut(put: (tx: Tx, row: ReturnType<typeof rows>[number]) => Promise<void>): Promise<void> {
	const [row] = rows();
	await store.transact('strict', async (tx) => {
		await put(tx, row!);
		await tx.deleteOutbox([row!.order]);
	});
}

describe('a change is built on what its author saw', () => {
	test('the server’s copy', async () => {
		await copy('server-1');
		await save([dossier('complete', { state: 'server-1' })]);

		expect(prevs()).toEqual(['server-1']);
	});

	test('nothing, when a form was opened before the copy came', async () => {
		await copy('server-1');
		await save([dossier('complete')]);

		expect(prevs()).toEqual([null]);
	});

	test('or the latest of what this device has written on top of it since', async () => {
		const [first] = await save([dossier('preparing')]);
		const [second] = await save([dossier('complete')]);
		await save([dossier('not_started')]);

		expect(prevs()).toEqual([null, first!.id, second!.id]);
	});

	test('also within one save', async () => {
		const [first] = await save([dossier('preparing'), dossier('complete')]);

		expect(prevs()).toEqual([null, first!.id]);
		expect(shown().registers['state']!.value).toEqual({ state: 'complete' });
	});

	test('of several edits and registers each on its own: one that saw what stands hides no other that did not', async () => {
		const plan = { owner: 'Địa chính' };
		const both = (seen: SeenEdit['seen']) => ({
			...dossier('complete', seen),
			set: { state: { state: 'complete' }, plan }
		});
		const [first] = await save([both({})]);
		const [other] = await save([dossier('preparing', {}, 'dossier:7')]);
		const [second] = await save([both({ state: first!.id })]);
		expect(second!.set).toMatchObject({ state: { prev: first!.id }, plan: { prev: first!.id } });

		const [third, last] = await save([
			dossier('not_started', { state: second!.id }),
			dossier('complete', {}, 'dossier:7')
		]);
		expect([third!.set, last!.set]).toMatchObject([
			{ state: { prev: second!.id } },
			{ state: { prev: other!.id } }
		]);
	});

	test('what stands, though this device had written something on top of it that lost', async () => {
		await copy('server-1');
		const [lost, plan] = await save([
			dossier('complete', { state: 'server-1' }),
			{ ...dossier('complete'), set: { plan: { owner: 'Địa chính' } } }
		]);
		await moveOut((tx, row) =>
			tx.putSent({ id: row.id, sentAtMs: 0, changes: [{ ...row, stamp: 's', seq: 10, lost: ['state'] }] })
		);
		await copy('server-1', {
			plan: { value: null, stamp: '0jo3f0000000.office01', change: plan!.id, by: 'can-bo' }
		});
		const both = { state: { state: 'preparing' }, plan: { owner: 'Tư pháp' } };
		const [edit] = await save([{ ...dossier(''), set: both, seen: { state: 'server-1' } }]);

		expect(lost!.set['state']!.prev).toBe('server-1');
		expect(edit!.set).toMatchObject({ state: { prev: 'server-1' }, plan: { prev: plan!.id } });
	});

	test('what a refused change stood on, when that is what its author saw', async () => {
		const [refused] = await save([dossier('preparing')]);
		await moveOut((tx, { change, state: _, ...row }) =>
			tx.putAttention({ ...row, changes: [change], code: 'locked', message: '', atMs: 0 })
		);
		await store.transact('strict', (tx) =>
			tx.deleteRecords([{ unitId: UNIT, kind: 'dossier', recordId: 'dossier:6' }])
		);
		await save([dossier('complete', { state: refused!.id })]);

		expect(prevs()).toEqual([null]);
	});

	test('register by register', async () => {
		await copy('server-1', {
			note: { value: {}, stamp: '0jo3f0000000.office01', change: 'server-2', by: 'van-phong' }
		});
		const edit = dossier('complete', { state: 'server-1' });
		await save([{ ...edit, set: { ...edit.set, life: { voided: true, reason: 'ghi nhầm' } } }]);

		expect([prevs(), prevs('life')]).toEqual([['server-1'], [null]]);
	});
});

describe('a record of a fixed id that was voided', () => {
	const VOIDED = { voided: true, reason: 'ghi nhầm' };
	const life = (change: string) => ({
		life: { value: VOIDED, stamp: '0jo3f0000000.office01', change, by: 'van-phong' }
	});
	const sets = () => rows().map(({ change }) => Object.keys(change.set).sort());

	test('is brought back by whoever saw it so and writes to it: there can be no other in its place', async () => {
		await copy('server-1', life('server-2'));
		await save([dossier('complete', { state: 'server-1', life: 'server-2' })]);

		expect(rows()[0]!.change.set['life']).toEqual({ value: null, prev: 'server-2' });
		const [revived] = rows();
		await save([dossier('preparing', { state: revived!.id, life: revived!.id })]);
		expect(sets()[1]).toEqual(['state']);
	});

	test('is not by somebody who had not seen that', async () => {
		await copy('server-1', life('server-2'));
		await save([dossier('complete', { state: 'server-1' })]);

		expect(sets()).toEqual([['state']]);
	});

	test('nor when the edit says itself what becomes of it, or nothing was voided', async () => {
		await copy('server-1', life('server-2'));
		const edit = dossier('complete', { state: 'server-1', life: 'server-2' });
		await save([{ ...edit, set: { ...edit.set, life: VOIDED } }]);
		expect(rows()[0]!.change.set['life']!.value).toEqual(VOIDED);

		await save([dossier('complete', {}, 'dossier:7')]);
		await save([dossier('preparing', {}, 'dossier:7')]);
		expect(sets().slice(1)).toEqual([['state'], ['state']]);
	});

	test('one with an id of its own is not: another can be made', async () => {
		const recordId = '018f0000-0000-7000-8000-000000000001';
		const key = { unitId: UNIT, kind: 'paper', recordId };
		const item = { of: 'common', name: 'Sổ' };
		const [made] = await save([{ ...key, set: { item, life: VOIDED }, seen: {} }]);
		await save([{ ...key, set: { item }, seen: { item: made!.id, life: made!.id } }]);

		expect(sets()).toEqual([['item', 'life'], ['item']]);
	});
});
