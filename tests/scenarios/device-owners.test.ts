import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { fetchContacts } from '#lib/local/devices/fetch-contacts.ts';
import { DATABASES } from '../support/databases.ts';
import { MINH_CHAU, type District } from '../support/district.ts';
import { openWithPrograms, Program } from '../support/program.ts';

const nothing = { cursors: {}, pending: { changes: 0, photos: 0, oldest: null } };

describe.each(DATABASES)('a device belongs to whom it was first met with, on %s', (kind) => {
	let district: District;
	let officer: Program;
	let forger: Program;

	beforeEach(async () => {
		({ district, officer } = await openWithPrograms(kind));
		await district.hire('ke-gian', 'commune_officer', [MINH_CHAU]);
		forger = new Program(district, 'ke-gian', 'phone666');
		await officer.pull(nothing);
	});
	afterEach(() => district.close());

	const asOf = (device: string, change: Change): Change => ({ ...change, device });

	test.each([
		['another person', 'phone001'],
		['the server', '00server']
	])('what bears the device of %s is refused, and the others of the batch are taken', async (_, device) => {
		const { receipts } = await forger.push([asOf(device, forger.checkOf('9.1')), forger.checkOf('6.3')]);

		expect(receipts).toMatchObject([{ r: 'refused', code: 'id-reuse' }, { r: 'ok' }]);
		expect(await district.log(MINH_CHAU)).toHaveLength(1);
	});

	test('numbers that somebody has tried to use up are the owner’s all the same', async () => {
		const mine = [1, 2, 3].map(() => officer.checkOf('9.1'));
		await forger.push(mine.map(({ n }) => ({ ...forger.checkOf('6.3'), device: officer.device, n })));
		const answer = await officer.push(mine);

		expect(answer.receipts).toMatchObject([{ r: 'ok' }, { r: 'ok' }, { r: 'ok' }]);
		expect(answer).not.toHaveProperty('device');
		expect(answer.records).toEqual([]);
	});

	test('a phone whose id is somebody else’s gets a new one, and what it wrote is sent anew by its person', async () => {
		const phone = await district.officerOf(MINH_CHAU);
		const { clock } = await phone.store.transact('strict', async (tx) => {
			const before = (await tx.meta('clock'))!;
			await tx.putMeta('clock', { ...before, device: officer.device });
			return { clock: before };
		});
		expect(clock.device).not.toBe(officer.device);
		await phone.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await phone.sync();
		const { items } = await phone.attention();
		expect(items).toMatchObject([{ code: 'id-reuse' }]);
		await phone.resend(items[0]!.id);
		await phone.sync();

		expect(await phone.waiting()).toEqual([]);
		expect((await phone.attention()).items).toEqual([]);
		expect(await district.log(MINH_CHAU)).toHaveLength(1);
	});

	test('what a person wrote before their device got another id is taken with the old one', async () => {
		const later = new Program(district, 'can-bo', 'phone002');
		await later.pull(nothing);

		expect((await later.push([officer.checkOf('9.1'), later.checkOf('6.3')])).receipts).toMatchObject([
			{ r: 'ok' },
			{ r: 'ok' }
		]);
	});

	test('what somebody says of another’s device is not believed', async () => {
		const pending = { changes: 99, photos: 9, oldest: null };
		await new Program(district, 'ke-gian', officer.device).pull({ ...nothing, pending });

		const rows = await district.server.database.read.selectFrom('device').select(['id', 'person_id']).execute();
		expect(rows).toEqual([{ id: officer.device, person_id: 'can-bo' }]);
	});

	test('devices that somebody invents do not fill the desk, nor the database', async () => {
		const pending = { changes: 3, photos: 0, oldest: null };
		const named = (index: number) => `made${String(index).padStart(4, '0')}`;
		for (let index = 0; index < 8; index++) {
			await new Program(district, 'ke-gian', named(index)).pull({ ...nothing, pending });
		}
		for (const first of [100, 300]) {
			await forger.push(Array.from({ length: 200 }, (_, at) => asOf(named(first + at), forger.checkOf('9.1'))));
		}
		const seen = await fetchContacts((path, init) => district.answer('van-phong', path, init));
		const { count } = await district.server.database.read
			.selectFrom('device')
			.select(({ fn }) => fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();

		expect(seen?.filter(({ personId }) => personId === 'ke-gian')).toHaveLength(5);
		expect(seen?.filter(({ personId }) => personId === 'can-bo')).toHaveLength(1);
		expect(Number(count)).toBeLessThan(300);
	});
});
