import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Mishap, Phone } from '../support/phone.ts';

describe('what the sync line is told', () => {
	let district: District;
	let officer: Phone;

	beforeEach(async () => {
		district = await District.open();
		officer = await district.officerOf(MINH_CHAU);
		await officer.sync();
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
	});
	afterEach(() => district.close());

	const OFFLINE = { offlineSinceMs: expect.any(Number), isServerBusy: false };
	const BUSY = { offlineSinceMs: null, isServerBusy: true };
	const REACHED = { offlineSinceMs: null, isServerBusy: false };

	test.each<[string, Mishap, object]>([
		['no answer', 'request-lost', OFFLINE],
		['a page of the network’s own', 'garbage', OFFLINE],
		['a server that fails', 'server-error', BUSY]
	])('%s: whether there is a server', async (_, mishap, wanted) => {
		officer.goOnline(mishap, mishap);
		await officer.sync();
		expect(await officer.status()).toMatchObject(wanted);

		officer.goOnline();
		await officer.sync();
		expect(await officer.status()).toMatchObject(REACHED);
	});

	test('a network that is back counts, though the server still fails', async () => {
		officer.goOffline();
		await officer.sync();
		officer.goOnline(...Array.from({ length: 10 }, () => 'server-error' as const));
		await officer.sync();

		expect(await officer.status()).toMatchObject(BUSY);
	});

	test('a database that the browser has taken away is told, until the person signs in again', async () => {
		await officer.loseDatabase();
		await officer.sync();
		expect(await officer.status()).toMatchObject({ trouble: 'cleared' });
		expect(officer.failures).toEqual([]);

		await officer.signInAgain();
		await officer.sync();
		expect(await officer.status()).toMatchObject({ trouble: null });
	});

	test('a device that fails by itself is not offline', async () => {
		officer.store.transact = () => Promise.reject(new Error('the disk is broken'));
		await officer.sync();

		expect(officer.failures.length).toBeGreaterThan(0);
		expect(await officer.status()).toMatchObject(REACHED);
	});
});
