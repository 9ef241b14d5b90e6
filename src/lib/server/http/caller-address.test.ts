import { describe, expect, test } from 'vitest';
import { CallerAddresses } from './caller-address.ts';

function gate(env: Record<string, string>) {
	const told: string[] = [];
	const log = { info() {}, error() {}, warn: (_: object, message: string) => void told.push(message) };

	return { told, addresses: new CallerAddresses(log, env) };
}

const call = (headers: Record<string, string>, getClientAddress: () => string) => ({
	request: new Request('http://localhost/api/auth/sign-in/username', { headers }),
	getClientAddress,
	platform: { req: { socket: { remoteAddress: '127.0.0.1' } } }
});
const missing = () => {
	throw new Error('Address header was specified with ADDRESS_HEADER=x-real-ip but is absent from request');
};

describe('the address of a call', () => {
	test('is the one the adapter reads', () => {
		const { addresses, told } = gate({});

		expect(addresses.of(call({}, () => '10.0.0.7'))).toBe('10.0.0.7');
		expect(told).toEqual([]);
	});

	test('is that of the connection where the header is missing, and it is told once', () => {
		const { addresses, told } = gate({ ADDRESS_HEADER: 'x-real-ip' });

		expect(addresses.of(call({}, missing))).toBe('127.0.0.1');
		expect(addresses.of(call({}, missing))).toBe('127.0.0.1');
		expect(told).toEqual([expect.stringContaining('ADDRESS_HEADER is x-real-ip')]);
	});

	test('is told to be everybody’s where a proxy stands in front and no header is named', () => {
		const { addresses, told } = gate({});

		expect(addresses.of(call({ 'x-forwarded-for': '10.0.0.7' }, () => '127.0.0.1'))).toBe('127.0.0.1');
		expect(told).toEqual([expect.stringContaining('ADDRESS_HEADER is not set')]);
	});
});
