import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Upload } from '@tus/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeUuid } from '#lib/domain/ids.ts';
import { openPhotoFiles } from '#lib/server/photos/open-photo-files.ts';
import { NoRoom, type PhotoFiles } from '#lib/server/photos/photo-files.ts';
import { startS3 } from '../support/s3-server.ts';

let made = 0;
const newId = () => makeUuid(1_541_383_200_000 + (made += 1), new Uint8Array(10));
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 31) % 251);
const taken = async (files: PhotoFiles) => {
	const all = new Map<string, number | undefined>();
	for await (const { id, bytes } of files.list()) all.set(id, bytes);
	return all;
};

const PLACES = {
	async folder() {
		const folder = await mkdtemp(join(tmpdir(), 've-dich-photos-'));
		return { open: () => openPhotoFiles({ folder, s3: undefined }), end: () => rm(folder, { recursive: true }) };
	},
	async s3() {
		const { place, stop } = await startS3();
		return { open: () => openPhotoFiles({ folder: '/nowhere', s3: place }), end: stop };
	}
};

describe.each(['folder', 's3'] as const)('photos in a place such as %s', (where) => {
	let place: Awaited<ReturnType<(typeof PLACES)[typeof where]>>;
	let files: PhotoFiles;
	beforeAll(async () => {
		place = await PLACES[where]();
		files = await place.open();
	});
	afterAll(() => place.end());

	const begin = (id: string, size: number) =>
		files.store.create(
			new Upload({ id, size, offset: 0, metadata: { photoId: id, unitId: '15697', sha256: 'abc' } })
		);
	const write = (id: string, offset: number, bytes: Uint8Array) =>
		files.store.write(Readable.from([Buffer.from(bytes)]), id, offset);

	test('nothing lies under an id that nobody has begun, and taking it away is no failure', async () => {
		const id = newId();
		expect(await files.find(id)).toBeUndefined();
		expect(await files.read(id)).toBeUndefined();
		expect(await files.open(id)).toBeUndefined();
		expect(await files.thumb(id)).toBeUndefined();
		await files.remove(id);
	});

	test('a photo comes in parts, and is what was sent', async () => {
		const id = newId();
		const bytes = bytesOf(700_000);
		await begin(id, bytes.length);
		expect(await files.find(id)).toEqual({ id, unitId: '15697', sha256: 'abc', bytes: 700_000, offset: 0 });

		for (let at = 0; at < bytes.length;) at = await write(id, at, bytes.subarray(at, at + 262_144));
		await files.secure(id);

		expect(await files.find(id)).toMatchObject({ offset: 700_000 });
		expect(await files.read(id)).toEqual(bytes);
		expect(await files.read(id, 64)).toEqual(bytes.subarray(0, 64));
		expect(new Uint8Array(await new Response((await files.open(id))!).arrayBuffer())).toEqual(bytes);
	});

	test('what has come is there after the server was started again', async () => {
		const id = newId();
		const bytes = bytesOf(300_000);
		await begin(id, bytes.length);
		await write(id, 0, bytes.subarray(0, 262_144));
		const again = await place.open();
		expect(await again.find(id)).toMatchObject({ offset: 262_144 });

		await again.store.write(Readable.from([Buffer.from(bytes.subarray(262_144))]), id, 262_144);
		expect(await files.find(id)).toMatchObject({ offset: 300_000 });
		expect(await files.read(id)).toEqual(bytes);
	});

	test('an upload that has begun is not begun again', async () => {
		const id = newId();
		await begin(id, 1_000);
		await write(id, 0, bytesOf(500));
		await expect(begin(id, 1_000)).rejects.toMatchObject({ status_code: 409 });
		expect(await files.find(id)).toMatchObject({ offset: 500 });
	});

	test('a thumbnail is replaced whole', async () => {
		const id = newId();
		await files.keepThumb(id, bytesOf(2_000));
		await files.keepThumb(id, bytesOf(1_000));
		expect(await files.thumb(id)).toEqual(bytesOf(1_000));
	});

	test('everything is listed, leftovers too, and gone when it is taken away', async () => {
		const [whole, half, thumb] = [newId(), newId(), newId()];
		await begin(whole, 500);
		await write(whole, 0, bytesOf(500));
		await files.keepThumb(whole, bytesOf(100));
		await begin(half, 500);
		await write(half, 0, bytesOf(200));
		await files.keepThumb(thumb, bytesOf(100));

		const listed = await taken(files);
		expect(listed.get(whole)).toBe(500);
		expect(listed.get(half)).not.toBe(500);
		expect(listed.has(half)).toBe(true);
		expect(listed.has(thumb)).toBe(true);
		expect(listed.get(thumb)).toBeUndefined();
		for (const id of [whole, half, thumb]) await files.remove(id);
		const left = await taken(files);
		for (const id of [whole, half, thumb]) {
			expect(left.has(id)).toBe(false);
			expect(await files.find(id)).toBeUndefined();
			expect(await files.thumb(id)).toBeUndefined();
		}
		await begin(whole, 300);
		expect(await files.find(whole)).toMatchObject({ bytes: 300, offset: 0 });
	});

	test.each(['..', '../secret', 'thumbs', '', 'secret.json', '..%2fsecret'])('no path is made of %s', async (id) => {
		expect(await files.find(id)).toBeUndefined();
		await expect(files.read(id)).rejects.toThrow('UUID');
		await expect(files.remove(id)).rejects.toThrow('UUID');
		await expect(files.thumb(id)).rejects.toThrow('UUID');
		await expect(files.keepThumb(id, bytesOf(1))).rejects.toThrow('UUID');
	});

	test.each(['..', './name', 'name.json', 'thumbs/name', 'NAME'])(
		'tus too makes no path of %s, whatever it was told',
		async (path) => {
			const id = path.replace('NAME', newId().toUpperCase()).replace('name', newId());
			const before = await taken(files);
			await expect(begin(id, 10)).rejects.toThrow('UUID');
			await expect(write(id, 0, bytesOf(10))).rejects.toThrow('UUID');
			await expect(files.store.getUpload(id)).rejects.toThrow('UUID');
			await expect(files.store.declareUploadLength(id, 10)).rejects.toThrow('UUID');
			await expect(files.store.remove(id)).rejects.toThrow('UUID');
			expect(await taken(files)).toEqual(before);
		}
	);
});

test.runIf(process.platform === 'linux')('a folder on a full disk says so (the device /dev/full is one)', async () => {
	const folder = await mkdtemp(join(tmpdir(), 've-dich-full-'));
	const files = await openPhotoFiles({ folder, s3: undefined });
	const id = newId();
	await symlink('/dev/full', join(folder, id));

	await expect(files.store.write(Readable.from([Buffer.from('bytes')]), id, 0)).rejects.toThrow(NoRoom);
	await rm(folder, { recursive: true });
});
