import { expect, test } from 'vitest';
import { createFetchTransport } from './fetch-transport.ts';
import type { Lines } from './transport.ts';

const BODY = {} as never;
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** An answer whose bytes come when the test says so. */
function answering() {
	let controller!: ReadableStreamDefaultController<Uint8Array>;
	const body = new ReadableStream<Uint8Array>({ start: (its) => void (controller = its) });
	const transport = createFetchTransport(async () => new Response(body));

	return {
		send: (text: string) => controller.enqueue(new TextEncoder().encode(text)),
		sendBytes: (bytes: Uint8Array) => controller.enqueue(bytes),
		breakOff: () => controller.error(new TypeError('network error')),
		end: () => controller.close(),
		lines: async () => ((await transport.pull(BODY)) as Lines).lines[Symbol.asyncIterator]()
	};
}

test('all lines that had arrived when the line broke off are handed on, however slowly they are taken', async () => {
	const answer = answering();
	const lines = await answer.lines();
	answer.send('{"line":1}\n');
	expect((await lines.next()).value).toEqual({ line: 1 });
	answer.send('{"line":2}\n{"line":3}\n');
	await settled();
	answer.send('{"line":4}\n{"half":');
	await settled();
	answer.breakOff();
	await settled();

	expect((await lines.next()).value).toEqual({ line: 2 });
	expect((await lines.next()).value).toEqual({ line: 3 });
	expect((await lines.next()).value).toEqual({ line: 4 });
	await expect(lines.next()).rejects.toThrow('network error');
});

test('a letter that is cut in two by the network arrives whole', async () => {
	const answer = answering();
	const lines = await answer.lines();
	const bytes = new TextEncoder().encode('{"note":"Thôn 3 đã xong"}\n');
	for (const byte of bytes) answer.sendBytes(Uint8Array.of(byte));
	answer.end();

	expect((await lines.next()).value).toEqual({ note: 'Thôn 3 đã xong' });
	expect((await lines.next()).done).toBe(true);
});
