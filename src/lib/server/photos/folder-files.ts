import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import { isUuid } from '#lib/domain/ids.ts';
import {
	BEGUN_ALREADY,
	isUnknown,
	mustBeUuid,
	NoRoom,
	uploadOf,
	type Listed,
	type PhotoFiles,
	type PhotoUpload
} from './photo-files.ts';

/** Photos in a folder: `<id>` with `<id>.json` beside it, and `thumbs/<id>`. */
export class FolderFiles implements PhotoFiles {
	readonly #folder: string;
	readonly #thumbs: string;
	#made: FileStore | undefined;

	constructor(folder: string) {
		this.#folder = folder;
		this.#thumbs = join(folder, 'thumbs');
	}

	/** Made when the first photo comes: the store makes its folder at once, and a server without photos needs none. */
	get store(): FileStore {
		return (this.#made ??= new FolderStore(this.#folder));
	}

	async find(id: string): Promise<PhotoUpload | undefined> {
		try {
			return isUuid(id) ? uploadOf(await this.store.getUpload(id)) : undefined;
		} catch (error) {
			if (isUnknown(error)) return undefined;
			throw error;
		}
	}

	async read(id: string, length?: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const path = this.#pathOf(id);
		return unlessMissing(async () => {
			if (length === undefined) return new Uint8Array(await readFile(path));
			const handle = await open(path);
			try {
				const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0);
				return buffer.subarray(0, bytesRead);
			} finally {
				await handle.close();
			}
		});
	}

	async open(id: string): Promise<ReadableStream<Uint8Array> | undefined> {
		const path = this.#pathOf(id);
		if (!(await unlessMissing(() => stat(path)))) return undefined;

		return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
	}

	async secure(id: string): Promise<void> {
		const path = this.#pathOf(id);
		// The folder too: else a power cut takes the names, and the bytes with them.
		for (const each of [path, `${path}.json`, this.#folder]) await toDisk(each);
	}

	async remove(id: string): Promise<void> {
		const path = this.#pathOf(id);
		const thumb = join(this.#thumbs, id);
		for (const each of [path, `${path}.json`, thumb, `${thumb}.new`]) await rm(each, { force: true });
	}

	async keepThumb(id: string, bytes: Uint8Array): Promise<void> {
		const path = join(this.#thumbs, mustBeUuid(id));
		await unlessFull(async () => {
			await mkdir(this.#thumbs, { recursive: true });
			await writeFile(`${path}.new`, bytes);
			await rename(`${path}.new`, path);
		});
	}

	async thumb(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const path = join(this.#thumbs, mustBeUuid(id));
		return unlessMissing(async () => new Uint8Array(await readFile(path)));
	}

	async probe(): Promise<void> {
		const path = join(this.#folder, 'probe');
		await unlessFull(async () => {
			await mkdir(this.#folder, { recursive: true });
			await writeFile(path, 'anything');
		});
		await rm(path, { force: true });
	}

	async freeBytes(): Promise<number> {
		await mkdir(this.#folder, { recursive: true });
		const { bavail, bsize } = await statfs(this.#folder);
		return bavail * bsize;
	}

	async *list(): AsyncGenerator<Listed> {
		const names = new Set((await unlessMissing(() => readdir(this.#folder))) ?? []);
		const thumbs = (await unlessMissing(() => readdir(this.#thumbs))) ?? [];
		const ids = new Set([...names, ...thumbs].map((name) => name.replace(/\.(json|new)$/, '')).filter(isUuid));
		for (const id of ids) {
			const isPhoto = names.has(id) && names.has(`${id}.json`);
			const found = isPhoto ? await unlessMissing(() => stat(this.#pathOf(id))) : undefined;
			yield { id, bytes: found?.size };
		}
	}

	#pathOf = (id: string): string => join(this.#folder, mustBeUuid(id));
}

/** Says why it could not write, which the package keeps for itself. */
class FolderStore extends FileStore {
	constructor(directory: string) {
		super({ directory });
	}

	override getUpload = async (id: string): Promise<Upload> => super.getUpload(mustBeUuid(id));
	override read = (id: string) => super.read(mustBeUuid(id));
	override remove = async (id: string): Promise<void> => super.remove(mustBeUuid(id));
	override declareUploadLength = async (id: string, length: number): Promise<void> =>
		super.declareUploadLength(mustBeUuid(id), length);

	/** Called under the lock of the id. */
	override async create(upload: Upload): Promise<Upload> {
		mustBeUuid(upload.id);
		const isHere = await this.getUpload(upload.id).then(
			() => true,
			(error: unknown) => {
				if (isUnknown(error)) return false;
				throw error;
			}
		);
		if (isHere) throw BEGUN_ALREADY;

		return unlessFull(() => super.create(upload));
	}

	/** Whatever of it arrives stays, also when the rest finds no room. */
	override async write(readable: Readable, id: string, offset: number): Promise<number> {
		const handle = await open(join(this.directory, mustBeUuid(id)), 'r+');
		let end = offset;
		try {
			await unlessFull(async () => {
				for await (const chunk of readable as AsyncIterable<Uint8Array>) {
					await writeAll(handle, chunk, end);
					end += chunk.length;
				}
			});
			return end;
		} finally {
			await handle.close();
		}
	}
}

/** The system may take less at a time than it was given. */
async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
	for (let written = 0; written < bytes.length;) {
		written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
	}
}

async function toDisk(path: string): Promise<void> {
	const handle = await open(path, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

async function unlessFull<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (cause) {
		const { code } = cause as NodeJS.ErrnoException;
		if (code === 'ENOSPC' || code === 'EDQUOT') throw new NoRoom('the disk is full', { cause });
		throw cause;
	}
}
