import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHUNK_BYTES } from '#lib/domain/photos/photo-limits.ts';
import { sha256Of } from '#lib/local/photos/prepare-photo.ts';
import { Camera, jpegOf } from '../support/camera.ts';
import { DATABASES } from '../support/databases.ts';
import { DAN_LY, District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

const PHOTO_BYTES = 900_001;
/** More than is left after every cut. */
const LONG_BYTES = 3_500_001;

let district: District;
let officer: Phone;
let camera: Camera;
let check: string;

describe.each(DATABASES)('a photo on %s', (kind) => {
	beforeEach(async () => {
		district = await District.open(kind);
		officer = await district.officerOf(MINH_CHAU);
		camera = new Camera(officer, district);
		check = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
	});
	afterEach(() => district.close());

	const bytesAt = async (personId: string, path: string) => {
		const answer = await district.answer(personId, path);
		return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
	};

	test('arrives whole, is told as stored, and only then may leave the phone', async () => {
		const photo = jpegOf(PHOTO_BYTES);
		const id = await camera.take(MINH_CHAU, check, photo);
		expect(await camera.send()).toEqual({ kind: 'idle' });
		expect(camera.sentBytes).toBe(0);

		await officer.sync();
		await camera.send();
		expect(await camera.free()).toBe(0);
		await officer.sync();
		await camera.send();

		expect(await officer.value(MINH_CHAU, 'photo', id, 'stored')).toEqual({ at: '2018-11-05T02:00:00.000Z' });
		expect(await camera.free()).toBe(PHOTO_BYTES);
		const office = await district.office();
		const shown = await bytesAt(office.person.id, `/api/photos/${id}`);
		expect(await sha256Of(shown.bytes)).toBe(await sha256Of(photo));
		expect(shown.headers.get('content-type')).toBe('image/jpeg');
		expect(shown.headers.get('cache-control')).toContain('private');
		expect((await bytesAt(office.person.id, `/api/photos/${id}?size=thumb`)).bytes).toHaveLength(2_000);
	});

	test('goes on after every cut of the link, with at most one part sent twice a cut', async () => {
		const photo = jpegOf(LONG_BYTES);
		const id = await camera.take(MINH_CHAU, check, photo);
		await officer.sync();
		const cuts = 12;
		for (let cut = 0; cut < cuts; cut++) {
			camera.cutAfter = (cut * 104_729) % CHUNK_BYTES;
			expect(await camera.send()).toMatchObject({ kind: 'later' });
			if (cut % 3 === 0) camera.kill();
		}
		await camera.send();

		expect(camera.sentBytes - LONG_BYTES).toBeLessThanOrEqual(cuts * CHUNK_BYTES);
		const shown = await bytesAt(officer.person.id, `/api/photos/${id}`);
		expect(await sha256Of(shown.bytes)).toBe(await sha256Of(photo));
	});

	test('that arrives as other bytes starts over', async () => {
		const id = await camera.take(MINH_CHAU, check, jpegOf(3_000));
		await officer.sync();
		const row = await camera.store.get(id);
		await camera.step();
		const begun = await district.answer(officer.person.id, `/api/photos/${id}`, {
			method: 'PATCH',
			headers: {
				'tus-resumable': '1.0.0',
				'content-type': 'application/offset+octet-stream',
				'upload-offset': '0',
				'content-length': '3000'
			},
			body: jpegOf(3_000, 2)
		});
		expect(begun.status).toBe(460);

		camera.kill();
		await camera.send();
		const shown = await bytesAt(officer.person.id, `/api/photos/${id}`);
		expect(await sha256Of(shown.bytes)).toBe(row!.file.sha256);
	});

	test('is taken and shown only for those who may read its commune', async () => {
		const id = await camera.take(MINH_CHAU, check, jpegOf(3_000));
		await officer.sync();
		await camera.send();
		const other = await district.officerOf(DAN_LY);

		for (const path of [`/api/photos/${id}`, `/api/photos/${id}?size=thumb`]) {
			expect((await bytesAt(other.person.id, path)).status).toBe(403);
		}
		const asked = await district.answer(other.person.id, `/api/photos/${id}`, {
			method: 'HEAD',
			headers: { 'tus-resumable': '1.0.0' }
		});
		expect(asked.status).toBe(403);
		expect((await bytesAt(officer.person.id, '/api/photos/..%2f..%2fsecret')).status).toBe(404);
	});

	test('that is a drawing with a script is not taken, and the others go on', async () => {
		const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
		const bad = await camera.take(MINH_CHAU, check, svg);
		const good = await camera.take(MINH_CHAU, check, jpegOf(3_000));
		await officer.sync();
		await camera.send();

		expect((await camera.store.get(bad))?.problem).toBe('415');
		expect((await bytesAt(officer.person.id, `/api/photos/${bad}`)).status).toBe(404);
		expect((await bytesAt(officer.person.id, `/api/photos/${good}`)).status).toBe(200);
	});

	test('waits on the phone while the disk of the server is full; records go on', async () => {
		const id = await camera.take(MINH_CHAU, check, jpegOf(3_000));
		const { files } = district.server.photos;
		const { freeBytes } = files;
		files.freeBytes = () => Promise.resolve(1_000);
		await officer.sync();
		expect(await camera.send()).toMatchObject({ kind: 'later', retryAfterMs: 900_000 });
		expect(await officer.waiting()).toEqual([]);

		files.freeBytes = freeBytes;
		await camera.send();
		expect((await bytesAt(officer.person.id, `/api/photos/${id}`)).status).toBe(200);
	});
});
