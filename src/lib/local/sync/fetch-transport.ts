import type { Lines, Reply, Transport } from '../lanes/transport.ts';
import { unreachable, Watch } from '../lanes/silence-timeout.ts';

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

export function createFetchTransport(fetchIt: Fetch = (input, init) => fetch(input, init)): Transport {
	const post = async (path: string, body: unknown): Promise<{ response: Response; watch: Watch } | null> => {
		const bytes = await gzip(JSON.stringify(body));
		const watch = new Watch(bytes.byteLength);
		try {
			const response = await fetchIt(path, {
				method: 'POST',
				body: bytes,
				headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
				signal: watch.signal,
				cache: 'no-store'
			});
			watch.touch();
			return { response, watch };
		} catch (cause) {
			return unreachable(cause, watch);
		}
	};

	return {
		async push(body) {
			const sent = await post('/api/push', body);
			return sent ? readReply(sent.response, sent.watch) : { kind: 'silence' };
		},
		async pull(body) {
			const sent = await post('/api/pull', body);
			if (!sent) return { kind: 'silence' };
			return sent.response.ok && sent.response.body
				? ({ kind: 'lines', lines: readLines(sent.response.body, sent.watch) } satisfies Lines)
				: readReply(sent.response, sent.watch);
		},
		async reference(version) {
			const watch = new Watch();
			try {
				const headers: HeadersInit = version === undefined ? {} : { 'if-none-match': `"${version}"` };
				const response = await fetchIt('/api/reference', { headers, signal: watch.signal, cache: 'no-store' });
				return await readReply(response, watch);
			} catch (cause) {
				return unreachable(cause, watch) ?? { kind: 'silence' };
			}
		}
	};
}

async function readReply(response: Response, watch: Watch): Promise<Reply> {
	try {
		const body = parse(await response.text());
		return { kind: 'answer', status: response.status, body, retryAfterMs: retryAfter(response) };
	} catch (cause) {
		return unreachable(cause, watch) ?? { kind: 'silence' };
	} finally {
		watch.stop();
	}
}

/** A page of a hotel's sign-in or of a broken proxy is not JSON: it says nothing, and is nothing. */
function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function retryAfter(response: Response): number | null {
	const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

/** A line that was cut off before its end is not yielded. */
async function* readLines(body: ReadableStream<Uint8Array>, watch: Watch): AsyncGenerator<unknown> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const bytes of readAhead(body, watch)) {
		const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
		rest = lines.pop()!;
		for (const line of lines) if (line !== '') yield JSON.parse(line);
	}
}

/** Reads as fast as the network brings it, however long the reader takes over each part: when a stream breaks, what it
 *  holds unread is lost. Answers are a few megabytes at most. */
async function* readAhead(body: ReadableStream<Uint8Array>, watch: Watch): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	const arrived: Uint8Array[] = [];
	let news = Promise.withResolvers<void>();

	async function readAll(): Promise<void> {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			watch.touch();
			arrived.push(value);
			news.resolve();
		}
	}
	let hasEnded = false;
	const ended = readAll().finally(() => {
		hasEnded = true;
		news.resolve();
	});
	ended.catch(() => undefined); // waited for below, once all that arrived has been handed on

	try {
		for (;;) {
			await news.promise;
			news = Promise.withResolvers();
			yield* arrived.splice(0);
			if (hasEnded && arrived.length === 0) return await ended;
		}
	} finally {
		watch.stop();
		await reader.cancel().catch(() => undefined); // the stream may be the very thing that broke
	}
}

/** Not by way of a blob: the browser would register each. */
function gzip(text: string): Promise<ArrayBuffer> {
	const { readable, writable } = new CompressionStream('gzip');
	const writer = writable.getWriter();
	void writer.write(new TextEncoder().encode(text));
	void writer.close();

	return new Response(readable).arrayBuffer();
}
