import { promisify } from 'node:util';
import { Readable } from 'node:stream';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { Unavailable } from '../unavailable.ts';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** Below this a compressed answer saves no packet. */
const WORTH_COMPRESSING_BYTES = 1024;

const PART_CHARACTERS = 64 * 1024;

/** An answer in JSON, never kept by anybody on the way. */
export async function respondJson(request: Request, body: unknown, init: ResponseInit = {}): Promise<Response> {
	const headers = new Headers(init.headers);
	headers.set('content-type', 'application/json; charset=utf-8');
	headers.set('cache-control', 'no-store');
	headers.append('vary', 'accept-encoding');

	const plain = Buffer.from(JSON.stringify(body));
	const encoding = plain.length > WORTH_COMPRESSING_BYTES ? acceptedEncoding(request) : null;
	const bytes = encoding === null ? plain : await compress(plain, encoding);
	if (encoding !== null) headers.set('content-encoding', encoding);
	headers.set('content-length', String(bytes.length));

	return new Response(new Uint8Array(bytes), { ...init, headers });
}

/** Code for programs, message for whoever reads the log. */
export function respondError(status: number, error: string, message: string, headers?: HeadersInit): Response {
	const all = new Headers(headers);
	all.set('cache-control', 'no-store');

	return Response.json({ error, message }, { status, headers: all });
}

/** It cannot be done now: the same request will be answered later. */
export function respondUnavailable({ code, told, retryAfterS }: Unavailable): Response {
	return respondError(503, code, `${told}; try again`, { 'retry-after': String(retryAfterS) });
}

/** The best encoding that the client takes, or null for none. */
export function acceptedEncoding(request: Request): 'br' | 'gzip' | null {
	const accepted = new Map<string, number>();
	for (const part of (request.headers.get('accept-encoding') ?? '').split(',')) {
		const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
		const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
		accepted.set(name, q === undefined ? 1 : Number(q));
	}
	const takes = (name: string) => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0;

	return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null;
}

/** At quality 5 brotli beats gzip in size and costs about the same time. */
const compress = (plain: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> =>
	encoding === 'br' ? brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : deflate(plain);

/** An answer in NDJSON, one line a value, written as it is made. */
export function respondLines(request: Request, lines: Iterable<unknown>): Response {
	const headers = new Headers({ 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' });
	headers.append('vary', 'accept-encoding');
	const encoding = acceptedEncoding(request);
	if (encoding !== null) headers.set('content-encoding', encoding);

	const text = Readable.from(linesToText(lines), { objectMode: false });
	const body = encoding === null ? text : text.pipe(encoding === 'br' ? brotliStream() : createGzip());
	text.on('error', (error) => body.destroy(error));

	return new Response(Readable.toWeb(body) as ReadableStream, { headers });
}

/** In parts: the compressor takes each in a thread of its own, which for a line alone would cost more than its work. */
function* linesToText(lines: Iterable<unknown>): Generator<Buffer> {
	let text = '';
	for (const line of lines) {
		text += `${JSON.stringify(line)}\n`;
		if (text.length < PART_CHARACTERS) continue;
		yield Buffer.from(text);
		text = '';
	}
	if (text !== '') yield Buffer.from(text);
}

/** With the window that it takes by itself it would keep back megabytes before the first byte goes out. */
const brotliStream = () =>
	createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 18 } });
