import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseReading } from '#lib/domain/changes/clock.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const YEAR_MS = 365 * 24 * HOUR_MS;

const state = (word: string) => ({ state: { state: word, on: '2018-11-05' } });

describe('phones whose clocks are wrong', () => {
	let district: District;
	let wrong: Phone;
	let right: Phone;

	beforeEach(async () => {
		district = await District.open();
		wrong = await district.officerOf(MINH_CHAU, 'hoa');
		right = await district.officerOf(MINH_CHAU, 'nam');
		await right.sync();
	});
	afterEach(() => district.close());

	const write = (phone: Phone, word: string) => phone.save(MINH_CHAU, 'dossier', 'dossier:9', state(word));
	const standing = async () => (await district.records(MINH_CHAU)).find(({ id }) => id === 'dossier:9')!.registers;
	const madeAt = async () => parseReading((await standing())['state']!.stamp).ms;

	describe.each([
		['2 h fast', 2 * HOUR_MS],
		['3 h slow', -3 * HOUR_MS],
		['a year ahead', YEAR_MS],
		['a year behind', -YEAR_MS]
	])('%s', (_, offMs) => {
		describe.each([
			['measured', true],
			['not yet measured', false]
		])('and this %s', (__, isMeasured) => {
			beforeEach(async () => {
				wrong.clockOffMs = offMs;
				if (isMeasured) await wrong.sync();
			});

			test('the later edit stands when it is that phone’s', async () => {
				await write(right, 'preparing');
				district.nowMs += 10 * MINUTE_MS;
				const later = await write(wrong, 'complete');
				const laterMs = district.nowMs;
				district.nowMs += 30 * MINUTE_MS;
				await wrong.sync();
				await right.sync();

				expect((await standing())['state']!.change).toBe(later);
				expect(await madeAt()).toBe(laterMs);
			});

			test('the later edit stands when it is the other phone’s', async () => {
				await write(wrong, 'complete');
				district.nowMs += 10 * MINUTE_MS;
				const later = await write(right, 'preparing');
				district.nowMs += 30 * MINUTE_MS;
				await right.sync();
				await wrong.sync();

				expect((await standing())['state']!.change).toBe(later);
			});
		});

		test('what was saved before the first answer and fetched for before it is sent bears the time at which it was made', async () => {
			wrong.clockOffMs = offMs;
			await write(wrong, 'complete');
			const madeMs = district.nowMs;
			district.nowMs += 10 * MINUTE_MS;
			wrong.goOnline('request-lost');
			await wrong.sync();
			await wrong.sync();

			expect(await madeAt()).toBe(madeMs);
		});
	});

	test('a phone that stood in 1970 for a while, and was set before it could send, comes after what it had fetched', async () => {
		await write(right, 'preparing');
		await right.sync();
		await wrong.sync();
		const heardMs = district.nowMs;
		district.nowMs += HOUR_MS;
		wrong.clockOffMs = 40 * MINUTE_MS - district.nowMs;
		const later = await write(wrong, 'complete');
		wrong.clockOffMs = 0;
		await wrong.sync();

		expect((await standing())['state']!.change).toBe(later);
		expect(await madeAt()).toBeGreaterThanOrEqual(heardMs);
	});

	test('what an earlier version of the program left unsent bears the time at which it was saved', async () => {
		wrong.clockOffMs = 2 * HOUR_MS;
		await wrong.sync();
		await write(wrong, 'complete');
		const madeMs = district.nowMs;
		const [row] = await wrong.db.outbox.toArray();
		const { made: _, ...change } = row!.change;
		await wrong.db.outbox.put({ ...row!, change });
		district.nowMs += 10 * MINUTE_MS;
		await wrong.sync();

		expect(await madeAt()).toBe(madeMs);
	});
});
