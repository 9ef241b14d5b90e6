import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256Of } from '#lib/local/photos/prepare-photo.ts';
import { tendPhotos } from '#lib/server/photos/tend-photos.ts';
import { tendingGround } from '#lib/server/photos/tending-ground.ts';
import { answerPublicPhoto } from '#lib/server/public-page/public-photos.ts';
import { Camera, jpegOf } from '../support/camera.ts';
import { DAN_LY, District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';
import { startS3 } from '../support/s3-server.ts';
import { TusProgram } from '../support/tus-program.ts';

const PLACES = {
	folder: async () => ({ s3: undefined, stop: async () => undefined }),
	s3: async () => {
		const { place, stop } = await startS3();
		return { s3: place, stop };
	}
};

describe.each(['folder', 's3'] as const)('a photo that lies in a place such as %s', (where) => {
	let district: District;
	let officer: Phone;
	let camera: Camera;
	let check: string;
	let stop: () => Promise<unknown>;
	/** Of an officer of another commune. */
	let stranger: TusProgram;
	let theirs: Phone;
	const bytes = jpegOf(3_000);
	const others = jpegOf(4_000, 9);

	beforeEach(async () => {
		const place = await PLACES[where]();
		stop = place.stop;
		district = await District.open('sqlite', place.s3 && { s3: place.s3 });
		officer = await district.officerOf(MINH_CHAU);
		camera = new Camera(officer, district);
		check = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		theirs = await district.officerOf(DAN_LY);
		stranger = new TusProgram(district, theirs.person.id);
	});
	afterEach(async () => {
		await district.close();
		await stop();
	});

	async function arrive(): Promise<string> {
		const id = await camera.take(MINH_CHAU, check, bytes);
		await officer.sync();
		await camera.send();
		await officer.sync();
		await camera.send();
		return id;
	}

	const program = () => new TusProgram(district, officer.person.id);
	const shownTo = async (by: TusProgram, id: string) => {
		const answer = await by.get(id);
		return answer.status === 200 ? sha256Of(await answer.arrayBuffer()) : answer.status;
	};

	test('is not replaced by an upload whose words name two photos', async () => {
		const victim = await arrive();
		const names = [victim, `${victim}.json`, `./${victim}`, `thumbs/${victim}`, `${victim}.info`];
		const rest = `unitId ${btoa(DAN_LY)},sha256 ${btoa(await sha256Of(others))}`;
		const before = await district.server.photos.files.find(victim);
		const owns: string[] = [];

		for (const name of names.map((id) => btoa(id))) {
			for (const twice of [
				(own: string) => `photoId ${name},\tphotoId ${own}`,
				(own: string) => `\tphotoId ${own},photoId ${name}`,
				(own: string) => `photoId ${name}, photoId ${own}`,
				(own: string) => `photoId ${own},photoId ${name}`,
				(own: string) => `photoId ${own},\tphotoId ${name}`
			]) {
				const own = theirs.newId();
				const headers = { 'upload-metadata': `${twice(btoa(own))},${rest}` };
				await stranger.begin({ photoId: own, unitId: DAN_LY, bytes: others, headers });
				await stranger.part(victim, 0, others);
				owns.push(own);
			}
		}
		expect(await district.server.photos.files.find(victim)).toEqual(before);
		expect(await shownTo(program(), victim)).toBe(await sha256Of(bytes));
		for await (const { id } of district.server.photos.files.list()) expect([victim, ...owns]).toContain(id);
	});

	test('is shown only as what its record names; what lies there instead goes, and the phone sends its own again', async () => {
		const id = await arrive();
		const { files } = district.server.photos;
		const office = await district.office();
		await office.sync();
		await office.save(MINH_CHAU, 'photo', id, { shown: { text: 'Đường thôn 3', on: '2018-11-05' } });
		await office.sync();
		const toEverybody = async () =>
			(await answerPublicPhoto(district.server, { unitId: MINH_CHAU, id, isThumb: false })) !== undefined;
		expect(await toEverybody()).toBe(true);

		await files.remove(id);
		const swapped = await district.server.photos.begin(
			new Request(`${district.server.config.origin}/api/photos`, {
				method: 'POST',
				headers: { 'tus-resumable': '1.0.0' }
			}),
			{ id, unitId: DAN_LY, sha256: await sha256Of(others), bytes: others.length }
		);
		expect(swapped.status).toBe(201);
		expect((await stranger.part(id, 0, others)).status).toBe(204);

		expect(await shownTo(program(), id)).toBe(403);
		expect(await shownTo(stranger, id)).toBe(404);
		expect(await toEverybody()).toBe(false);

		const { lost } = await tendPhotos(tendingGround(district.server), { isLossCertain: true });
		expect(lost).toBe(1);
		await officer.sync();
		camera.kill();
		await camera.send();
		expect(await shownTo(program(), id)).toBe(await sha256Of(bytes));
	});

	test('is sent by whoever took it, so that a colleague replaces neither its bytes nor its thumbnail', async () => {
		const id = await camera.take(MINH_CHAU, check, bytes);
		await officer.sync();
		const colleague = await district.officerOf(MINH_CHAU, 'dong-nghiep');
		const other = new TusProgram(district, colleague.person.id);
		expect((await other.begin({ photoId: id, unitId: MINH_CHAU, bytes: others })).status).toBe(403);
		await camera.step();
		expect((await other.part(id, 0, others.subarray(0, 100))).status).toBe(403);
		expect((await other.thumb(id, jpegOf(500, 9))).status).toBe(403);
		await camera.send();

		expect(await shownTo(other, id)).toBe(await sha256Of(bytes));
		const thumb = await other.ask('GET', `/api/photos/${id}?size=thumb`);
		expect((await thumb.arrayBuffer()).byteLength).toBe(2_000);
	});

	test('is begun with the hash that its record names, also where an upload with another was there first', async () => {
		const id = officer.newId();
		const squatter = new TusProgram(district, (await district.officerOf(MINH_CHAU, 'dong-nghiep')).person.id);
		expect((await squatter.begin({ photoId: id, unitId: MINH_CHAU, bytes: others })).status).toBe(201);
		const file = {
			sha256: await sha256Of(bytes),
			bytes: bytes.length,
			width: 1,
			height: 1,
			filetype: 'image/jpeg'
		};
		const takenAt = '2018-11-05T02:00:00.000Z';
		await officer.save(MINH_CHAU, 'photo', id, { file: { ...file, takenAt, of: { kind: 'check', id: check } } });
		await officer.sync();

		expect((await program().begin({ photoId: id, unitId: MINH_CHAU, bytes: others })).status).toBe(400);
		expect((await program().begin({ photoId: id, unitId: MINH_CHAU, bytes })).status).toBe(201);
		expect((await program().begin({ photoId: id, unitId: MINH_CHAU, bytes })).status).toBe(409);
		expect((await program().part(id, 0, bytes)).status).toBe(204);
		expect(await shownTo(program(), id)).toBe(await sha256Of(bytes));
		expect((await program().thumb(id, jpegOf(500, 9))).status).toBe(204);
		expect((await program().ask('GET', `/api/photos/${id}?size=thumb`)).status).toBe(404);
	});
});
