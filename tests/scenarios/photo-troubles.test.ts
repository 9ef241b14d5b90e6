import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dropDraft, keepDraft } from '#lib/local/forms/drafts.ts';
import { readPhotoTroubles } from '#lib/local/photos/photo-troubles.ts';
import { readFreeablePhotos, readWaitingPhotos } from '#lib/local/photos/waiting-photos.ts';
import { countOutbox } from '#lib/local/outbox/read-outbox.ts';
import type { Draft } from '#lib/local/store/draft.ts';
import { Camera, jpegOf } from '../support/camera.ts';
import { DAN_LY, District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

let district: District;
let officer: Phone;
let camera: Camera;
let check: string;

beforeEach(async () => {
	district = await District.open();
	officer = await district.officerOf(MINH_CHAU);
	camera = new Camera(officer, district);
	check = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
});
afterEach(() => district.close());

const ground = () => ({ db: officer.db, photos: camera.store });
const troubles = async (secondDraft: (key: string) => Draft | undefined = () => undefined) =>
	(await readPhotoTroubles({ ...ground(), secondDraft })).map(({ kind, row, item }) => ({
		kind,
		id: row.id,
		...(item && { code: item.code })
	}));

describe('a photo on its way is no trouble', () => {
	test('neither in its form, nor with its record, nor while it is being sent', async () => {
		const key = `check/${MINH_CHAU}/6.3`;
		const drafted = await camera.keep(MINH_CHAU, key, jpegOf(3_000));
		const draft = { key, value: { typed: { photos: [drafted] } }, changedAtMs: 1 };
		await keepDraft(officer.store, draft);
		await camera.take(MINH_CHAU, check, jpegOf(3_000));
		expect(await troubles()).toEqual([]);
		expect(await readWaitingPhotos(ground())).toHaveLength(1);
		// A draft that the device's store did not take names its photos too.
		await dropDraft(officer.store, key);
		expect(await troubles(() => draft)).toEqual([]);

		await officer.sync();
		expect(await troubles(() => draft)).toEqual([]);
	});

	test('it is counted with its check, not beside it', async () => {
		await camera.take(MINH_CHAU, check, jpegOf(3_000));
		await camera.take(MINH_CHAU, check, jpegOf(3_000));
		expect(await countOutbox(officer.db, officer.person.id, 0)).toMatchObject({ waiting: 1 });
	});
});

test('photos that the server has whole wait for its word while the others are sent, with nothing asked twice', async () => {
	const ids = [1, 2, 3].map((seed) => camera.take(MINH_CHAU, check, jpegOf(3_000, seed)));
	await Promise.all(ids);
	await officer.sync();

	// Without the records coming down in between, as when the worker sends with the program closed.
	expect(await camera.send()).toEqual({ kind: 'idle' });
	expect(camera.sentBytes).toBe(9_000);
	expect((await camera.store.unstored()).every(({ sentBytes }) => sentBytes === 3_000)).toBe(true);
});

describe('a photo that will not arrive by itself is shown, and stays', () => {
	test('when its form’s draft was lost', async () => {
		const id = await camera.keep(MINH_CHAU, 'check/lost', jpegOf(3_000));
		expect(await troubles()).toEqual([{ kind: 'left-over', id }]);
	});

	test('when its commune was taken from the person, sent record or not', async () => {
		const sent = await camera.take(MINH_CHAU, check, jpegOf(3_000));
		await officer.sync();
		officer.goOffline();
		const unsent = await camera.take(MINH_CHAU, check, jpegOf(3_000, 2));
		await district.hire(officer.person.id, 'commune_officer', [DAN_LY]);
		officer.goOnline();
		await officer.sync({ tries: 2 });

		const found = await troubles();
		expect(found).toHaveLength(2);
		expect(found).toContainEqual({ kind: 'unit-lost', id: sent });
		expect(found.find(({ id }) => id === unsent)).toMatchObject({ kind: 'unit-lost' });
		expect(await camera.store.picture(sent)).toMatchObject({ size: 3_000 });
	});

	test('when the server will never take its bytes, or might when asked again', async () => {
		const svg = await camera.take(MINH_CHAU, check, new TextEncoder().encode('<svg/>'));
		await officer.sync();
		await camera.send();
		const photo = await camera.take(MINH_CHAU, check, jpegOf(3_000));
		await officer.sync();
		await camera.store.note(photo, { problem: '403' });
		await camera.send();

		const found = await troubles();
		expect(found).toContainEqual({ kind: 'file-refused', id: svg });
		expect(found).toContainEqual({ kind: 'not-arrived', id: photo });
		await camera.store.note(photo, { problem: undefined });
		await camera.send();
		await officer.sync();
		await camera.send();
		expect(await troubles()).toEqual([{ kind: 'file-refused', id: svg }]);
	});
});

test('a copy may go once the server has the photo, or knows that it was taken out', async () => {
	const stored = await camera.take(MINH_CHAU, check, jpegOf(3_000));
	await officer.sync();
	await camera.send();
	await officer.sync();
	await camera.send();
	const out = await camera.take(MINH_CHAU, check, jpegOf(3_000));
	await officer.save(MINH_CHAU, 'photo', out, { life: { voided: true, reason: 'Ảnh mờ' } });
	expect((await readFreeablePhotos(ground())).map(({ id }) => id)).toEqual([stored]);

	await officer.sync();
	const freeable = await readFreeablePhotos(ground());
	expect(freeable.map(({ id }) => id).sort()).toEqual([stored, out].sort());
	expect(await camera.store.free(freeable)).toBe(6_000);
	expect(await readWaitingPhotos(ground())).toEqual([]);
});
