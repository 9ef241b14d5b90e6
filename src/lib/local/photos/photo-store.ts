import { Dexie } from 'dexie';
import type { PhotoDatabase, PhotoRow } from './photo-database.ts';

/** Some browsers fail at once on larger values, and a value is always read whole. */
const PIECE_BYTES = 1024 * 1024;

/** What was read back is not what was written. */
class PhotoNotKept extends Error {
	override name = 'PhotoNotKept';
}

export class PhotoStore {
	readonly #db: PhotoDatabase;

	constructor(db: PhotoDatabase) {
		this.#db = db;
	}

	/** Resolves when the photo is on disk and has been read back; nothing of it is left when that fails. */
	async keep(row: PhotoRow, bytes: ArrayBuffer): Promise<void> {
		const { photo, piece } = this.#db;
		await this.#db.transaction('rw', photo, piece, async () => {
			await photo.add(row);
			for (let index = 0; index * PIECE_BYTES < bytes.byteLength; index++) {
				const from = index * PIECE_BYTES;
				await piece.add({ photoId: row.id, index, bytes: bytes.slice(from, from + PIECE_BYTES) });
			}
		});

		const kept = await this.read(row.id, 0, bytes.byteLength);
		if (isSame(new Uint8Array(bytes), kept)) return;
		await this.remove(row.id);
		throw new PhotoNotKept(row.id);
	}

	/** Reads only the pieces that the range touches. Shorter than asked for when the copy is gone or ends before. */
	async read(id: string, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
		const first = Math.floor(from / PIECE_BYTES);
		const last = Math.floor((from + Math.max(length, 1) - 1) / PIECE_BYTES);
		const pieces = await this.#db.piece
			.where('[photoId+index]')
			.between([id, first], [id, last], true, true)
			.toArray();
		const all = new Uint8Array(await new Blob(pieces.map(({ bytes }) => bytes)).arrayBuffer());
		const start = from - first * PIECE_BYTES;

		return all.slice(start, start + length);
	}

	get = (id: string): Promise<PhotoRow | undefined> => this.#db.photo.get(id);
	/** Of no photos, none: a form without any does not depend on this store. */
	getMany = async (ids: readonly string[]): Promise<PhotoRow[]> =>
		ids.length === 0 ? [] : (await this.#db.photo.bulkGet([...ids])).flatMap((row) => row ?? []);
	unstored = (): Promise<PhotoRow[]> => this.#db.photo.where('isStored').equals(0).sortBy('takenAtMs');
	stored = (): Promise<PhotoRow[]> => this.#db.photo.where('isStored').equals(1).toArray();

	all = (): Promise<PhotoRow[]> => this.#db.photo.toArray();
	countUnstored = (): Promise<number> => this.#db.photo.where('isStored').equals(0).count();

	/** The whole photo; undefined when its copy does not lie here. */
	async picture(id: string): Promise<Blob | undefined> {
		const row = await this.get(id);
		if (!row || row.hasCopy === 0) return undefined;

		return new Blob([await this.read(id, 0, row.file.bytes)], { type: row.file.filetype });
	}

	async note(id: string, news: Partial<PhotoRow>): Promise<void> {
		await this.#db.photo.update(id, news);
	}

	isWifiOnly = async (): Promise<boolean> => (await this.#db.wish.get('wifi-only')) !== undefined;

	async setWifiOnly(isOn: boolean): Promise<void> {
		if (isOn) await this.#db.wish.put({ name: 'wifi-only' });
		else await this.#db.wish.delete('wifi-only');
	}

	async remove(id: string): Promise<void> {
		await this.#db.transaction('rw', this.#db.photo, this.#db.piece, async () => {
			await this.#db.photo.delete(id);
			await this.#removePieces(id);
		});
	}

	/** Frees the room of these; their thumbnails stay. Answers how many bytes that gave. */
	async free(rows: readonly PhotoRow[]): Promise<number> {
		for (const { id } of rows) {
			await this.#db.transaction('rw', this.#db.photo, this.#db.piece, async () => {
				await this.#removePieces(id);
				await this.#db.photo.update(id, { hasCopy: 0 });
			});
		}
		return rows.reduce((sum, { file }) => sum + file.bytes, 0);
	}

	async #removePieces(id: string): Promise<void> {
		await this.#db.piece.where('[photoId+index]').between([id, Dexie.minKey], [id, Dexie.maxKey]).delete();
	}
}

export const thumbOf = ({ thumb }: PhotoRow): Blob => new Blob([thumb], { type: 'image/jpeg' });

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
	a.length === b.length && a.every((byte, index) => byte === b[index]);
