import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Proxy, type Line } from './proxy.ts';

const TOLD = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));

/** Wide, and a few milliseconds long: what is sent in many parts arrives in many. */
const LINE: Line = { roundTripMs: 6, downBitsPerSecond: 50_000_000, upBitsPerSecond: 50_000_000 };

let server: Server;
let proxy: Proxy;

/** Long parts and short ones, each by itself. */
async function tell(socket: Socket): Promise<void> {
	for (let at = 0; at < TOLD.length && !socket.destroyed; at += 1010) {
		socket.write(TOLD.subarray(at, at + 1000));
		await setImmediate();
		socket.write(TOLD.subarray(at + 1000, at + 1010));
		await setImmediate();
	}
	socket.end();
}

beforeEach(async () => {
	server = createServer((socket) => {
		socket.on('error', () => undefined); // the line is cut
		socket.once('data', () => void tell(socket));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	proxy = await Proxy.to((server.address() as AddressInfo).port);
});

afterEach(async () => {
	await proxy.close();
	server.close();
});

/** All that arrives until the line breaks or the answer ends. */
async function ask(): Promise<Buffer> {
	const { port } = new URL(proxy.origin);
	const socket = connect(Number(port), '127.0.0.1');
	socket.on('error', () => undefined); // cut
	socket.write('GET / HTTP/1.1\r\n\r\n');
	const parts: Buffer[] = [];
	socket.on('data', (part: Buffer) => parts.push(part));
	await once(socket, 'close');

	return Buffer.concat(parts);
}

describe.each([
	['bare', undefined],
	['shaped', LINE]
])('a %s line', (_, line) => {
	test('hands on all bytes in their order, and counts them', async () => {
		proxy.become(line);
		proxy.take();

		expect((await ask()).equals(TOLD)).toBe(true);
		expect(proxy.take()).toEqual({ up: 18, down: TOLD.length, requests: 1 });
	});

	test('that is cut lets just so many bytes through, and counts no more', async () => {
		proxy.become(line);
		proxy.take();
		proxy.cutAfter(70_001);

		expect((await ask()).equals(TOLD.subarray(0, 70_001))).toBe(true);
		expect(proxy.take()).toEqual({ up: 18, down: 70_001, requests: 1 });
		expect(proxy.isToCut).toBe(false);
	});

	test('is whole again for whoever connects after the cut', async () => {
		proxy.become(line);
		proxy.cutAfter(10);
		await ask();

		expect((await ask()).equals(TOLD)).toBe(true);
	});
});
