import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHUNK_BYTES, PHOTO_BYTES } from '#lib/domain/photos/photo-limits.ts';
import { sha256Of } from '#lib/local/photos/prepare-photo.ts';
import { NoRoom } from '#lib/server/photos/photo-files.ts';
import { Camera, jpegOf } from '../support/camera.ts';
import { DATABASES } from '../support/databases.ts';
import { DAN_LY, District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';
import { startS3 } from '../support/s3-server.ts';
import { TusProgram } from '../support/tus-program.ts';

describe.each(DATABASES)('the server of photos on %s', (kind) => {
	let district: District;
	let officer: Phone;
	let camera: Camera;
	let check: string;
	let program: TusProgram;
	/** An id that nobody has used yet. */
	let photo: string;

	beforeAll(async () => {
		district = await District.open(kind);
		officer = await district.officerOf(MINH_CHAU);
		check = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		program = new TusProgram(district, officer.person.id);
	});
	beforeEach(() => {
		camera = new Camera(officer, district);
		photo = officer.newId();
	});
	afterAll(() => district.close());

	const photosOnDisk = () => readdir(join(district.server.config.dataDir, 'photos')).catch(() => []);
	const offsetOf = async (id: string) => Number((await program.head(id)).headers.get('upload-offset'));

	test('takes a PNG that is named .jpg for what it is', async () => {
		const png = jpegOf(3_000);
		png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
		const id = await camera.take(MINH_CHAU, check, png);
		await officer.sync();
		await camera.send();

		const shown = await program.get(id);
		expect(shown.headers.get('content-type')).toBe('image/png');
		expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
		expect(shown.headers.get('cache-control')).toBe('private, no-store');
	});

	test('refuses a gigabyte, and another commune, before the first byte', async () => {
		const bytes = jpegOf(3_000);
		const began = (told: object) => program.begin({ photoId: photo, unitId: MINH_CHAU, bytes, ...told });

		const before = await photosOnDisk();
		expect((await began({ length: String(1024 ** 3) })).status).toBe(413);
		expect((await began({ unitId: DAN_LY })).status).toBe(403);
		expect(await photosOnDisk()).toEqual(before);
		expect((await began({})).status).toBe(201);
		expect((await began({})).status).toBe(409);
	});

	test('takes no more than 15 MB, whatever a program says of the length', async () => {
		const bytes = jpegOf(CHUNK_BYTES + 1);
		const began = (length: string | null, headers = {}) =>
			program.begin({ photoId: photo, unitId: MINH_CHAU, bytes, length, headers });

		expect((await began(null, { 'upload-defer-length': '1' })).status).toBe(400);
		expect((await began(String(PHOTO_BYTES + 1))).status).toBe(413);
		expect((await began('-1')).status).toBe(400);
		expect((await began('1e3')).status).toBe(400);
		expect((await began('100')).status).toBe(201);

		const part = bytes.subarray(0, 101);
		expect((await program.part(photo, 0, part)).status).toBe(413);
		expect((await program.part(photo, 0, part, { 'content-length': '100' })).status).toBe(413);
		expect((await program.part(photo, 0, bytes)).status).toBe(413);
		expect((await program.part(photo, 0, new Blob([bytes]).stream())).status).toBe(413);
		expect((await program.part(photo, 0, part, { 'upload-length': String(1024 ** 3) })).status).toBe(400);
		expect(await offsetOf(photo)).toBe(0);
	});

	test('takes no bytes with the beginning, and lets no header make something else of a request', async () => {
		const bytes = jpegOf(3_000);
		const carrying = {
			headers: { 'content-type': 'application/offset+octet-stream' },
			body: bytes
		};
		await program.begin({ photoId: photo, unitId: MINH_CHAU, bytes, ...carrying });
		expect(await offsetOf(photo)).toBe(0);

		const part = bytes.subarray(0, 1_000);
		expect((await program.part(photo, 0, part, { 'x-http-method-override': 'DELETE' })).status).toBe(204);
		expect(await offsetOf(photo)).toBe(1_000);
	});

	test('answers 403 to another commune, whatever is asked of the photo', async () => {
		const bytes = jpegOf(3_000);
		const id = await camera.take(MINH_CHAU, check, bytes);
		await officer.sync();
		await camera.step();
		const other = await district.officerOf(DAN_LY);
		const stranger = new TusProgram(district, other.person.id);

		const asked = async () =>
			Promise.all([
				stranger.begin({ photoId: id, unitId: DAN_LY, bytes }),
				stranger.begin({ photoId: id, unitId: MINH_CHAU, bytes }),
				stranger.head(id),
				stranger.part(id, 0, bytes.subarray(0, 10)),
				stranger.thumb(id, jpegOf(100)),
				stranger.get(id),
				stranger.ask('GET', `/api/photos/${id}?size=thumb`)
			]);
		expect((await asked()).map(({ status }) => status)).toEqual(Array(7).fill(403));
		await camera.send();
		expect((await asked()).map(({ status }) => status)).toEqual(Array(7).fill(403));
	});

	test('keeps an id for the unit of its record before any byte of it has come', async () => {
		const bytes = jpegOf(3_000);
		const id = await camera.take(MINH_CHAU, check, bytes);
		await officer.sync();
		const other = await district.officerOf(DAN_LY);

		const stranger = new TusProgram(district, other.person.id);
		expect((await stranger.begin({ photoId: id, unitId: DAN_LY, bytes })).status).toBe(403);
		await camera.send();
		expect((await program.get(id)).status).toBe(200);
	});

	test('touches no file for an id that tries to leave the folder', async () => {
		const secret = join(district.server.config.dataDir, 'secret');
		await writeFile(secret, 'ours');
		const before = await photosOnDisk();
		const bytes = jpegOf(100);
		for (const id of [
			'..%2fsecret',
			'%2e%2e%2fsecret',
			'..%5csecret',
			`${photo}%2f..%2f..%2fsecret`,
			`${photo}%00`
		]) {
			const asked = [program.get(id), program.head(id), program.part(id, 0, bytes), program.thumb(id, bytes)];
			expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
			const began = await program.begin({ photoId: decodeURIComponent(id), unitId: MINH_CHAU, bytes });
			expect(began.status).toBe(400);
		}
		expect(await readFile(secret, 'utf8')).toBe('ours');
		expect(await photosOnDisk()).toEqual(before);
	});

	test('keeps one of two parts that come at once, and no part is torn', async () => {
		const bytes = jpegOf(3_000);
		const id = await camera.take(MINH_CHAU, check, bytes);
		await officer.sync();
		await program.begin({ photoId: id, unitId: MINH_CHAU, bytes });
		const part = bytes.subarray(0, 2_000);
		const answers = await Promise.all([
			program.part(id, 0, part),
			program.part(id, 0, part),
			program.part(id, 0, part)
		]);

		expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
		expect(await offsetOf(id)).toBe(2_000);
		expect((await program.part(id, 2_000, bytes.subarray(2_000))).status).toBe(204);
		expect(await sha256Of(await (await program.get(id)).arrayBuffer())).toBe(await sha256Of(bytes));
	});

	test('keeps one of two beginnings that come at once', async () => {
		const bytes = jpegOf(3_000);
		const began = () => program.begin({ photoId: photo, unitId: MINH_CHAU, bytes });
		const answers = await Promise.all([began(), began(), began()]);

		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
	});

	test('loses nothing when the disk fills up in the middle of a part; the phone is told, and goes on later', async () => {
		const whole = jpegOf(700_000);
		const id = await camera.take(MINH_CHAU, check, whole);
		await officer.sync();
		const { store } = district.server.photos.files;
		const write = store.write.bind(store);
		let room = 300_000;
		store.write = async (readable, upload, offset) => {
			const bytes = new Uint8Array(await new Response(readable as never).arrayBuffer());
			const end = await write([bytes.subarray(0, room)] as never, upload, offset);
			if (bytes.length > room) throw new NoRoom('the disk is full');
			room -= bytes.length;
			return end;
		};
		expect(await camera.send()).toEqual({ kind: 'later', retryAfterMs: 900_000, trouble: 'server-full' });
		expect(await offsetOf(id)).toBe(300_000);
		expect(await officer.waiting()).toEqual([]);

		store.write = write;
		expect(await camera.send()).toEqual({ kind: 'idle' });
		expect(camera.sentBytes).toBe(700_000 + CHUNK_BYTES - (300_000 - CHUNK_BYTES));
		expect(await sha256Of(await (await program.get(id)).arrayBuffer())).toBe(await sha256Of(whole));
	});

	test('that was killed between the last byte and its word says it when it is asked again', async () => {
		const bytes = jpegOf(3_000);
		const id = await camera.take(MINH_CHAU, check, bytes);
		await officer.sync();
		const { photos } = district.server;
		const settle = photos.settle.bind(photos);
		photos.settle = () => Promise.reject(new Error('killed'));
		expect(await camera.send()).toMatchObject({ kind: 'later' });
		photos.settle = settle;
		expect((await program.get(id)).status).toBe(404);

		camera.kill();
		await camera.send();
		expect((await program.get(id)).status).toBe(200);
		await officer.sync();
		expect(await officer.value(MINH_CHAU, 'photo', id, 'stored')).toBeTruthy();
	});

	test('begins anew what a power cut has left half written', async () => {
		const bytes = jpegOf(3_000);
		const id = await camera.take(MINH_CHAU, check, bytes);
		await officer.sync();
		await camera.step();
		await writeFile(join(district.server.config.dataDir, 'photos', `${id}.json`), '{"id":"');

		await camera.send();
		expect((await program.get(id)).status).toBe(200);
	});

	test('shows the same thumbnail for good once the photo is there', async () => {
		const id = await camera.take(MINH_CHAU, check, jpegOf(3_000));
		await officer.sync();
		await camera.send();
		expect((await program.thumb(id, jpegOf(500, 9))).status).toBe(204);

		const thumb = await program.ask('GET', `/api/photos/${id}?size=thumb`);
		expect((await thumb.arrayBuffer()).byteLength).toBe(2_000);
	});
});

test('photos in a bucket arrive whole through every cut, and are shown from there', async () => {
	const { place, stop } = await startS3();
	const district = await District.open('sqlite', { s3: place });
	const officer = await district.officerOf(MINH_CHAU);
	const camera = new Camera(officer, district);
	const check = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
	const photo = jpegOf(900_001);
	const id = await camera.take(MINH_CHAU, check, photo);
	await officer.sync();
	for (const cutAfter of [0, 1, 100_000, 200_000]) {
		camera.cutAfter = cutAfter;
		expect(await camera.send()).toMatchObject({ kind: 'later' });
		camera.kill();
	}
	await camera.send();

	expect(camera.sentBytes).toBe(900_001);
	const program = new TusProgram(district, officer.person.id);
	const shown = await program.get(id);
	expect(await sha256Of(await shown.arrayBuffer())).toBe(await sha256Of(photo));
	expect(shown.headers.get('content-type')).toBe('image/jpeg');
	const thumb = await program.ask('GET', `/api/photos/${id}?size=thumb`);
	expect((await thumb.arrayBuffer()).byteLength).toBe(2_000);
	expect(await readdir(district.server.config.dataDir)).not.toContain('photos');

	await stop();
	const another = await camera.take(MINH_CHAU, check, jpegOf(3_000, 2));
	await officer.sync();
	expect(await officer.waiting()).toEqual([]);
	// Whatever is asked of a photo meanwhile: come again.
	for (const asked of [
		program.begin({ photoId: another, unitId: MINH_CHAU, bytes: jpegOf(3_000, 2) }),
		program.head(id),
		program.part(id, 0, photo.subarray(0, 10)),
		program.thumb(id, jpegOf(500)),
		program.get(id),
		program.ask('GET', `/api/photos/${id}?size=thumb`)
	]) {
		const { status, headers } = await asked;
		expect([status, headers.get('retry-after')]).toEqual([503, '30']);
	}
	await district.close();
});

test('a bucket that goes away in the middle of a part is for later, too', async () => {
	const { place, stop } = await startS3();
	const district = await District.open('sqlite', { s3: place });
	const officer = await district.officerOf(MINH_CHAU);
	const camera = new Camera(officer, district);
	const check = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
	const photo = jpegOf(300_000);
	const id = await camera.take(MINH_CHAU, check, photo);
	await officer.sync();
	const program = new TusProgram(district, officer.person.id);
	expect((await program.begin({ photoId: id, unitId: MINH_CHAU, bytes: photo })).status).toBe(201);

	const { store } = district.server.photos.files;
	const { write } = store;
	store.write = async (...part) => {
		await stop();
		return write.apply(store, part);
	};
	const { status, headers } = await program.part(id, 0, photo.subarray(0, 1_000));
	expect([status, headers.get('retry-after')]).toEqual([503, '30']);
	await district.close();
});
