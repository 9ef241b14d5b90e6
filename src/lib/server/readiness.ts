import type { ServerDatabase } from './database/database.ts';
import { DatabaseUnavailable, unavailableBehind, type WhyUnavailable } from './unavailable.ts';
import type { Log } from './log.ts';
import { KEPT_FREE_BYTES, NoRoom, type PhotoFiles } from './photos/photo-files.ts';

/** What can be stored now. */
export interface Readiness {
	/** Changes: whether the server is of any use. */
	database: 'ok' | WhyUnavailable;
	/** Photos wait on the phones meanwhile. `in-doubt`: many that were stored are not there, and nobody has said why. */
	photos: 'ok' | 'full' | 'away' | 'in-doubt';
}

/** Anybody may ask, and each answer writes. */
const KEPT_MS = 5_000;

/** SQLite writes into room that it has already, so its last writes succeed on a disk that is full. */
const LEAST_FREE_BYTES = 32 * 1024 * 1024;

/** A place that has not answered by then does not answer a phone either. */
const PLACE_TIMEOUT_MS = 10_000;

interface ReadinessGround {
	database: ServerDatabase;
	photoFiles: Pick<PhotoFiles, 'probe' | 'freeBytes'>;
	log: Log;
	now(): number;
}

export class ReadinessCheck {
	/** Found by whoever compares records with what lies in the place of the photos. */
	arePhotosInDoubt = false;
	readonly #ground: ReadinessGround;
	#last: { atMs: number; found: Promise<Readiness> } | undefined;
	#told = 'ok ok';

	constructor(ground: ReadinessGround) {
		this.#ground = ground;
	}

	/** Writes, and looks at the disk and the place of the photos; what changed is logged. */
	check(): Promise<Readiness> {
		const atMs = this.#ground.now();
		if (this.#last === undefined || atMs - this.#last.atMs >= KEPT_MS) this.#last = { atMs, found: this.#look() };

		return this.#last.found;
	}

	async #look(): Promise<Readiness> {
		const [database, photos] = await Promise.all([this.#lookAtDatabase(), this.#lookAtPhotos()]);
		const told = `${database} ${photos}`;
		if (told !== this.#told) {
			const level = told === 'ok ok' ? 'info' : 'error';
			this.#ground.log[level]({ database, photos }, 'what can be stored has changed');
		}
		this.#told = told;

		return { database, photos };
	}

	async #lookAtDatabase(): Promise<Readiness['database']> {
		const { database, now, log } = this.#ground;
		if (database.isLocked()) return 'busy';
		try {
			const value = new Date(now()).toISOString();
			await database.write
				.insertInto('meta')
				.values({ key: 'ready_at', value })
				.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
				.execute();
			const free = await database.freeBytes();
			return free !== undefined && free < LEAST_FREE_BYTES ? 'full' : 'ok';
		} catch (err) {
			log.warn({ err }, 'the database could not be written to');
			const behind = unavailableBehind(err);
			return behind instanceof DatabaseUnavailable ? behind.why : 'away';
		}
	}

	async #lookAtPhotos(): Promise<Readiness['photos']> {
		const { photoFiles, log } = this.#ground;
		try {
			await photoFiles.probe(AbortSignal.timeout(PLACE_TIMEOUT_MS));
			const free = await photoFiles.freeBytes();
			if (free !== undefined && free < KEPT_FREE_BYTES) return 'full';
			return this.arePhotosInDoubt ? 'in-doubt' : 'ok';
		} catch (err) {
			if (err instanceof NoRoom) return 'full';
			log.warn({ err }, 'the place of the photos could not be written to');
			return 'away';
		}
	}
}
