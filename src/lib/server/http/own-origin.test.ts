import { describe, expect, test } from 'vitest';
import { isFromForeignPage, ownOrigins } from './own-origin.ts';

const ORIGIN = 'https://nongthonmoi.example.vn';

const call = (headers: Record<string, string>, method = 'POST') =>
	new Request('https://nongthonmoi.example.vn/api/push', { method, headers });

describe('a call', () => {
	test('of our own page or of a program is ours', () => {
		expect(isFromForeignPage(call({ origin: ORIGIN, 'sec-fetch-site': 'same-origin' }), ORIGIN)).toBe(false);
		expect(isFromForeignPage(call({}), ORIGIN)).toBe(false);
	});

	test('of another site, or of another host of the same domain, is foreign', () => {
		expect(isFromForeignPage(call({ origin: 'https://evil.example' }), ORIGIN)).toBe(true);
		expect(isFromForeignPage(call({ origin: 'https://other.example.vn' }), ORIGIN)).toBe(true);
		expect(isFromForeignPage(call({ origin: 'http://nongthonmoi.example.vn' }), ORIGIN)).toBe(true);
		expect(isFromForeignPage(call({ origin: 'null' }), ORIGIN)).toBe(true);
		expect(isFromForeignPage(call({ 'sec-fetch-site': 'cross-site' }), ORIGIN)).toBe(true);
	});

	test('that only reads changes nothing, so anybody may make it', () => {
		expect(isFromForeignPage(call({ origin: 'https://evil.example' }, 'GET'), ORIGIN)).toBe(false);
	});

	test('of a page opened under the address it calls is ours, even when the configuration names another', () => {
		const fromPhone = { origin: 'http://192.168.1.5:4173', host: '192.168.1.5:4173' };

		expect(isFromForeignPage(call(fromPhone), 'http://localhost:4173')).toBe(false);
		expect(isFromForeignPage(call({ ...fromPhone, host: 'localhost:4173' }), 'http://localhost:4173')).toBe(true);
	});

	test('of a local server comes under each of its names', () => {
		expect(ownOrigins('http://localhost:4173')).toEqual([
			'http://localhost:4173',
			'http://127.0.0.1:4173',
			'http://[::1]:4173'
		]);
		expect(ownOrigins(`${ORIGIN}/`)).toEqual([ORIGIN]);
	});
});
