import { makeDeviceId } from '#lib/domain/ids.ts';
import { itemsOf } from '../outbox/count-items.ts';
import { readRefused } from '../outbox/read-outbox.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore, Meta } from '../store/device-store.ts';
import { changesIn, joinParts, type SecondPlace, type UnsentCopy } from './second-place.ts';
import { putBackUnsent } from './unsent-copy.ts';

/** Changes whose orders lie in one hundred are a part: a save rewrites one, however much waits. */
const PART_ORDERS = 100;
const REFUSED = 'refused';
/** Longer than that nobody waits while a long outbox is copied; the rest follows the next time. */
const AT_ONCE_MS = 100;

/** What a database holds: by part, a sign that tells apart what it holds of it at different times. */
interface Held {
	device: string;
	signs: ReadonlyMap<string, string>;
}

/** A part as it was last read, and whether the place holds it so. */
interface Part {
	/** Empty when it was found there, written by another run of the program or of another database. */
	sign: string;
	items: ReadonlySet<string>;
	isKept: boolean;
}

/** How long something takes, and what is done later; handed in so that no test hangs on how busy its machine is. */
export interface PassingTime {
	/** By a clock that only goes forward, in ms. */
	now(): number;
	/** Answers how to call it off. */
	after(ms: number, action: () => void): () => void;
}

export const REAL_TIME: PassingTime = {
	now: () => performance.now(),
	after(ms, action) {
		const timer = setTimeout(action, ms);
		return () => clearTimeout(timer);
	}
};

interface Copied {
	db: DeviceDatabase;
	store: DeviceStore;
	personId: string;
	place: SecondPlace | undefined;
	/** Told when something has come back, which is to be sent. */
	onback(): void;
	onfailure(cause: unknown): void;
	time?: PassingTime;
}

/** The copy of what is unsent, in parts of which only those are written that have changed. A part bears the name of the
 *  database that it was copied from, which is its device id: what was copied from a database that the browser has since taken
 *  away goes only when it has been put back into the one that came in its place, and copied from there. */
export class UnsentParts {
	readonly #copied: Copied;
	readonly #time: PassingTime;
	/** By name. */
	readonly #parts = new Map<string, Part>();
	/** Stands beside the database's name as long as what was found could not be put back into it: nothing is written over. */
	readonly #ownName = makeDeviceId(crypto.getRandomValues(new Uint8Array(8)));
	/** The database into which it was. */
	#putBackInto: string | undefined;

	constructor(copied: Copied) {
		this.#copied = copied;
		this.#time = copied.time ?? REAL_TIME;
	}

	/** Writes parts that have changed, the newest first: the oldest are about to be sent. `more`: some are left for the next
	 *  time. `failed`: the place did not take what it should, or the database what the place held; it was told. `no-database`: the
	 *  browser has taken it away, and its emptiness says nothing of what was sent. */
	async copyNext(): Promise<'whole' | 'more' | 'failed' | 'no-database'> {
		const untilMs = this.#time.now() + AT_ONCE_MS;
		let held = await this.#readSigns();
		if (held && held.device !== this.#putBackInto && (await this.#putBack(held.device))) {
			held = await this.#readSigns();
		}
		if (!held) return 'no-database';

		const { device, signs } = held;
		const isPutBack = device === this.#putBackInto;
		const prefix = isPutBack ? `${device}-` : `${device}.${this.#ownName}-`;
		const how = await this.#copyChanged(held, prefix, untilMs);
		if (how !== 'whole') return how;
		for (const name of this.#parts.keys()) {
			if (name.startsWith(prefix) ? signs.has(name.slice(prefix.length)) : !isPutBack) continue;
			await this.#copied.place?.remove(name);
			this.#parts.delete(name);
		}
		return isPutBack ? 'whole' : 'failed';
	}

