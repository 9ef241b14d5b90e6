import { communeFigures, type CommuneFigures } from '#lib/domain/progress/commune-figures.ts';
import type { ProgressOf } from '#lib/domain/progress/commune.ts';
import type { Reference } from '#lib/domain/reference/reference.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import { recordsOfUnit } from './read-records.ts';

/** What figures are counted from besides the records. */
export interface FiguresGround extends ProgressOf {
	reference: Reference;
	weeks: number;
	/** The program's version: another one may count otherwise. */
	app: string;
}

/** Figures are counted again when these differ; the row goes with every write to a record of its unit. */
const basisOf = ({ reference, today, weeks, app }: FiguresGround): string =>
	[app, reference.version, today, weeks].join(' ');

/** A commune's figures: those kept, or counted from its records. */
export async function readFigures(
	db: DeviceDatabase,
	ground: FiguresGround
): Promise<{ figures: CommuneFigures; isKept: boolean }> {
	const kept = await db.figures.get(ground.unit.id);
	if (kept?.basis === basisOf(ground)) return { figures: kept.figures, isKept: true };

	return { figures: communeFigures(await recordsOfUnit(db, ground.unit.id), ground), isKept: false };
}

/** Counts once more and keeps what comes out, in one transaction: no write can come between. */
export async function keepFigures(db: DeviceDatabase, ground: FiguresGround): Promise<void> {
	await db.transaction('rw', db.record, db.figures, async () => {
		const { figures, isKept } = await readFigures(db, ground);
		if (!isKept) await db.figures.put({ unitId: ground.unit.id, basis: basisOf(ground), figures });
	});
}

/** Keeps figures once no more news come: while a first snapshot comes down, each would be thrown away again. */
export class FiguresKeeper {
	readonly #db: DeviceDatabase;
	readonly #waiting = new Map<string, FiguresGround>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(db: DeviceDatabase) {
		this.#db = db;
	}

	keepLater(ground: FiguresGround): void {
		this.#waiting.set(ground.unit.id, ground);
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.keepNow(), 2_000);
	}

	/** One commune after the other; failing, they are counted anew the next time. */
	async keepNow(): Promise<void> {
		for (const [unitId, ground] of this.#waiting) {
			this.#waiting.delete(unitId);
			await keepFigures(this.#db, ground);
		}
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#waiting.clear();
	}
}
