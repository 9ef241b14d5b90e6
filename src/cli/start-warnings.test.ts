import { describe, expect, test } from 'vitest';
import { startWarnings } from './start-warnings.ts';

const LOCAL = { origin: 'http://localhost:3000', host: '127.0.0.1' };
const OFFICE = { origin: 'https://ntm.example.vn', host: '127.0.0.1' };

const warned = (env: Record<string, string>, config: typeof LOCAL): string =>
	startWarnings(env, config)
		.map(({ en }) => en)
		.join('\n');

describe('the start', () => {
	test('has nothing to warn of where all is set, or where a machine serves itself', () => {
		expect(warned({ ORIGIN: OFFICE.origin, ADDRESS_HEADER: 'x-forwarded-for' }, OFFICE)).toBe('');
		expect(warned({ ORIGIN: LOCAL.origin }, LOCAL)).toBe('');
	});

	test('warns that the address people open is not set', () => {
		expect(warned({}, LOCAL)).toContain('ORIGIN is not set');
	});

	test('warns of an address for others without HTTPS', () => {
		const origin = 'http://192.168.1.5:3000';
		expect(warned({ ORIGIN: origin }, { origin, host: '0.0.0.0' })).toContain('is not HTTPS');
	});

	test('warns of a proxy behind which everybody has one address', () => {
		expect(warned({ ORIGIN: OFFICE.origin }, OFFICE)).toContain('ADDRESS_HEADER is not set');
	});

	test('warns of a header that is trusted where anybody can call past the proxy', () => {
		const env = { ORIGIN: OFFICE.origin, ADDRESS_HEADER: 'x-real-ip' };
		expect(warned(env, { ...OFFICE, host: '0.0.0.0' })).toContain('trusts x-real-ip');
	});
});
