import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from '../support/databases.ts';
import { DAN_LY, District, MINH_CHAU, progressOn } from '../support/district.ts';

describe.each(DATABASES)('the main job, with the server on %s', (kind) => {
	let district: District;

	beforeEach(async () => {
		district = await District.open(kind);
	});
	afterEach(() => district.close());

	test('a check recorded without network reaches the district once, however often it is sent', async () => {
		const officer = await district.officerOf(MINH_CHAU);
		const office = await district.office();
		officer.goOffline();
		const checkId = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await officer.sync();
		expect(await officer.waiting()).toHaveLength(1);

		officer.goOnline('answer-lost', 'answer-lost', 'request-lost', 'request-lost');
		await officer.sync({ tries: 4 });
		await office.sync();

		expect(await officer.waiting()).toEqual([]);
		expect(await district.log(MINH_CHAU)).toHaveLength(1);
		expect(await office.value(MINH_CHAU, 'check', checkId, 'measurement')).toMatchObject({ part: 7, whole: 8 });
	});

	test('what a phone had saved is still there and still sent after the app was killed', async () => {
		const officer = await district.officerOf(MINH_CHAU);
		officer.goOffline();
		await officer.check(MINH_CHAU, '9.1', { value: 2 });
		await officer.kill();
		officer.goOnline();
		await officer.sync();

		expect(await officer.waiting()).toEqual([]);
		expect(await district.records(MINH_CHAU)).toMatchObject([{ kind: 'check' }]);
	});

	test("a department's visit turns up on the desk: findings, remark, conclusion and one department more", async () => {
		const officer = await district.officerOf(MINH_CHAU);
		const office = await district.office();
		await office.save(MINH_CHAU, 'target', 'target', { registration: { year: 2018, basis: 'district_plan' } });
		await office.sync();
		officer.goOffline();
		const visit = officer.newId();
		await officer.save(MINH_CHAU, 'visit', visit, {
			opening: {
				purpose: 'department',
				department: 'so-vhttdl',
				on: '2018-11-05',
				startedAt: '2018-11-05T01:30:00.000Z',
				criteria: [6, 16]
			}
		});
		await officer.save(MINH_CHAU, 'finding', `finding:${visit}:6`, { verdict: { verdict: 'needs_work' } });
		await officer.save(MINH_CHAU, 'visit', visit, {
			conclusion: { text: 'Bổ sung biên bản', closedAt: '2018-11-05T03:00:00.000Z' }
		});
		await officer.save(MINH_CHAU, 'appraisal', 'appraisal:so-vhttdl', {
			inspected: { on: '2018-11-05', visitId: visit }
		});
		officer.goOnline();
		await officer.sync();
		await office.sync();

		const desk = progressOn(await office.recordsByUnit(), await district.referenceFor('van-phong'));
		expect(desk.communes).toMatchObject([{ unitId: MINH_CHAU, departments: { inspected: 1 } }]);
		expect(await office.value(MINH_CHAU, 'visit', visit, 'conclusion')).toMatchObject({ text: 'Bổ sung biên bản' });
	});

	test('completing a dossier turns the cell and the figure on the desk', async () => {
		const officer = await district.officerOf(MINH_CHAU);
		const office = await district.office();
		await office.save(MINH_CHAU, 'target', 'target', { registration: { year: 2018, basis: 'district_plan' } });
		await office.save(MINH_CHAU, 'tally', 'tally', { dossiers: { complete: 5, common: null, on: '2018-11-02' } });
		await office.sync();
		await officer.sync();
		for (const n of [1, 4, 8, 14, 18, 19]) {
			await officer.save(MINH_CHAU, 'dossier', `dossier:${n}`, {
				state: { state: 'complete', on: '2018-11-05' }
			});
		}
		await officer.sync();
		await office.sync();

		const desk = progressOn(await office.recordsByUnit(), await district.referenceFor('van-phong'));
		expect(desk.communes[0]!.dossiers).toEqual({ complete: 6, total: 19 });
		expect(desk.communes[0]!.criteria.find(({ criterion }) => criterion === 18)!.state).toBe('ready');
	});

	test("another commune's officer can neither read nor write Minh Châu", async () => {
		const officer = await district.officerOf(MINH_CHAU);
		const stranger = await district.officerOf(DAN_LY);
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await officer.sync();

		await stranger.check(MINH_CHAU, '6.3', { part: 0, whole: 8 });
		await stranger.sync();

		expect(await stranger.records(MINH_CHAU)).toEqual([]);
		const { items } = await stranger.attention();
		expect(items).toMatchObject([{ kind: 'check' }]);
		// Which of the two is said depends on whose answer came first, the push's or the pull's.
		expect(['forbidden', 'scope-lost']).toContain(items[0]!.code);
		expect(await district.log(MINH_CHAU)).toHaveLength(1);
	});

	test('two people who start the same dossier without network meet in one record, and both are told', async () => {
		const first = await district.officerOf(MINH_CHAU, 'ba-hoa');
		const second = await district.officerOf(MINH_CHAU, 'ong-nam');
		first.goOffline();
		second.goOffline();
		await first.save(MINH_CHAU, 'dossier', 'dossier:6', { state: { state: 'preparing' } });
		district.nowMs += 60_000;
		await second.save(MINH_CHAU, 'dossier', 'dossier:6', { state: { state: 'complete', on: '2018-11-05' } });
		second.goOnline();
		await second.sync();
		first.goOnline();
		await first.sync();
		await second.sync();

		for (const phone of [first, second]) {
			expect(await phone.value(MINH_CHAU, 'dossier', 'dossier:6', 'state')).toEqual({
				state: 'complete',
				on: '2018-11-05'
			});
			const conflicts = (await phone.records(MINH_CHAU)).filter((record) => record.kind === 'conflict');
			expect(conflicts).toHaveLength(1);
			expect(conflicts[0]!.registers['clash']!.value).toMatchObject({
				winner: { by: 'ong-nam', value: { state: 'complete' } },
				loser: { by: 'ba-hoa', value: { state: 'preparing' } }
			});
		}
	});

	test('a phone whose clock is a year behind still wins with what it wrote on top of what it saw', async () => {
		const office = await district.office();
		const officer = await district.officerOf(MINH_CHAU);
		const colleague = await district.officerOf(MINH_CHAU, 'dong-nghiep');
		const id = await colleague.check(MINH_CHAU, '9.1', { value: 4 });
		await colleague.sync();
		await officer.sync();
		officer.clockOffMs = -365 * 86_400_000;
		district.nowMs += 60_000;
		await officer.save(MINH_CHAU, 'check', id, { measurement: { on: '2018-11-05', value: 2, met: 'not_met' } });
		await officer.sync();
		await office.sync();

		expect(await office.value(MINH_CHAU, 'check', id, 'measurement')).toMatchObject({ value: 2 });
		expect((await office.records(MINH_CHAU)).filter((record) => record.kind === 'conflict')).toEqual([]);
	});

	test('an answer that is no answer leaves everything in the outbox', async () => {
		const officer = await district.officerOf(MINH_CHAU);
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		for (const mishap of ['garbage', 'server-error', 'request-lost', 'cut'] as const) {
			officer.goOnline(...Array<typeof mishap>(12).fill(mishap));
			await officer.sync();
			expect(await officer.waiting()).toHaveLength(1);
		}
		officer.goOnline();
		await officer.sync();

		expect(await officer.waiting()).toEqual([]);
		expect(await district.log(MINH_CHAU)).toHaveLength(1);
	});
});
