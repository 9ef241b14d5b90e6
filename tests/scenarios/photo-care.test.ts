import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { valueOf } from '#lib/domain/records/kinds.ts';
import { tendingGround } from '#lib/server/photos/tending-ground.ts';
import { tendPhotos } from '#lib/server/photos/tend-photos.ts';
import { Camera, jpegOf } from '../support/camera.ts';
import { DATABASES } from '../support/databases.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import { copyRecords } from '../support/older-copy.ts';
import type { Phone } from '../support/phone.ts';
import { TusProgram } from '../support/tus-program.ts';

const DAY_MS = 86_400_000;

describe.each(DATABASES)('the care of photos on %s', (kind) => {
	let district: District;
	let officer: Phone;
	let camera: Camera;
	let check: string;

	beforeEach(async () => {
		district = await District.open(kind);
		officer = await district.officerOf(MINH_CHAU);
		camera = new Camera(officer, district);
		check = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
	});
	afterEach(() => district.close());

	const tend = (how = {}) => tendPhotos(tendingGround(district.server), how);
	const folder = () => join(district.server.config.dataDir, 'photos');
	const take = (seed: number) => camera.take(MINH_CHAU, check, jpegOf(3_000, seed));
	const stored = (id: string) => officer.value(MINH_CHAU, 'photo', id, 'stored');

	async function tasks(of: Phone) {
		await of.sync();
		return (await of.records(MINH_CHAU))
			.filter((record) => record.kind === 'task')
			.map((task) => ({
				...valueOf(task, 'task', 'assignment')!,
				state: valueOf(task, 'task', 'progress')!.state
			}));
	}

	async function arrive(seed = 1): Promise<string> {
		const id = await take(seed);
		await officer.sync();
		await camera.send();
		await officer.sync();
		await camera.send();
		return id;
	}

	test('asks the owner of the phone once for what is missing after 14 days, and closes it when all has come', async () => {
		await take(1);
		await take(2);
		await officer.sync();
		district.nowMs += 14 * DAY_MS - 1;
		await tend();
		const office = await district.office();
		expect(await tasks(office)).toEqual([]);

		district.nowMs += 1;
		expect(await tend()).toMatchObject({ missing: 2 });
		const asked = {
			title: expect.stringMatching(/^2 ảnh chưa về tới huyện/),
			assignee: officer.person.id,
			criterion: 6,
			from: { kind: 'check', id: check },
			state: 'open'
		};
		expect(await tasks(office)).toEqual([expect.objectContaining(asked)]);
		expect(await tasks(officer)).toEqual([expect.objectContaining(asked)]);
		await tend();
		expect(await tasks(office)).toHaveLength(1);

		await camera.step();
		await camera.send();
		expect(await tend()).toMatchObject({ missing: 0 });
		expect(await tasks(officer)).toEqual([expect.objectContaining({ ...asked, state: 'done' })]);
		await tend();
		expect(await tasks(office)).toHaveLength(1);
	});

	test('asks for nothing that was taken out, or whose check was', async () => {
		const id = await take(1);
		const other = await officer.check(MINH_CHAU, '6.3', { part: 1, whole: 8 });
		await camera.take(MINH_CHAU, other, jpegOf(3_000, 3));
		await officer.save(MINH_CHAU, 'photo', id, { life: { voided: true, reason: 'nhầm' } });
		await officer.save(MINH_CHAU, 'check', other, { life: { voided: true, reason: 'nhầm' } });
		await officer.sync();
		district.nowMs += 20 * DAY_MS;
		await tend();
		expect(await tasks(officer)).toEqual([]);
	});

	test('takes away what no record has named for 30 days, the leftovers of uploads among it, and nothing else', async () => {
		const kept = await arrive();
		const program = new TusProgram(district, officer.person.id);
		const unnamed = officer.newId();
		const leftover = officer.newId();
		await program.begin({ photoId: unnamed, unitId: MINH_CHAU, bytes: jpegOf(3_000) });
		await program.thumb(unnamed, jpegOf(100));
		await program.part(unnamed, 0, jpegOf(1_000));
		await writeFile(join(folder(), `${leftover}.json`), '{"');
		await writeFile(join(folder(), 'thumbs', `${leftover}.new`), '');

		expect(await tend()).toMatchObject({ collected: 0 });
		district.nowMs += 30 * DAY_MS - 1;
		expect(await tend()).toMatchObject({ collected: 0 });
		district.nowMs += 1;
		expect(await tend()).toMatchObject({ collected: 2, lost: 0 });

		expect((await readdir(folder())).sort()).toEqual([kept, `${kept}.json`, 'thumbs']);
		expect(await readdir(join(folder(), 'thumbs'))).toEqual([kept]);
		expect((await program.get(kept)).status).toBe(200);
	});

	test('says of a complete photo that it is stored, should the server have been killed before it could', async () => {
		const id = await take(1);
		await officer.sync();
		const { photos } = district.server;
		const settle = photos.settle.bind(photos);
		photos.settle = () => Promise.reject(new Error('killed'));
		await camera.send();
		photos.settle = settle;

		expect(await tend()).toMatchObject({ found: 1 });
		await officer.sync();
		expect(await stored(id)).toBeTruthy();
	});

	test('notices a stored photo that is not here any more, tells the desk, and gets it again from the phone', async () => {
		const [lost, kept] = [await arrive(1), await arrive(2)];
		await rm(join(folder(), lost));
		expect(await tend()).toMatchObject({ lost: 1, isWrongPlace: false });

		const office = await district.office();
		const asked = { title: expect.stringMatching(/^1 ảnh huyện không còn giữ/), assignee: officer.person.id };
		expect(await tasks(office)).toEqual([expect.objectContaining({ ...asked, state: 'open' })]);
		await officer.sync();
		expect(await stored(lost)).toBeNull();
		expect(await stored(kept)).toBeTruthy();

		camera.kill();
		await camera.send();
		await officer.sync();
		expect(await stored(lost)).toBeTruthy();
		await tend();
		expect(await tasks(office)).toEqual([expect.objectContaining({ ...asked, state: 'done' })]);
	});

	test('a copy whose room was freed stays free; the desk is told all the same', async () => {
		const [lost] = [await arrive(1), await arrive(2)];
		await camera.free();
		await rm(join(folder(), lost));
		await tend();
		await officer.sync();
		camera.kill();
		expect(await camera.send()).toEqual({ kind: 'idle' });
		expect(await tasks(officer)).toEqual([expect.objectContaining({ state: 'open' })]);
	});

	test('a database put back to an older copy comes to say again what lies in the folder, though the phone has freed its room', async () => {
		const before = await copyRecords(district.server.database);
		const id = await arrive();
		await camera.free();
		await before.putBack();
		expect(await tend()).toMatchObject({ found: 0, lost: 0, collected: 0 });

		await officer.sync({ tries: 3 });
		expect(await officer.waiting()).toEqual([]);
		expect(await stored(id)).toBeUndefined();
		expect(await tend()).toMatchObject({ found: 1 });
		await officer.sync();
		expect(await stored(id)).toBeTruthy();
	});

	test('a database and a folder put back to an older copy get the photo again from a phone that has it', async () => {
		await arrive(1);
		const before = await copyRecords(district.server.database);
		const id = await arrive(2);
		await before.putBack();
		for (const name of [id, `${id}.json`, `thumbs/${id}`]) await rm(join(folder(), name));

		await officer.sync({ tries: 3 });
		camera.kill();
		await camera.send();
		await officer.sync();
		expect(await stored(id)).toBeTruthy();
		expect(await tend()).toMatchObject({ found: 0, missing: 0, lost: 0 });
	});

	test('says nothing when no photo at all is where it should be: that is another folder, until somebody says it is not', async () => {
		const id = await arrive();
		await rm(folder(), { recursive: true });
		expect(await tend()).toMatchObject({ lost: 1, isWrongPlace: true });
		await officer.sync();
		expect(await stored(id)).toBeTruthy();

		expect(await tend({ isLossCertain: true })).toMatchObject({ lost: 1, isWrongPlace: false });
		await officer.sync();
		expect(await stored(id)).toBeNull();
	});

	test('says nothing either when only what has come since lies in that other folder', async () => {
		const earlier = [await arrive(1), await arrive(2), await arrive(3)];
		await rm(folder(), { recursive: true });
		const since = await arrive(4);
		expect(await tend()).toMatchObject({ lost: 3, stored: 4, isWrongPlace: true });

		await officer.sync();
		for (const id of [...earlier, since]) expect(await stored(id)).toBeTruthy();
		expect(await tasks(officer)).toEqual([]);
	});
});