	/** How many records have changes that were unsent when last looked at. */
	countItems = (): number => new Set([...this.#parts.values()].flatMap(({ items }) => [...items])).size;

	/** What the place does not take is read all the same, since it counts. */
	async #copyChanged({ device, signs }: Held, prefix: string, untilMs: number): Promise<'whole' | 'more' | 'failed'> {
		const changed = [...signs]
			.filter(([part, sign]) => !this.#isKept(prefix + part, sign))
			.sort(([a], [b]) => Number(b) - Number(a) || (a === REFUSED ? -1 : 1));
		let isTaken = true;
		let isWhole = true;
		for (const [index, [part, sign]] of changed.entries()) {
			const name = prefix + part;
			if (!isTaken && this.#parts.get(name)?.sign === sign) continue;
			if (index > 0 && this.#time.now() > untilMs) {
				isWhole = false;
				break;
			}
			const copy = await this.#read(device, part);
			if (!copy) {
				isWhole = false;
				continue;
			}
			const items = itemsOf(changesIn(copy));
			this.#parts.set(name, { sign, items, isKept: false });
			isTaken &&= await this.#write(name, copy);
			if (isTaken) this.#parts.set(name, { sign, items, isKept: true });
		}
		if (!isTaken) return 'failed';
		return isWhole ? 'whole' : 'more';
	}

	#isKept(name: string, sign: string): boolean {
		const part = this.#parts.get(name);
		return part?.sign === sign && part.isKept;
	}

	/** Says whether the database has now all that the place holds and can be read. */
	async #putBack(device: string): Promise<boolean> {
		const { place, onback, onfailure } = this.#copied;
		try {
			const found = (await place?.read()) ?? new Map<string, UnsentCopy>();
			for (const [name, copy] of found) {
				if (!this.#parts.has(name))
					this.#parts.set(name, { sign: '', items: itemsOf(changesIn(copy)), isKept: true });
			}
			if (found.size > 0 && (await putBackUnsent(this.#copied, joinParts(found))) > 0) onback();
			this.#putBackInto = device;
			return true;
		} catch (cause) {
			onfailure(cause);
			return false;
		}
	}

	/** Undefined where there is no database with a clock. */
	#readSigns(): Promise<Held | undefined> {
		return this.#inDatabase(async (device, db) => {
			const [orders, refused] = await Promise.all([db.outbox.toCollection().primaryKeys(), readRefused(db)]);
			const byPart = Map.groupBy(orders, (order) => String(Math.floor(order / PART_ORDERS)));
			const signs = new Map(
				[...byPart].map(([part, [first, ...more]]) => [part, `${first}-${more.at(-1)} ${more.length}`])
			);
			if (refused.length > 0) signs.set(REFUSED, refused.map(({ id }) => id).join(' '));
			return { device, signs };
		});
	}

	/** Undefined when it was sent, or the database was taken away, since the signs were read. */
	async #read(from: string, part: string): Promise<UnsentCopy | undefined> {
		const copy = await this.#inDatabase((device, db) => (device === from ? readPart(db, part) : undefined));
		return copy && copy.changes.length + copy.attention.length > 0 ? copy : undefined;
	}

	/** Says whether the place took it. */
	async #write(name: string, copy: UnsentCopy): Promise<boolean> {
		try {
			await this.#copied.place?.write(name, copy);
			return true;
		} catch (cause) {
			this.#copied.onfailure(cause);
			return false;
		}
	}

	/** Reads at one moment of the database. */
	async #inDatabase<T>(read: (device: string, db: DeviceDatabase) => Promise<T> | undefined): Promise<T | undefined> {
		const { db } = this.#copied;
		return await db.transaction('r', [db.meta, db.outbox, db.attention], async () => {
			const clock = (await db.meta.get('clock'))?.value as Meta['clock'] | undefined;
			return clock && (await read(clock.device, db));
		});
	}
}

async function readPart(db: DeviceDatabase, part: string): Promise<UnsentCopy> {
	if (part === REFUSED) return { changes: [], attention: await readRefused(db) };
	const from = Number(part) * PART_ORDERS;
	const rows = await db.outbox
		.where('order')
		.between(from, from + PART_ORDERS)
		.toArray();
	return { changes: rows.map(({ change, savedAtMs }) => ({ change, savedAtMs })), attention: [] };
}
