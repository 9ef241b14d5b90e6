import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from '../support/databases.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

const DAY_MS = 86_400_000;

describe.each(DATABASES)('a device that does not hold what the server holds, with the server on %s', (kind) => {
	let district: District;
	let officer: Phone;
	let office: Phone;

	beforeEach(async () => {
		district = await District.open(kind);
		officer = await district.officerOf(MINH_CHAU);
		office = await district.office();
	});
	afterEach(() => district.close());

	/** A check that reaches the server and the office. */
	async function checkComes(): Promise<string> {
		const checkId = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await officer.sync();
		await office.sync();
		return checkId;
	}
	const measured = (checkId: string) => office.value(MINH_CHAU, 'check', checkId, 'measurement');

	test('notices by counting, and fetches the unit again', async () => {
		const lost = await checkComes();
		await office.db.record.delete([MINH_CHAU, 'check', lost]);
		district.nowMs += DAY_MS;
		const next = await checkComes();
		await office.sync();

		expect(office.doubted).toEqual([MINH_CHAU]);
		expect(await measured(lost)).toMatchObject({ part: 7, whole: 8 });
		expect(await measured(next)).toMatchObject({ part: 7, whole: 8 });
	});

	test('notices a value that another took the place of', async () => {
		const spoilt = await checkComes();
		const record = (await office.db.record.get([MINH_CHAU, 'check', spoilt]))!;
		record.registers['measurement']!.change = 'not-the-one';
		record.registers['measurement']!.value = { on: '2018-11-05', part: 1, whole: 8, met: 'not_met' };
		await office.db.record.put(record);
		district.nowMs += DAY_MS;
		await checkComes();
		await office.sync();

		expect(office.doubted).toEqual([MINH_CHAU]);
		expect(await measured(spoilt)).toMatchObject({ part: 7 });
	});

	test('sends once more what it had sent, and the server takes nothing twice', async () => {
		const lost = await checkComes();
		await officer.db.record.delete([MINH_CHAU, 'check', lost]);
		district.nowMs += DAY_MS;
		await office.check(MINH_CHAU, '6.3', { part: 8, whole: 8 });
		await office.sync();
		await officer.sync({ tries: 2 });

		expect(officer.doubted).toEqual([MINH_CHAU]);
		expect(await officer.waiting()).toEqual([]);
		expect(await officer.attention()).toMatchObject({ items: [] });
		expect(await district.log(MINH_CHAU)).toHaveLength(2);
	});

	test('counts once a day, not at every answer', async () => {
		await checkComes();
		const lost = await checkComes();
		await office.db.record.delete([MINH_CHAU, 'check', lost]);
		await checkComes();

		expect(office.doubted).toEqual([]);
		expect(await measured(lost)).toBeUndefined();
	});

	test('never finds anything in an ordinary week, with work unsent and work of others', async () => {
		for (let day = 0; day < 7; day++) {
			officer.goOffline();
			await officer.check(MINH_CHAU, '6.3', { part: day, whole: 8 });
			await office.check(MINH_CHAU, '9.1', { value: day });
			await office.sync();
			officer.goOnline();
			await officer.sync();
			await office.sync();
			district.nowMs += DAY_MS;
		}

		expect([...officer.doubted, ...office.doubted]).toEqual([]);
		expect(await office.records(MINH_CHAU)).toHaveLength(14);
	});
});
