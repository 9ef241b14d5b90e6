import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveEdits } from '#lib/local/outbox/save-edits.ts';
import type { DeviceStore } from '#lib/local/store/device-store.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

let district: District;
let officer: Phone;
beforeEach(async () => {
	district = await District.open();
	officer = await district.officerOf(MINH_CHAU);
});
afterEach(() => district.close());

const EDIT = {
	unitId: MINH_CHAU,
	kind: 'dossier',
	recordId: 'dossier:17',
	set: { state: { state: 'preparing' } },
	seen: {}
};

/** The connection breaks when the commit is on disk and before it is told: the store tries once more. `meanwhile` is what
 *  others do in between. */
const unheard = (store: DeviceStore, meanwhile: () => Promise<void>): DeviceStore => ({
	async transact(durability, work) {
		await store.transact(durability, work);
		await meanwhile();
		return store.transact(durability, work);
	}
});

test.each([
	['it still waits', async () => undefined],
	['it has been sent', () => officer.sync()]
])('a save that came to the disk unheard is kept once, also when %s before it is tried again', async (_, meanwhile) => {
	const store = unheard(officer.store, meanwhile);
	const world = { now: () => district.nowMs, random: (bytes: number) => new Uint8Array(bytes).fill(7) };

	const [change] = await saveEdits({ store, world, personId: officer.person.id }, [EDIT]);
	await officer.sync();
	expect((await district.log(MINH_CHAU)).map(({ id }) => id)).toEqual([change!.id]);
	expect(await officer.waiting()).toEqual([]);
	expect((await officer.attention()).items).toEqual([]);
});

test.each([
	['in one batch', async () => undefined],
	['one after the other', () => officer.sync()]
])(
	'what an earlier version had kept twice, sent %s, is accepted once, and nobody is asked about it',
	async (_, send) => {
		await officer.save(MINH_CHAU, 'dossier', 'dossier:17', { state: { state: 'preparing' } });
		const [row] = await officer.waiting();
		const { id, order, change } = row!;
		await send();
		const again = { ...change, n: change.n + 1, set: { state: { ...change.set['state']!, prev: id } } };
		await officer.store.transact('strict', (tx) => tx.putOutbox([{ ...row!, order: order + 1, change: again }]));

		await officer.sync();
		expect(await district.log(MINH_CHAU)).toHaveLength(1);
		expect(await officer.waiting()).toEqual([]);
		expect((await officer.attention()).items).toEqual([]);
		expect(await officer.value(MINH_CHAU, 'dossier', 'dossier:17', 'state')).toEqual({ state: 'preparing' });
	}
);
