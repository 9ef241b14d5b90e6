import { describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { matchesEtag } from './matches-etag.ts';
import { acceptedEncoding, respondError, respondJson, respondLines } from './respond.ts';

const accepting = (encoding: string) => new Request('http://localhost/', { headers: { 'accept-encoding': encoding } });

const large = { words: 'xã nông thôn mới '.repeat(200) };

describe('an answer', () => {
	test('is compressed with what the client takes, and never kept on the way', async () => {
		const br = await respondJson(accepting('gzip, deflate, br'), large);
		const gzip = await respondJson(accepting('gzip'), large);
		const plain = await respondJson(accepting('deflate'), large);

		expect(br.headers.get('content-encoding')).toBe('br');
		expect(gzip.headers.get('content-encoding')).toBe('gzip');
		expect(plain.headers.get('content-encoding')).toBeNull();
		const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
		const text = JSON.stringify(large);
		expect(brotliDecompressSync(await bytes(br)).toString()).toBe(text);
		expect(gunzipSync(await bytes(gzip)).toString()).toBe(text);
		expect(await plain.text()).toBe(text);
		expect(br.headers.get('cache-control')).toBe('no-store');
		expect(br.headers.get('vary')).toBe('accept-encoding');
	});

	test('that is short goes as it is', async () => {
		const answer = await respondJson(accepting('br'), { unchanged: true }, { headers: { etag: '"a"' } });

		expect(answer.headers.get('content-encoding')).toBeNull();
		expect(answer.headers.get('etag')).toBe('"a"');
		expect(await answer.json()).toEqual({ unchanged: true });
	});

	test('respects what the client says it does not take', () => {
		expect(acceptedEncoding(accepting('br;q=0, gzip;q=0.5'))).toBe('gzip');
		expect(acceptedEncoding(accepting('*'))).toBe('br');
		expect(acceptedEncoding(accepting('*;q=0'))).toBeNull();
		expect(acceptedEncoding(accepting('identity'))).toBeNull();
		expect(acceptedEncoding(new Request('http://localhost/'))).toBeNull();
	});

	test('of refusal has a code for programs and words for the log', async () => {
		const answer = respondError(429, 'too-many-tries', 'wait', { 'retry-after': '9' });

		expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '9']);
		expect(await answer.json()).toEqual({ error: 'too-many-tries', message: 'wait' });
	});

	test('is not sent again to whoever names its version', () => {
		const knowing = (tag: string) => new Request('http://localhost/', { headers: { 'if-none-match': tag } });

		expect(matchesEtag(knowing('"v1"'), 'v1')).toBe(true);
		expect(matchesEtag(knowing('v1'), 'v1')).toBe(true);
		expect(matchesEtag(knowing('"v0", W/"v1"'), 'v1')).toBe(true);
		expect(matchesEtag(knowing('"v10"'), 'v1')).toBe(false);
		expect(matchesEtag(new Request('http://localhost/'), 'v1')).toBe(false);
	});
});

describe('an answer in lines', () => {
	const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes };

	test.each(['br', 'gzip', 'identity'] as const)('has each line whole, in their order (%s)', async (encoding) => {
		const lines = Array.from({ length: 3000 }, (_, seq) => ({ seq, note: 'Thôn Đồng Xá '.repeat(seq % 9) }));
		const answer = respondLines(accepting(encoding), lines);

		const text = UNPACK[encoding](Buffer.from(await answer.arrayBuffer())).toString();
		expect(
			text
				.trimEnd()
				.split('\n')
				.map((line) => JSON.parse(line) as unknown)
		).toEqual(lines);
	});

	test.each(['br', 'gzip'])('begins to go out while its last lines are still to be made (%s)', async (encoding) => {
		let made = 0;
		function* lines(): Generator<unknown> {
			for (; made < 30_000; made++) yield { id: randomUUID() };
		}
		const reader = respondLines(accepting(encoding), lines()).body!.getReader();

		const first = await reader.read();
		expect(first.value!.length).toBeGreaterThan(0);
		expect(made).toBeLessThan(20_000);
		await reader.cancel();
	});
});
