import type { Lines, Reply, Transport } from '../lanes/transport.ts';
import { unreachable, Watch } from '../lanes/silence-timeout.ts';

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

export function createFetchTransport(send: Fetch = (input, init) => fetch(input, init)): Transport {
	const post = async (path: string, body: unknown): Promise<{ response: Response; watch: Watch } | null> => {
		const bytes = await gzip(JSON.stringify(body));
		const watch = new Watch(bytes.byteLength);
		try {
			const response = await send(path, {
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
				const response = await send('/api/reference', { headers, signal: watch.signal, cache: 'no-store' });
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

/** Undefined when the body is not JSON, such as the sign-in page of a hotel's network or the page of a broken proxy. */
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

/** A line without its end (a newline) was cut off, and is not yielded. */
async function* readLines(body: ReadableStream<Uint8Array>, watch: Watch): AsyncGenerator<unknown> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const bytes of readAhead(body, watch)) {
		const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
		rest = lines.pop()!;
		for (const line of lines) if (line !== '') yield JSON.parse(line);
	}
}

/** Reads the body as fast as the network brings it, even when the parts are used slowly: when a stream breaks, its unread
 *  parts are lost. It all fits into memory: answers are a few megabytes at most. */
async function* readAhead(body: ReadableStream<Uint8Array>, watch: Watch): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	const arrived: Uint8Array[] = [];
	let arrival = Promise.withResolvers<void>();

	async function readAll(): Promise<void> {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			watch.touch();
			arrived.push(value);
			arrival.resolve();
		}
	}
	let hasEnded = false;
	const ended = readAll().finally(() => {
		hasEnded = true;
		arrival.resolve();
	});
	ended.catch(() => undefined); // the loop below throws it, after it has yielded all that arrived

	try {
		for (;;) {
			await arrival.promise;
			arrival = Promise.withResolvers();
			yield* arrived.splice(0);
			if (hasEnded && arrived.length === 0) return await ended;
		}
	} finally {
		watch.stop();
		await reader.cancel().catch(() => undefined); // a broken stream cannot be cancelled
	}
}

/** Without a `Blob`: the browser would register each one. */
function gzip(text: string): Promise<ArrayBuffer> {
	const { readable, writable } = new CompressionStream('gzip');
	const writer = writable.getWriter();
	void writer.write(new TextEncoder().encode(text));
	void writer.close();

	return new Response(readable).arrayBuffer();
}
