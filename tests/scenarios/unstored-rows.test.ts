import { afterEach, beforeEach, expect, test } from 'vitest';
import { countUnstored } from '#lib/local/replica/unstored-rows.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

const DAY_MS = 86_400_000;

let district: District;
let author: Phone;
let phone: Phone;
let deep: string;
let plain: string;

/** One of two checks holds what no browser can copy: an earlier server took it. */
beforeEach(async () => {
	district = await District.open();
	author = await district.officerOf(MINH_CHAU, 'tac-gia');
	phone = await district.officerOf(MINH_CHAU);
	plain = await author.check(MINH_CHAU, '9.1', { value: 1 });
	deep = await author.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
	await author.check(MINH_CHAU, '15.1', { value: 3 });
	await author.sync();
	await nest(deep, 5_500);
});
afterEach(() => district.close());

async function nest(recordId: string, depth: number): Promise<void> {
	const { write } = district.server.database;
	const stored = await write.selectFrom('record').selectAll().where('id', '=', recordId).executeTakeFirstOrThrow();
	const registers = stored.registers.replace(
		/"met":/,
		`"later":${'{"in":'.repeat(depth)}{}${'}'.repeat(depth)},"met":`
	);
	await write.updateTable('record').set({ registers }).where('id', '=', recordId).execute();
}

const isHere = async (recordId: string): Promise<boolean> =>
	(await phone.record(MINH_CHAU, 'check', recordId)) !== undefined;

test('a record that the browser cannot store is set aside, told and counted; the others come, and what is written goes', async () => {
	await phone.check(MINH_CHAU, '9.2', { value: 5 });
	await phone.sync({ tries: 2 });

	expect(await isHere(deep)).toBe(false);
	expect(await isHere(plain)).toBe(true);
	expect(await phone.records(MINH_CHAU)).toHaveLength(3);
	expect(await phone.waiting()).toEqual([]);
	expect(phone.unstored).toEqual([{ unitId: MINH_CHAU, kind: 'check', recordId: deep }]);
	expect(await countUnstored(phone.db)).toBe(1);
	expect(await phone.status()).toMatchObject({ offlineSinceMs: null, trouble: null });
	expect(phone.failures).toEqual([]);
});

test('what is written later comes too, and nothing is fetched anew for the one that is missing', async () => {
	await phone.sync({ tries: 2 });
	for (let day = 0; day < 3; day++) {
		district.nowMs += DAY_MS;
		await author.check(MINH_CHAU, '6.1', { value: day });
		await author.sync();
		await phone.sync();
	}

	expect(await phone.records(MINH_CHAU)).toHaveLength(5);
	expect(phone.doubted).toEqual([]);
	expect(phone.unstored).toHaveLength(1);
});

test('it comes when somebody has written it anew, and is counted no more', async () => {
	await phone.sync();
	district.nowMs += 60_000;
	await author.save(MINH_CHAU, 'check', deep, {
		measurement: { on: '2018-11-05', met: 'not_met', part: 8, whole: 8 }
	});
	await author.sync();
	await phone.sync();

	expect(await phone.value(MINH_CHAU, 'check', deep, 'measurement')).toMatchObject({ part: 8 });
	expect(await countUnstored(phone.db)).toBe(0);
});

test('a later version of the program tries again by itself', async () => {
	await phone.sync();
	const { write } = district.server.database;
	const { registers } = await write.selectFrom('record').selectAll().where('id', '=', deep).executeTakeFirstOrThrow();
	const storable = registers.replace(/"later":.*?\}\}+,/, '');
	await write.updateTable('record').set({ registers: storable }).where('id', '=', deep).execute();
	await phone.sync();
	expect(await isHere(deep)).toBe(false);

	phone.app = 'test 2';
	await phone.kill();
	await phone.sync();

	expect(await isHere(deep)).toBe(true);
	expect(await countUnstored(phone.db)).toBe(0);
	expect(phone.doubted).toEqual([]);
});

test('an answer that brings such a record takes its receipts with it all the same', async () => {
	await nest(plain, 5_500);
	await author.save(MINH_CHAU, 'check', plain, { subject: { indicator: '9.9' } });
	await author.check(MINH_CHAU, '6.1', { value: 4 });
	await author.sync();

	expect(await author.waiting()).toEqual([]);
	expect((await author.attention()).items).toMatchObject([{ code: 'invalid', recordId: plain }]);
	expect(author.failures).toEqual([]);
});
