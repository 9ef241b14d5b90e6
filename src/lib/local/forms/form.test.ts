import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { RecordEdit, SeenEdit } from '#lib/domain/records/record-edit.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import { IndexedDbStore } from '../store/indexed-db-store.ts';
import { readDraft } from './drafts.ts';
import { FormDraft } from './form-draft.svelte.ts';
import type { FormSource } from './form-source.ts';
import { Form } from './form.svelte.ts';
import { secondPlace } from './second-place.ts';

const KEY = 'dossier/15697/9';

/** A device whose saves are under way until they are let go on. */
class SlowDevice {
	readonly person = { id: 'can-bo' };
	readonly reference = { people: [{ id: 'nam', name: 'Lê Văn C' }] };
	readonly saved: (readonly SeenEdit[])[] = [];
	failure: Error | undefined;
	#count = 0;

	newId(): string {
		return `record-${(this.#count += 1)}`;
	}

	async save(edits: readonly SeenEdit[]): Promise<void> {
		await Promise.resolve();
		if (this.failure) throw this.failure;
		this.saved.push(edits);
	}
}

let db: DeviceDatabase;
let device: SlowDevice;
let place: { db: DeviceDatabase; store: IndexedDbStore; person: { id: string } };
beforeEach(() => {
	const kept = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (name: string) => kept.get(name) ?? null,
		setItem: (name: string, text: string) => void kept.set(name, text),
		removeItem: (name: string) => void kept.delete(name)
	});
	vi.stubGlobal('reportError', () => undefined);
	// Each test is the only tab.
	vi.stubGlobal('navigator', {});
	db = new DeviceDatabase('can-bo', { indexedDB: new IDBFactory(), IDBKeyRange });
	place = { db, store: new IndexedDbStore(db), person: { id: 'can-bo' } };
	device = new SlowDevice();
});
afterEach(() => {
	db.close();
	vi.unstubAllGlobals();
});

type Fields = { owner: string };

const record = (change: string, owner: string): SyncRecord => ({
	...{ unitId: '15697', kind: 'dossier', id: 'dossier:9', seq: 1 },
	registers: { plan: { value: { owner }, stamp: '0jo1a0000000.phone-of', change, by: 'nam' } }
});
const edit = ({ typed }: { typed: Fields }, recordId = 'dossier:9'): RecordEdit => ({
	...{ unitId: '15697', kind: 'dossier', recordId },
	set: { plan: { owner: typed.owner } }
});

async function open(standing?: () => SyncRecord | undefined): Promise<Form<Fields>> {
	const source: FormSource<Fields> = {
		first: () => ({ owner: String(standing?.()?.registers['plan']?.value?.['owner'] ?? '') }),
		record: () => standing?.(),
		registers: { owner: 'plan' }
	};
	return new Form<Fields>(device, await FormDraft.open(place, KEY), source);
}

describe('saving is single', () => {
	test('a second tap while the first is under way saves nothing', async () => {
		const form = await open();
		form.typed.owner = 'Bà Hoa';

		expect(
			await Promise.all([
				form.save(() => [edit(form, form.recordId)]),
				form.save(() => [edit(form, form.recordId)])
			])
		).toEqual([true, false]);
		expect(device.saved).toHaveLength(1);
	});

	test('a tap after it has been saved saves nothing more', async () => {
		const form = await open();
		await form.save(() => [edit(form, form.recordId)]);

		expect(await form.save(() => [edit(form, form.recordId)])).toBe(false);
		expect(device.saved).toHaveLength(1);
	});

	test('a save that failed is tried again with the same record', async () => {
		const form = await open();
		const { recordId } = form;
		device.failure = new Error('the disk is full');
		expect(await form.save(() => [edit(form, recordId)])).toBe(false);
		expect(form.failure).toBe('device');

		device.failure = undefined;
		expect(await form.save(() => [edit(form, form.recordId)])).toBe(true);
		expect(device.saved).toMatchObject([[{ recordId }]]);
		expect(form.failure).toBeNull();
	});
});

