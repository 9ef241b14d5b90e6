import { describe, expect, test } from 'vitest';
import { gzipSync } from 'node:zlib';
import { readJsonBody, respondBodyRefusal } from './read-body.ts';

const LIMITS = { maxCompressed: 1_000, maxPlain: 10_000 };

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
	new Request('http://localhost/api/push', {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
		duplex: 'half'
	} as RequestInit);

const read = (body: BodyInit | null, headers?: Record<string, string>) => readJsonBody(post(body, headers), LIMITS);

const GZIP = { 'content-encoding': 'gzip' };
const packed = (text: string | Uint8Array) => new Uint8Array(gzipSync(text));
const refused = (refusal: string) => ({ ok: false, refusal });

/** Says how much of it has been asked for. */
function endless() {
	const asked = { bytes: 0 };
	const stream = new ReadableStream<Uint8Array>(
		{
			pull(controller) {
				asked.bytes += 1_000;
				controller.enqueue(new Uint8Array(1_000).fill(0x20));
			}
		},
		{ highWaterMark: 0 }
	);

	return { asked, stream };
}

describe('a body', () => {
	test('that breaks off is refused as that, packed or not, and is no failure of the server', async () => {
		const cut = () =>
			new ReadableStream<Uint8Array>({
				pull(controller) {
					controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
				}
			});

		expect(await read(cut())).toEqual(refused('cut-off'));
		expect(await read(cut(), GZIP)).toEqual(refused('cut-off'));
	});

	test('is read as it is or inflated', async () => {
		const value = { name: 'Xã Minh Châu', changes: [1, 2, 3] };

		expect(await read(JSON.stringify(value))).toEqual({ ok: true, value });
		expect(await read(packed(JSON.stringify(value)), GZIP)).toEqual({ ok: true, value });
		expect(await read(JSON.stringify(value), { 'content-encoding': 'identity' })).toEqual({ ok: true, value });
	});

	test('is too large by what its header says, before a byte has been read', async () => {
		const { asked, stream } = endless();

		expect(await read(stream, { 'content-length': '10001' })).toEqual(refused('too-large'));
		expect(asked.bytes).toBe(0);
		expect(await read(packed('{}'), { ...GZIP, 'content-length': '1001' })).toEqual(refused('too-large'));
	});

	test('is too large as soon as more has come than is allowed, whatever would follow', async () => {
		const { asked, stream } = endless();

		expect(await read(stream)).toEqual(refused('too-large'));
		expect(asked.bytes).toBeLessThan(20_000);
	});

	test('is too large when inflating it would exceed the limit', async () => {
		const bomb = packed(new Uint8Array(900_000));

		expect(bomb.length).toBeLessThan(LIMITS.maxCompressed);
		expect(await read(bomb, GZIP)).toEqual(refused('too-large'));
	});

	test('of exactly the limit is taken', async () => {
		const text = `"${'a'.repeat(LIMITS.maxPlain - 2)}"`;

		expect(await read(text)).toMatchObject({ ok: true });
		expect(await read(packed(text), GZIP)).toMatchObject({ ok: true });
		expect(await read(`${text} `)).toEqual(refused('too-large'));
	});

	test('that says gzip and is not, or breaks off, is broken', async () => {
		const whole = packed(JSON.stringify({ text: 'a'.repeat(500) }));

		expect(await read('{"plain":true}', GZIP)).toEqual(refused('broken-gzip'));
		expect(await read(whole.subarray(0, whole.length - 9), GZIP)).toEqual(refused('broken-gzip'));
		expect(await read(new Uint8Array(0), GZIP)).toEqual(refused('broken-gzip'));
	});

	test('that is no JSON in UTF-8 is malformed', async () => {
		expect(await read('{"a":')).toEqual(refused('malformed'));
		expect(await read('')).toEqual(refused('malformed'));
		expect(await read(null)).toEqual(refused('malformed'));
		expect(await read(new Uint8Array([0x22, 0xff, 0x22]))).toEqual(refused('malformed'));
	});

	test('in another encoding is not unpacked', async () => {
		expect(await read('{}', { 'content-encoding': 'br' })).toEqual(refused('unsupported-encoding'));
		expect(await read('{}', { 'content-encoding': 'gzip, gzip' })).toEqual(refused('unsupported-encoding'));
	});

	test('that was refused is answered with its status and a code', async () => {
		const answers = (['too-large', 'broken-gzip', 'malformed', 'unsupported-encoding'] as const).map(
			respondBodyRefusal
		);

		expect(answers.map(({ status }) => status)).toEqual([413, 400, 400, 415]);
		expect(await answers[0]!.json()).toEqual({ error: 'too-large', message: expect.any(String) });
	});
});
