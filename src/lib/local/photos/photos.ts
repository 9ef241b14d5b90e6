import { photosThatFit, roomLeft, type RoomLeft } from '#lib/domain/photos/photo-limits.ts';
import type { PhotoTold } from '#lib/domain/photos/photo-edits.ts';
import type { Place } from '#lib/domain/records/fields.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import type { Room } from '../storage/persist.ts';
import { PhotoDatabase, type PhotoRow } from './photo-database.ts';
import { PhotoMaker } from './photo-maker.ts';
import { PhotoStore } from './photo-store.ts';
import type { PhotoRefusal } from './prepare-photo.ts';
import { SeenThumbs } from './seen-thumbs.ts';

/** `no-room`: the rest of the room is kept for records, or the browser refused to write. */
export type TakeRefusal = PhotoRefusal | { kind: 'no-room' };

/** What the device has room for. */
export interface PhotoRoom {
	left: RoomLeft;
	/** About how many more fit. */
	photos: number;
	freeBytes: number;
}

interface Taken {
	id: string;
	unitId: string;
	draftKey: string;
	/** Chosen among the phone's pictures rather than taken now. */
	isChosen: boolean;
	takenAt: string;
	takenAtMs: number;
}

/** The photos of one person on this device. */
export class Photos {
	readonly db: PhotoDatabase;
	readonly store: PhotoStore;
	readonly #maker = new PhotoMaker();
	readonly #seen: SeenThumbs;
	readonly #room: () => Promise<Room | undefined>;

	constructor(personId: string, room: () => Promise<Room | undefined>) {
		this.db = new PhotoDatabase(personId);
		this.store = new PhotoStore(this.db);
		this.#seen = new SeenThumbs(personId);
		this.#room = room;
	}

	/** Undefined where the browser does not tell. */
	async room(): Promise<PhotoRoom | undefined> {
		const room = await this.#room();

		return (
			room && { left: roomLeft(room.freeBytes), photos: photosThatFit(room.freeBytes), freeBytes: room.freeBytes }
		);
	}

	/** Resolves when the photo is on disk and was read back; only then may a screen say so. */
	async take(
		source: Blob,
		{ id, unitId, draftKey, isChosen, takenAt, takenAtMs }: Taken
	): Promise<Result<string, TakeRefusal>> {
		if ((await this.room())?.left === 'records-only') return refuse({ kind: 'no-room' });
		const prepared = await this.#maker.prepare(source);
		if (!prepared.ok) return prepared;

		const { bytes, thumb, sha256, width, height, filetype, shotAt } = prepared.value;
		const chosen = isChosen ? { chosen: shotAt === undefined ? {} : { takenAt: shotAt } } : {};
		const file = { sha256, bytes: bytes.byteLength, width, height, filetype, takenAt, ...chosen };
		try {
			await this.store.keep(
				{
					id,
					unitId,
					draftKey,
					file,
					caption: '',
					thumb,
					takenAtMs,
					isStored: 0,
					hasCopy: 1,
					sentBytes: 0,
					isThumbSent: false
				},
				bytes
			);
		} catch (cause) {
			if (isQuotaExceeded(cause)) return refuse({ kind: 'no-room' });
			throw cause;
		}
		return ok(id);
	}

	/** Where it was taken, found a moment later than the photo. */
	async notePlace(id: string, place: Place): Promise<void> {
		const row = await this.store.get(id);
		if (row) await this.store.note(id, { file: { ...row.file, place } });
	}

	/** What can be read of them: with this store broken, forms go on without their photos. */
	async rows(ids: readonly string[]): Promise<PhotoRow[]> {
		try {
			return await this.store.getMany(ids);
		} catch (cause) {
			reportError(cause);
			return [];
		}
	}

	/** How many lie on this device alone; none that anybody could count while the store is broken. */
	async countUnstored(): Promise<number> {
		try {
			return await this.store.countUnstored();
		} catch (cause) {
			reportError(cause);
			return 0;
		}
	}

	/** What the form's save writes of its photos. */
	async told(ids: readonly string[]): Promise<PhotoTold[]> {
		return (await this.rows(ids)).map(({ id, file, caption }) => ({ id, file, caption }));
	}

	/** Of a photo taken here or by somebody else; undefined while it cannot be had. */
	async thumbOf(id: string): Promise<Blob | undefined> {
		const own = await this.store.get(id);

		return own ? new Blob([own.thumb], { type: 'image/jpeg' }) : this.#seen.get(id);
	}

	close(): void {
		this.db.close();
	}
}

/** Dexie wraps what the browser threw. */
function isQuotaExceeded(cause: unknown): boolean {
	if (!(cause instanceof Error)) return false;
	const inner = (cause as Error & { inner?: unknown }).inner;

	return cause.name === 'QuotaExceededError' || (inner !== undefined && inner !== cause && isQuotaExceeded(inner));
}
