import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import { respondError } from './respond.ts';

export interface BodyLimits {
	/** Bytes as they travel, when they are compressed. */
	maxCompressed: number;
	/** Bytes of the text itself; inflating stops there. */
	maxPlain: number;
}

export type BodyRefusal = 'too-large' | 'broken-gzip' | 'malformed' | 'unsupported-encoding' | 'cut-off';

/** Reads and parses a JSON body without ever holding more of it than the limits allow. */
export async function readJsonBody(request: Request, limits: BodyLimits): Promise<Result<unknown, BodyRefusal>> {
	const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
	if (encoding !== 'gzip' && encoding !== 'identity') return refuse('unsupported-encoding');

	const maxTravelling = encoding === 'gzip' ? limits.maxCompressed : limits.maxPlain;
	if (Number(request.headers.get('content-length') ?? 0) > maxTravelling) return refuse('too-large');
	if (request.body === null) return refuse('malformed');

	try {
		const travelling = atMost(asItComes(request.body), maxTravelling);
		const bytes = await gather(encoding === 'gzip' ? atMost(inflate(travelling), limits.maxPlain) : travelling);

		return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
	} catch (error) {
		if (error instanceof TooLarge || isStatus(error, 413)) return refuse('too-large');
		if (error instanceof CutOff) return refuse('cut-off');
		if (isZlibError(error)) return refuse('broken-gzip');
		if (error instanceof SyntaxError || error instanceof TypeError) return refuse('malformed');
		throw error;
	}
}

const STATUS: Record<BodyRefusal, [status: number, message: string]> = {
	'too-large': [413, 'the body is larger than this address accepts'],
	'broken-gzip': [400, 'the body says it is gzip and cannot be inflated'],
	malformed: [400, 'the body is not JSON in UTF-8'],
	'cut-off': [400, 'the body broke off'],
	'unsupported-encoding': [415, 'send the body as it is or compressed with gzip']
};

export function respondBodyRefusal(refusal: BodyRefusal): Response {
	const [status, message] = STATUS[refusal];

	return respondError(status, refusal, message);
}

class TooLarge extends Error {}

/** Whoever was sending is gone. */
class CutOff extends Error {}

async function* asItComes(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		// Cancelling would cut the connection before the refusal has been sent; unread, Node throws the rest away.
		yield* body.values({ preventCancel: true });
	} catch (cause) {
		throw isStatus(cause, 413) ? cause : new CutOff('the body broke off', { cause });
	}
}

async function* atMost(chunks: AsyncIterable<Uint8Array>, max: number): AsyncGenerator<Uint8Array> {
	let bytes = 0;
	for await (const chunk of chunks) {
		bytes += chunk.byteLength;
		if (bytes > max) throw new TooLarge();
		yield chunk;
	}
}

async function* inflate(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const gunzip = createGunzip();
	const source = Readable.from(chunks, { objectMode: false });
	source.on('error', (error) => gunzip.destroy(error));
	try {
		yield* source.pipe(gunzip);
	} finally {
		source.destroy();
		gunzip.destroy();
	}
}

async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	for await (const chunk of chunks) parts.push(chunk);

	return Buffer.concat(parts);
}

const isZlibError = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

/** adapter-node ends a body beyond its own limit with an error that carries the status. */
const isStatus = (error: unknown, status: number): boolean =>
	typeof error === 'object' && error !== null && 'status' in error && error.status === status;
