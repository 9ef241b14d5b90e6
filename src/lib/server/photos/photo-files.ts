import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server as TusServer, type Upload } from '@tus/server';
import { readImageHeader } from '#lib/domain/photos/image-header.ts';
import { PHOTO_BYTES } from '#lib/domain/photos/photo-limits.ts';
import { isUuid } from '#lib/domain/ids.ts';
import type { Log } from '../log.ts';
import { recordStored, type StoredGround } from './record-stored.ts';

/** What an upload says of itself when it begins. */
export interface PhotoUpload {
	id: string;
	unitId: string;
	sha256: string;
	bytes: number;
	/** How much of it is here. */
	offset: number;
}

export interface PhotoFiles {
	find(id: string): Promise<PhotoUpload | undefined>;
	/** The tus protocol, for a request that was allowed. */
	answerTus(request: Request): Promise<Response>;
	/** Looks whether what is here is what was promised; what is not goes, and the device starts over. */
	settle(upload: PhotoUpload): Promise<'stored' | 'unrecorded' | 'other-bytes' | 'not-a-photo'>;
	open(id: string): ReadableStream<Uint8Array>;
	/** From the file's own bytes. */
	typeOf(id: string): Promise<string | undefined>;
	keepThumb(id: string, bytes: Uint8Array): Promise<void>;
	thumb(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
	/** Room on the server's disk. */
	freeBytes(): Promise<number>;
}

/** Photos in a folder: each under its own id, which is checked to be one before it gets here. */
export function openPhotoFiles(folder: string, ground: StoredGround & { log: Log }): PhotoFiles {
	const thumbs = join(folder, 'thumbs');
	// Made when the first photo comes: the store makes its folder at once, and a server without photos needs none.
	const made: { store?: FileStore; tus?: TusServer } = {};
	const storeOf = () => (made.store ??= new FileStore({ directory: folder }));
	const tusOf = () => (made.tus ??= makeTus());

	const makeTus = () =>
		new TusServer({
			path: '/api/photos',
			datastore: storeOf(),
			relativeLocation: true,
			maxSize: PHOTO_BYTES,
			allowedOrigins: () => false,
			namingFunction: (_request, metadata) => String(metadata?.['photoId']),
			onUploadFinish: async (_request, upload) => {
				const outcome = await files.settle(uploadOf(upload));
				if (outcome === 'other-bytes') throw { status_code: 460, body: 'checksum mismatch\n' };
				if (outcome === 'not-a-photo') throw { status_code: 415, body: 'not a photo\n' };
				return {};
			}
		});

	const pathOf = (id: string): string => {
		if (!isUuid(id)) throw new Error('the id of a photo is a UUID');
		return join(folder, id);
	};

	const files: PhotoFiles = {
		async find(id) {
			try {
				return isUuid(id) ? uploadOf(await storeOf().getUpload(id)) : undefined;
			} catch (error) {
				if (isUnknown(error)) return undefined;
				throw error;
			}
		},
		answerTus: (request) => tusOf().handleWeb(request),
		async settle(upload) {
			const bytes = await readFile(pathOf(upload.id));
			const found = createHash('sha256').update(bytes).digest('hex');
			const isPhoto = readImageHeader(bytes) !== undefined;
			if (found !== upload.sha256 || !isPhoto) {
				await storeOf().remove(upload.id);
				ground.log.warn({ photo: upload.id, isPhoto }, 'a photo arrived as something else');
				return isPhoto ? 'other-bytes' : 'not-a-photo';
			}
			// The device may drop its copy on our word: the disk has to have it first.
			await toDisk(pathOf(upload.id));
			return (await recordStored(ground, upload)) ? 'stored' : 'unrecorded';
		},
		open: (id) => readableOf(pathOf(id)),
		async typeOf(id) {
			const handle = await open(pathOf(id));
			try {
				const { buffer } = await handle.read(Buffer.alloc(64), 0, 64, 0);
				return readImageHeader(buffer)?.type;
			} finally {
				await handle.close();
			}
		},
		async keepThumb(id, bytes) {
			const path = thumbPath(thumbs, id);
			await mkdir(thumbs, { recursive: true });
			await writeFile(`${path}.new`, bytes);
			await rename(`${path}.new`, path);
		},
		async thumb(id) {
			try {
				return new Uint8Array(await readFile(thumbPath(thumbs, id)));
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
				throw error;
			}
		},
		async freeBytes() {
			await mkdir(folder, { recursive: true });
			const { bavail, bsize } = await statfs(folder);
			return bavail * bsize;
		}
	};
	return files;
}

function thumbPath(folder: string, id: string): string {
	if (!isUuid(id)) throw new Error('the id of a photo is a UUID');
	return join(folder, id);
}

const uploadOf = ({ id, size, offset, metadata }: Upload): PhotoUpload => ({
	id,
	unitId: metadata?.['unitId'] ?? '',
	sha256: metadata?.['sha256'] ?? '',
	bytes: size ?? 0,
	offset
});

/** The store's own errors bear the status that they would be answered with. */
const isUnknown = (error: unknown): boolean =>
	[404, 410].includes((error as { status_code?: number } | null)?.status_code ?? 0);

async function toDisk(path: string): Promise<void> {
	const handle = await open(path, 'r+');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

function readableOf(path: string): ReadableStream<Uint8Array> {
	const file = createReadStream(path);
	const reader = file[Symbol.asyncIterator]() as AsyncIterator<Buffer>;

	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { done, value } = await reader.next();
			if (done) controller.close();
			else controller.enqueue(new Uint8Array(value));
		},
		cancel: () => void file.destroy()
	});
}
