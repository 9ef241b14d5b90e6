import type { DataStore, Upload } from '@tus/server';
import { isUuid } from '#lib/domain/ids.ts';
import { Unavailable } from '../unavailable.ts';

/** What an upload says of itself when it begins. */
export interface PhotoUpload {
	id: string;
	unitId: string;
	sha256: string;
	bytes: number;
	/** How much of it is here. */
	offset: number;
}

export interface Listed {
	id: string;
	/** Undefined when there is less than a photo, such as a thumbnail alone. */
	bytes: number | undefined;
}

/** Where the bytes of photos lie, each under its own id, which is a UUID or is refused. */
export interface PhotoFiles {
	/** What tus begins, writes and asks. Whoever calls it, it refuses every id that is no UUID. */
	store: DataStore;
	find(id: string): Promise<PhotoUpload | undefined>;
	/** All of a photo, or its first bytes. Undefined when it is not here. */
	read(id: string, length?: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
	open(id: string): Promise<ReadableStream<Uint8Array> | undefined>;
	/** Resolves when what was written outlives a power cut. */
	secure(id: string): Promise<void>;
	/** All that lies under the id, be it whole or not; nothing there is no failure. */
	remove(id: string): Promise<void>;
	keepThumb(id: string, bytes: Uint8Array): Promise<void>;
	thumb(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
	/** Fails when nothing can be stored here. */
	probe(signal: AbortSignal): Promise<void>;
	/** Undefined where nobody can say. */
	freeBytes(): Promise<number | undefined>;
	/** Every id that anything lies under, leftovers among them, with how long its photo is. */
	list(): AsyncIterable<Listed>;
}

/** The id again. Paths and keys are made of ids, so nothing else than a UUID may become one. */
export function mustBeUuid(id: string): string {
	if (!isUuid(id)) throw new Error('the id of a photo is a UUID');
	return id;
}

/** Kept free for records and their log: photos can wait on the phones. */
export const KEPT_FREE_BYTES = 512 * 1024 * 1024;

/** The disk is full. Bears the status that tus answers with. */
export class NoRoom extends Error {
	override name = 'NoRoom';
	readonly status_code = 507;
	readonly body = 'no room\n';
}

/** The place of the photos does not answer, or cannot now. Bears the status that tus answers with. */
export class PhotosAway extends Unavailable {
	override name = 'PhotosAway';
	readonly status_code = 503;
	readonly body = 'the place of the photos is away\n';

	constructor(cause: unknown) {
		super('the place of the photos is away', { code: 'photos-away', retryAfterS: 30, cause });
	}
}

/** Thrown into tus when somebody else has begun the same upload meanwhile. */
export const BEGUN_ALREADY = { status_code: 409, body: 'this upload has begun\n' };

export const uploadOf = ({ id, size, offset, metadata }: Upload): PhotoUpload => ({
	id,
	unitId: metadata?.['unitId'] ?? '',
	sha256: metadata?.['sha256'] ?? '',
	bytes: size ?? 0,
	offset
});

/** The stores' own errors bear the status that they would be answered with. */
export const isUnknown = (error: unknown): boolean =>
	[404, 410].includes((error as { status_code?: number } | null)?.status_code ?? 0);