describe('what was seen', () => {
	test('goes with the edits of the form’s record; of a new one there was nothing to see', async () => {
		const form = await open(() => record('b', 'Ông An'));
		form.typed.owner = 'Bà Hoa';
		await form.save(() => [edit(form), edit(form, 'photo')]);

		expect(device.saved[0]!.map(({ seen }) => seen)).toEqual([{ plan: 'b' }, {}]);
	});

	test('stays what it was when something else stands by the time of saving', async () => {
		let standing = record('b', 'Ông An');
		const form = await open(() => standing);
		form.typed.owner = 'Bà Hoa';
		standing = record('c', 'Lê Văn C');

		expect(form.rivals).toMatchObject([{ register: 'plan', name: 'Lê Văn C', value: { owner: 'Lê Văn C' } }]);
		expect(await form.save(() => [edit(form)])).toBe(false);
		expect(device.saved).toEqual([]);
	});

	test('keeping one’s own writes it on top of the other’s, which was looked at', async () => {
		let standing = record('b', 'Ông An');
		const form = await open(() => standing);
		form.typed.owner = 'Bà Hoa';
		standing = record('c', 'Lê Văn C');
		form.keepMine('plan');

		expect(await form.save(() => [edit(form)])).toBe(true);
		expect(device.saved).toMatchObject([[{ set: { plan: { owner: 'Bà Hoa' } }, seen: { plan: 'c' } }]]);
	});

	test('taking the other’s leaves nothing to save', async () => {
		let standing = record('b', 'Ông An');
		const form = await open(() => standing);
		form.typed.owner = 'Bà Hoa';
		standing = record('c', 'Lê Văn C');
		form.takeTheirs('plan');

		expect([form.typed.owner, form.isChanged, form.rivals]).toEqual(['Lê Văn C', false, []]);
	});

	test('a form that turns to another record begins with what stands there', async () => {
		const of = { a: record('of-a', 'Ông An'), b: record('of-b', 'Ông Bình') };
		const ownerOf = (name = '') => String(of[name as 'a' | 'b']?.registers['plan']?.value?.['owner'] ?? '');
		const draft = await FormDraft.open(place, 'confirmation/15697');
		const form = new Form<Fields & { name: string }>(device, draft, {
			first: ({ name }) => ({ name: '', owner: ownerOf(name) }),
			record: ({ name }) => of[name as 'a' | 'b'],
			registers: { name: null, owner: 'plan' }
		});
		form.startOver({ name: 'a', owner: 'Ông An' });
		form.startOver({ name: 'b', owner: ownerOf('b') });
		expect(form.rivals).toEqual([]);

		form.typed.owner = 'Bà Hoa';
		await form.save(() => [edit(form)]);
		expect(device.saved).toMatchObject([[{ seen: { plan: 'of-b' } }]]);
	});
});

describe('the draft', () => {
	const content = (owner: string) => ({ value: { typed: { owner }, shown: { owner: '' } }, seen: {}, recordId: 'r' });

	test('what is typed while the form is being saved does not outlive the save', async () => {
		const form = await open();
		form.draft.keep(content('Bà'));
		const saving = form.save(() => [edit(form, form.recordId)]);
		form.draft.keep(content('Bà Hoa'));
		await saving;
		await form.draft.settled();
		await db.draft.delete(KEY); // goes with the save, in its transaction
		form.draft.keep(content('Bà Hoa!'));
		await form.draft.settled();

		expect(await readDraft(db, KEY)).toBeUndefined();
	});

	test('after a save that failed what was typed meanwhile is kept', async () => {
		const form = await open();
		device.failure = new Error('the disk is full');
		const saving = form.save(() => [edit(form, form.recordId)]);
		form.draft.keep(content('Bà Hoa'));
		await saving;
		await form.draft.settled();

		expect((await readDraft(db, KEY))?.value).toMatchObject({ typed: { owner: 'Bà Hoa' } });
	});

	test('what the disk has not answered for when the page goes is read from the second place', async () => {
		const form = await open();
		form.draft.keep(content('Bà H'));
		form.draft.keepAtOnce(content('Bà Hoa'));
		await form.draft.settled();

		const again = await FormDraft.open(place, KEY);
		expect(again.kept?.value).toMatchObject({ typed: { owner: 'Bà Hoa' } });
		again.keep(content('Bà Hoan'));
		await again.settled();
		expect(secondPlace('can-bo', KEY).read()).toBeUndefined();
		expect((await FormDraft.open(place, KEY)).kept?.value).toMatchObject({ typed: { owner: 'Bà Hoan' } });
	});

	test('the record that a form makes is the same after a reload', async () => {
		const { recordId } = await open();
		await place.store.transact('strict', (tx) =>
			tx.putDraft({ ...content('Bà Hoa'), recordId, key: KEY, changedAtMs: 1 })
		);

		expect((await open()).recordId).toBe(recordId);
	});

	test('thrown away, it is gone from both places', async () => {
		const form = await open();
		form.draft.keep(content('Bà Hoa'));
		form.draft.keepAtOnce(content('Bà Hoa'));

		expect(await form.discard()).toBe(true);
		expect(await readDraft(db, KEY)).toBeUndefined();
		expect(secondPlace('can-bo', KEY).read()).toBeUndefined();
	});
});
