import { Readable } from 'node:stream';
import { NoSuchKey, NotFound, S3, type S3ClientConfig } from '@aws-sdk/client-s3';
import { S3Store } from '@tus/s3-store';
import type { Upload } from '@tus/server';
import { isUuid } from '#lib/domain/ids.ts';
import {
	BEGUN_ALREADY,
	isUnknown,
	mustBeUuid,
	PhotosAway,
	uploadOf,
	type Listed,
	type PhotoFiles,
	type PhotoUpload
} from './photo-files.ts';
import type { S3Place } from './s3-place.ts';

/** Several instances of the server share the bucket: what one remembered of an upload, another may have ended. */
const REMEMBERS_NOTHING = { get: async () => undefined, set: async () => undefined, delete: async () => undefined };

/** Phones wait 45 s for an answer. Each request is tried three times. */
const CONNECT_TIMEOUT_MS = 5_000;
const SILENCE_TIMEOUT_MS = 10_000;

/** Photos in a bucket: `<id>`, `<id>.info` beside it, `<id>.part` while it is coming, and `thumbs/<id>`. */
export class S3Files implements PhotoFiles {
	readonly store: BucketStore;
	readonly #s3: S3;
	readonly #bucket: string;

	constructor({ bucket, endpoint, region, accessKeyId, secretAccessKey }: S3Place) {
		const config: S3ClientConfig = {
			region,
			credentials: { accessKeyId, secretAccessKey },
			requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: SILENCE_TIMEOUT_MS },
			...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
			// Servers other than Amazon's do not all know the newer checksums.
			requestChecksumCalculation: 'WHEN_REQUIRED',
			responseChecksumValidation: 'WHEN_REQUIRED'
		};
		this.#bucket = bucket;
		this.#s3 = tellingWhenAway(new S3(config));
		this.store = new BucketStore(config, bucket, (id) => this.find(id));
	}

	async find(id: string): Promise<PhotoUpload | undefined> {
		// The store takes every failure for an upload that nobody has begun, also that of a bucket which cannot be reached.
		if (!isUuid(id) || !(await this.#isThere(`${id}.info`))) return undefined;
		try {
			const upload = uploadOf(await this.store.getUpload(id));
			// An upload that S3 does not know any more counts as ended, for the store; it may as well be gone.
			return upload.offset < upload.bytes || (await this.#isThere(id)) ? upload : undefined;
		} catch (error) {
			if (isUnknown(error)) return undefined;
			throw error;
		}
	}

	async read(id: string, length?: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const range = length === undefined ? {} : { Range: `bytes=0-${length - 1}` };
		const found = await unlessMissing(() =>
			this.#s3.getObject({ Bucket: this.#bucket, Key: mustBeUuid(id), ...range })
		);
		return found && new Uint8Array(await found.Body!.transformToByteArray());
	}

	async open(id: string): Promise<ReadableStream<Uint8Array> | undefined> {
		const found = await unlessMissing(() => this.#s3.getObject({ Bucket: this.#bucket, Key: mustBeUuid(id) }));
		return found && (Readable.toWeb(found.Body as Readable) as ReadableStream<Uint8Array>);
	}

	/** An object that S3 has answered for is safe. */
	secure = async (): Promise<void> => undefined;

	async remove(id: string): Promise<void> {
		await this.store.abort(mustBeUuid(id));
		for (const key of [id, `${id}.info`, `${id}.part`, `thumbs/${id}`])
			await this.#s3.deleteObject({ Bucket: this.#bucket, Key: key });
	}

	async keepThumb(id: string, bytes: Uint8Array): Promise<void> {
		await this.#s3.putObject({ Bucket: this.#bucket, Key: `thumbs/${mustBeUuid(id)}`, Body: bytes });
	}

	async thumb(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const found = await unlessMissing(() =>
			this.#s3.getObject({ Bucket: this.#bucket, Key: `thumbs/${mustBeUuid(id)}` })
		);
		return found && new Uint8Array(await found.Body!.transformToByteArray());
	}

	/** Asks for the bucket alone: writing into it would cost for every look. */
	async probe(abortSignal: AbortSignal): Promise<void> {
		await this.#s3.headBucket({ Bucket: this.#bucket }, { abortSignal });
	}

	freeBytes = async (): Promise<undefined> => undefined;

	async *list(): AsyncGenerator<Listed> {
		const sizes = new Map<string, number>();
		for (let token: string | undefined, isMore = true; isMore; isMore = token !== undefined) {
			const page = await this.#s3.listObjectsV2({ Bucket: this.#bucket, ContinuationToken: token });
			for (const { Key = '', Size = 0 } of page.Contents ?? []) sizes.set(Key, Size);
			token = page.NextContinuationToken;
		}
		const ids = new Set([...sizes.keys()].map((key) => key.replace(/^thumbs\/|\.(info|part)$/g, '')));
		for (const id of ids) {
			if (isUuid(id)) yield { id, bytes: sizes.has(`${id}.info`) ? sizes.get(id) : undefined };
		}
	}

	#isThere = async (key: string): Promise<boolean> =>
		(await unlessMissing(() => this.#s3.headObject({ Bucket: this.#bucket, Key: key }))) !== undefined;
}

class BucketStore extends S3Store {
	readonly #find: (id: string) => Promise<PhotoUpload | undefined>;

	constructor(config: S3ClientConfig, bucket: string, find: (id: string) => Promise<PhotoUpload | undefined>) {
		super({ s3ClientConfig: { ...config, bucket }, cache: REMEMBERS_NOTHING });
		tellingWhenAway(this.client);
		this.#find = find;
	}

	override getUpload = async (id: string): Promise<Upload> => super.getUpload(mustBeUuid(id));
	override read = async (id: string) => super.read(mustBeUuid(id));
	override remove = async (id: string): Promise<void> => super.remove(mustBeUuid(id));
	override write = async (readable: Readable, id: string, offset: number): Promise<number> =>
		super.write(readable, mustBeUuid(id), offset);
	override declareUploadLength = async (id: string, length: number): Promise<void> =>
		super.declareUploadLength(mustBeUuid(id), length);

	/** Called under the lock of the id. */
	override async create(upload: Upload): Promise<Upload> {
		mustBeUuid(upload.id);
		if (await this.#find(upload.id)) throw BEGUN_ALREADY;

		return super.create(upload);
	}

	/** S3 keeps, and charges for, the parts of an upload that nobody ends. */
	async abort(id: string): Promise<void> {
		await unlessMissing(async () => {
			const { 'upload-id': uploadId } = await this.getMetadata(id);
			await this.client.abortMultipartUpload({ Bucket: this.bucket, Key: id, UploadId: uploadId });
		});
	}
}

/** What the bucket itself refuses has a status of its own; no answer at all, or one of a server in trouble, is for later. Errors of
 *  the client bear `$metadata`, with a status where there was an answer. */
function isAway(error: unknown): boolean {
	const { $metadata: told } = error as { $metadata?: { httpStatusCode?: number } };
	return told !== undefined && (told.httpStatusCode ?? 500) >= 500;
}

/** Whatever is asked of the bucket, by us or by tus. */
function tellingWhenAway(s3: S3): S3 {
	s3.middlewareStack.add(
		(next) => async (asked) => {
			try {
				return await next(asked);
			} catch (cause) {
				throw isAway(cause) ? new PhotosAway(cause) : cause;
			}
		},
		{ step: 'initialize', priority: 'high', name: 'tellingWhenAway' }
	);
	return s3;
}

const isMissing = (error: unknown): boolean =>
	error instanceof NotFound || error instanceof NoSuchKey || (error as Error).name === 'NoSuchUpload';

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw error;
	}
}
