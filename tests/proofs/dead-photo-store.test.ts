import { describe, expect, test } from 'vitest';
import { isVoided } from '#lib/domain/records/kinds.ts';
import { Camera, jpegOf } from '../support/camera.ts';
import { DATABASES } from '../support/databases.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import { TusProgram } from '../support/tus-program.ts';

const DAY_MS = 86_400_000;
const DAYS = 7;
const PHOTOS_A_DAY = 4;

describe.each(DATABASES)('on %s', (kind) => {
	test('records flow both ways for a week in which no photo can be stored; then all photos arrive', async () => {
		const district = await District.open(kind);
		const officer = await district.officerOf(MINH_CHAU);
		const office = await district.office();
		// What an endpoint throws is answered with 500.
		const camera = new Camera(officer, {
			answer: (...asked) => district.answer(...asked).catch(() => new Response(null, { status: 500 }))
		});
		const { photos } = district.server;
		const alive = photos.files;
		const dead = () => Promise.reject(new Error('the disk of the photos does not answer'));
		Object.assign(photos, {
			files: {
				...alive,
				store: alive.store,
				find: dead,
				read: dead,
				thumb: dead,
				keepThumb: dead,
				freeBytes: dead
			}
		});

		const taken: string[] = [];
		for (let day = 0; day < DAYS; day++) {
			const check = await officer.check(MINH_CHAU, '6.3', { part: day, whole: 8 });
			for (let photo = 0; photo < PHOTOS_A_DAY; photo++)
				taken.push(await camera.take(MINH_CHAU, check, jpegOf(3_000, taken.length + 1)));
			await officer.sync();
			expect(await camera.send()).toMatchObject({ kind: 'later' });
			expect(await officer.waiting()).toEqual([]);

			await office.sync();
			const shown = await office.records(MINH_CHAU);
			expect(shown.filter((record) => record.kind === 'photo' && !isVoided(record))).toHaveLength(taken.length);
			const judged = (await office.record(MINH_CHAU, 'check', check))!.registers['measurement']!.change;
			const of = { kind: 'check', id: check };
			const review = office.newId();
			await office.save(MINH_CHAU, 'review', review, {
				verdict: { of, judged, verdict: 'returned', on: '2018-11-05', note: 'chờ ảnh' }
			});
			await office.sync();
			await officer.sync();
			expect(await officer.record(MINH_CHAU, 'review', review)).toBeDefined();
			expect(await camera.free()).toBe(0);
			district.nowMs += DAY_MS;
		}

		Object.assign(photos, { files: alive });
		await camera.send();
		await officer.sync();
		await camera.send();
		const program = new TusProgram(district, office.person.id);
		for (const id of taken) {
			expect((await program.get(id)).status).toBe(200);
			expect(await officer.value(MINH_CHAU, 'photo', id, 'stored')).toBeTruthy();
		}
		expect(await camera.store.unstored()).toEqual([]);
		await district.close();
	});
});
