import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createFetchTransport } from './fetch-transport.ts';
import type { Lines } from '../lanes/transport.ts';

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
		body,
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

test('each line is handed on as it comes, and the end as it comes', async () => {
	const answer = answering();
	const lines = await answer.lines();
	for (const line of [1, 2]) {
		const next = lines.next();
		await settled();
		answer.send(`{"line":${line}}\n`);
		expect((await next).value).toEqual({ line });
	}
	const last = lines.next();
	await settled();
	answer.end();

	expect((await last).done).toBe(true);
});

test('a stream that breaks while nobody reads on is nobody’s mistake', async () => {
	const unheard: unknown[] = [];
	const hear = (cause: unknown) => void unheard.push(cause);
	process.on('unhandledRejection', hear);
	const answer = answering();
	const lines = await answer.lines();
	answer.send('{"line":1}\n');
	await lines.next();
	answer.breakOff();
	await settled();
	await settled();
	process.off('unhandledRejection', hear);

	expect(unheard).toEqual([]);
});

test('whoever has read enough lets the connection go', async () => {
	let isCancelled = false;
	const body = new ReadableStream<Uint8Array>({
		start: (its) => its.enqueue(new TextEncoder().encode('{"line":1}\n')),
		cancel: () => void (isCancelled = true)
	});
	const { lines } = (await createFetchTransport(async () => new Response(body)).pull(BODY)) as Lines;
	for await (const line of lines) {
		expect(line).toEqual({ line: 1 });
		break;
	}

	expect(isCancelled).toBe(true);
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

describe('a request', () => {
	const asked: [string, RequestInit][] = [];
	afterEach(() => void (asked.length = 0));
	const answeringWith = (make: () => Response | Promise<Response>) =>
		createFetchTransport(async (path, init = {}) => {
			asked.push([path, init]);
			return make();
		});
	const failing = (cause: unknown) => answeringWith(() => Promise.reject(cause));

	test.each(['push', 'pull'] as const)('of %s goes up packed, past every cache', async (what) => {
		await answeringWith(() => Response.json({}, { status: 503 }))[what]({ some: 'body' });
		const [path, { method, headers, cache, body, signal }] = asked[0]!;

		expect([path, method, cache]).toEqual([`/api/${what}`, 'POST', 'no-store']);
		expect(headers).toEqual({ 'content-type': 'application/json', 'content-encoding': 'gzip' });
		expect(JSON.parse(gunzipSync(body as ArrayBuffer).toString())).toEqual({ some: 'body' });
		expect(signal).toBeInstanceOf(AbortSignal);
	});

	test('for the reference names the version that is here', async () => {
		const transport = answeringWith(() => new Response(null, { status: 304 }));
		expect(await transport.reference('7')).toEqual({
			kind: 'answer',
			status: 304,
			body: undefined,
			retryAfterMs: null
		});
		await transport.reference(undefined);

		expect(asked.map(([path, { headers, cache }]) => [path, headers, cache])).toEqual([
			['/api/reference', { 'if-none-match': '"7"' }, 'no-store'],
			['/api/reference', {}, 'no-store']
		]);
	});

	test('is answered with a status and what the body says', async () => {
		const transport = answeringWith(() => Response.json({ now: 1 }, { status: 200 }));

		expect(await transport.push(BODY)).toEqual({
			kind: 'answer',
			status: 200,
			body: { now: 1 },
			retryAfterMs: null
		});
	});

	test('a page that is no JSON says nothing', async () => {
		const transport = answeringWith(() => new Response('<html>', { status: 511 }));

		expect(await transport.pull(BODY)).toEqual({
			kind: 'answer',
			status: 511,
			body: undefined,
			retryAfterMs: null
		});
	});

	test('news without a body are none', async () => {
		const transport = answeringWith(() => new Response(null, { status: 204 }));

		expect(await transport.pull(BODY)).toMatchObject({ kind: 'answer', status: 204 });
	});

	test.each([
		['7', 7_000],
		['0', 0],
		['-1', null],
		['Mon, 05 Nov 2018', null]
	])('“come again in %s” is understood when it is a number of seconds', async (told, retryAfterMs) => {
		const transport = answeringWith(() => Response.json({}, { status: 503, headers: { 'retry-after': told } }));

		expect(await transport.push(BODY)).toMatchObject({ retryAfterMs });
	});

	test.each([new TypeError('Failed to fetch'), new DOMException('given up', 'AbortError')])(
		'that the network fails is silence: %s',
		async (cause) => {
			const transport = failing(cause);
			for (const reply of [transport.push(BODY), transport.pull(BODY), transport.reference('7')])
				expect(await reply).toEqual({ kind: 'silence' });
		}
	);

	test('an answer that breaks off is silence', async () => {
		const broken = () => new Response(new ReadableStream({ start: (its) => its.error(new TypeError('reset')) }));
		const transport = answeringWith(broken);

		expect(await transport.push(BODY)).toEqual({ kind: 'silence' });
		expect(await transport.reference(undefined)).toEqual({ kind: 'silence' });
	});

	test('a mistake of ours is not passed over', async () => {
		await expect(failing(new RangeError('ours')).push(BODY)).rejects.toThrow('ours');
		await expect(failing(new RangeError('ours')).reference('7')).rejects.toThrow('ours');
	});

	test('is given up when nothing comes for 45 seconds, and every byte begins the wait anew', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			const answer = answering();
			const transport = answeringWith(
				() => new Promise((resolve) => setTimeout(() => resolve(new Response(answer.body)), 40_000))
			);
			const pulled = transport.pull(BODY);
			while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
			const { signal } = asked[0]![1];
			await vi.advanceTimersByTimeAsync(40_000);
			const { kind, lines } = (await pulled) as Lines;
			expect(kind).toBe('lines');
			const next = lines[Symbol.asyncIterator]().next();
			await vi.advanceTimersByTimeAsync(40_000);
			answer.send('{"line":1}\n');
			await next;
			await vi.advanceTimersByTimeAsync(44_999);
			expect(signal!.aborted).toBe(false);
			await vi.advanceTimersByTimeAsync(1);
			expect(signal!.aborted).toBe(true);
		} finally {
			vi.useRealTimers();
		}
	});

	test('is watched no more once it has been answered, whatever the answer', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			await answeringWith(() => Response.json({})).push(BODY);
			await answeringWith(() => Response.json({}, { status: 503 })).pull(BODY);
			await answeringWith(() => Response.json({})).reference('7');
			const { lines } = (await answeringWith(() => Response.json({})).pull(BODY)) as Lines;
			expect(vi.getTimerCount()).toBe(1);
			for await (const line of lines) expect(line).toBeUndefined();
			await failing(new TypeError('Failed to fetch')).push(BODY);
			await failing(new TypeError('Failed to fetch')).reference('7');

			expect(vi.getTimerCount()).toBe(0);
		} finally {
			vi.useRealTimers();
		}
	});
});

test('an empty line is none, and a last one without an end is not taken for whole', async () => {
	const answer = answering();
	const lines = await answer.lines();
	answer.send('\n{"line":1}\n\n{"line":2}');
	answer.end();

	expect((await lines.next()).value).toEqual({ line: 1 });
	const last = await lines.next().catch(() => 'broken off');
	expect(last).not.toMatchObject({ value: { line: 2 } });
});
