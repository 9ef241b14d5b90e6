import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from '../../../../tests/support/databases.ts';
import { Camera, jpegOf } from '../../../../tests/support/camera.ts';
import { DAN_LY, District, MINH_CHAU } from '../../../../tests/support/district.ts';
import { isPageOpen, readOpenPages, readTurn, setPageOpen } from './open-pages.ts';
import { answerPublicPhoto } from './public-photos.ts';
import { countVisit, isVisitor, readVisits } from './visits.ts';

const HUYEN = '397';

describe.each(DATABASES)('the page for everybody, on %s', (kind) => {
	let district: District;
	beforeEach(async () => {
		district = await District.open(kind);
	});
	afterEach(() => district.close());

	test('is closed until an administrator opens it, and is opened for districts alone', async () => {
		const { database } = district.server;
		const turn = (unitId: string, isOpen: boolean) => setPageOpen(database, { unitId, isOpen, nowMs: 0 });
		expect(await isPageOpen(database, HUYEN)).toBe(false);

		expect(await turn(HUYEN, true)).toBe(true);
		expect(await turn(HUYEN, true)).toBe(true);
		expect(await readOpenPages(database)).toMatchObject([{ unit: { id: HUYEN }, isOpen: true }]);
		expect(await turn(MINH_CHAU, true)).toBe(false);
		expect(await turn('no-such', true)).toBe(false);

		await turn(HUYEN, false);
		expect(await isPageOpen(database, HUYEN)).toBe(false);
	});

	test('counts visits by day, and nothing else', async () => {
		const { database } = district.server;
		const visit = (day: string, times: number) =>
			Promise.all(Array.from({ length: times }, () => countVisit(database, { unitId: HUYEN, day })));
		await visit('2018-10-31', 1);
		await visit('2018-11-01', 2);
		await visit('2018-11-04', 3); // a Sunday
		await visit('2018-11-05', 4);

		expect(await readVisits(database, { unitId: HUYEN, day: '2018-11-05' })).toEqual({
			today: 4,
			yesterday: 3,
			week: 4,
			month: 9,
			all: 10
		});
	});

	test('shows what the communes have recorded, counts only what changed, and names nobody', async () => {
		const office = await district.office('ba-lan');
		const show = () => district.server.publicDistricts.read(HUYEN);
		for (const unit of [MINH_CHAU, DAN_LY])
			await office.save(unit, 'target', 'target', { registration: { year: 2018, basis: 'Ông Nam ký' } });
		await office.save(MINH_CHAU, 'dossier', 'dossier:6', { plan: { owner: 'Bà Hoa' } });
		await office.save(MINH_CHAU, 'task', office.newId(), {
			assignment: { title: 'Gặp ông Nam', assignee: 'ba-lan', dueOn: '2018-11-20' }
		});
		await office.sync();

		const first = (await show())!;
		expect(first.communes.map(({ unit }) => unit.id).sort()).toEqual([MINH_CHAU, DAN_LY].sort());
		expect(await show()).toBe(first);

		await office.save(DAN_LY, 'tally', 'tally', { departments: { sent: 8, inspected: 5, on: '2018-11-02' } });
		await office.sync();
		const second = (await show())!;
		const of = (shown: typeof first, unitId: string) =>
			shown.communes.find(({ unit }) => unit.id === unitId)!.progress;
		expect(of(second, DAN_LY).departments).toMatchObject({ sent: 8, inspected: 5 });
		expect(of(second, MINH_CHAU)).toBe(of(first, MINH_CHAU));
		expect(second.version).not.toBe(first.version);
		expect(second.figuresOn).toBe('2018-11-02');

		expect(JSON.stringify(second)).not.toMatch(/ba-lan|Bà Hoa|[Ôô]ng Nam/);
		expect(await district.server.publicDistricts.read('no-such')).toBeUndefined();
	});

	test('shows the photos that the district chose, and of those only what has arrived, without what the camera told', async () => {
		const officer = await district.officerOf(MINH_CHAU);
		const office = await district.office();
		await office.save(MINH_CHAU, 'target', 'target', { registration: { year: 2018, basis: 'district_plan' } });
		const check = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		const camera = new Camera(officer, district);
		const chosen = await camera.take(MINH_CHAU, check, jpegOf(3_000));
		await officer.sync();
		await camera.send();
		await officer.sync();
		await camera.take(MINH_CHAU, check, jpegOf(3_000, 2));
		await officer.sync();
		await camera.send();
		const late = await new Camera(officer, district).take(MINH_CHAU, check, jpegOf(3_000, 3));
		await officer.sync();
		await office.sync();

		const shown = { shown: { text: 'Nhà văn hóa thôn 3', on: '2018-11-05' } };
		for (const id of [chosen, late]) await office.save(MINH_CHAU, 'photo', id, shown);
		await office.sync();
		const page = async () => (await district.server.publicDistricts.read(HUYEN))!.photos;
		expect(await page()).toMatchObject([
			{ id: chosen, text: 'Nhà văn hóa thôn 3', takenOn: '2018-11-05', commune: { id: MINH_CHAU } }
		]);
		const answer = (isThumb: boolean) =>
			answerPublicPhoto(district.server, { unitId: MINH_CHAU, id: chosen, isThumb });
		expect((await answer(false))!.headers.get('content-type')).toBe('image/jpeg');
		expect((await (await answer(true))!.arrayBuffer()).byteLength).toBeLessThanOrEqual(2_000);

		await office.save(MINH_CHAU, 'photo', chosen, { shown: null });
		await office.sync();
		expect(await page()).toEqual([]);
	});
});

test('programs that name themselves are no visitors', () => {
	expect(isVisitor('Mozilla/5.0 (Linux; Android 9) Chrome/120 Mobile Safari/537.36')).toBe(true);
	for (const program of [
		'Googlebot/2.1',
		'facebookexternalhit/1.1',
		'curl/8.5',
		'TelegramBot (like TwitterBot)',
		null
	])
		expect(isVisitor(program)).toBe(false);
});

test('a switch names a district and a state', () => {
	expect(readTurn({ unitId: HUYEN, isOpen: true })).toEqual({ unitId: HUYEN, isOpen: true });
	expect(readTurn({ unitId: HUYEN })).toBeUndefined();
	expect(readTurn('on')).toBeUndefined();
});
