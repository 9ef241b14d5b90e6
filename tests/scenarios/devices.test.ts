import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchContacts } from '#lib/local/devices/fetch-contacts.ts';
import { DATABASES } from '../support/databases.ts';
import { DAN_LY, District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';
import { Program } from '../support/program.ts';

const DAY_MS = 86_400_000;

describe.each(DATABASES)('what phones have not sent, with the server on %s', (kind) => {
	let district: District;
	let officer: Phone;
	let office: Phone;

	beforeEach(async () => {
		district = await District.open(kind);
		officer = await district.officerOf(MINH_CHAU);
		office = await district.office();
		await officer.sync();
	});
	afterEach(() => district.close());

	const seenBy = (phone: Phone) => fetchContacts((path, init) => district.answer(phone.person.id, path, init));

	test('is what the phone said when it last asked, with the day of its oldest', async () => {
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		const savedAtMs = district.nowMs;
		district.nowMs += 4 * DAY_MS;
		await officer.check(MINH_CHAU, '9.1', { value: 2 });
		officer.goOnline('server-error');
		await officer.sync();

		expect(await seenBy(office)).toEqual([
			{
				personId: officer.person.id,
				units: [MINH_CHAU],
				seenAt: new Date(district.nowMs).toISOString(),
				pending: { changes: 2, items: 2, photos: 0, oldest: savedAtMs }
			}
		]);
	});

	test('the day of its oldest is one of the server’s calendar, on a phone that stands in another year', async () => {
		const now = district.nowMs - 365 * DAY_MS;
		const phone = new Program(district, officer.person.id, 'phone002');
		await phone.pull({ now, pending: { changes: 1, photos: 0, oldest: now - 4 * DAY_MS } });

		const [oldest] = (await seenBy(office))!.flatMap(({ pending }) => (pending.changes > 0 ? pending.oldest : []));
		expect(oldest).toBe(district.nowMs - 4 * DAY_MS);
	});

	test('is nothing once everything has arrived', async () => {
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await officer.sync({ tries: 2 });

		expect(await seenBy(office)).toMatchObject([{ pending: { changes: 0, oldest: null } }]);
	});

	test('an old phone that still has work is seen beside the new one', async () => {
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		officer.goOnline('server-error');
		await officer.sync();
		district.nowMs += 60_000;
		const next = await district.officerOf(MINH_CHAU);
		await next.sync();

		expect((await seenBy(office))?.map(({ pending }) => pending.changes).sort()).toEqual([0, 1]);
	});

	test('officers see no other’s phone, and a leader of elsewhere none of this district', async () => {
		const neighbour = await district.officerOf(DAN_LY);
		const elsewhere = await district.phoneOf('lanh-dao', 'leader', []);

		expect(await seenBy(neighbour)).toEqual([]);
		expect(await seenBy(elsewhere)).toEqual([]);
	});
});
