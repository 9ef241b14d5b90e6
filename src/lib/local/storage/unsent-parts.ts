import { recordKeyText } from '#lib/domain/changes/change.ts';
import { makeDeviceId } from '#lib/domain/ids.ts';
import { itemKeys } from '#lib/domain/photos/item-keys.ts';
import { readRefused } from '../outbox/read-outbox.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore, Meta } from '../store/device-store.ts';
import { joinParts, type SecondPlace, type UnsentCopy } from './second-place.ts';
import { putBackUnsent } from './unsent-copy.ts';

/** Changes whose orders lie in one hundred are a part: a save rewrites one, however much waits. */
const PART_ORDERS = 100;
const REFUSED = 'refused';
/** Longer than that nobody waits while a long outbox is copied; the rest follows the next time. */
const AT_ONCE_MS = 100;

/** A part as it was last read, and whether the place holds it so. */
interface Part {
	/** Tells apart what the database holds of it at different times. */
	sign: string;
	items: ReadonlySet<string>;
	isKept: boolean;
}

/** A part that was found in the place: written by another run of the program, or of another database. */
const FOUND: Part = { sign: '', items: new Set(), isKept: true };

interface Copied {
	db: DeviceDatabase;
	store: DeviceStore;
	personId: string;
	place: SecondPlace | undefined;
	/** Told when something has come back, which is to be sent. */
	onback(): void;
	onfailure(cause: unknown): void;
}

/** The copy of what is unsent, in parts of which only those are written that have changed. A part bears the name of the
 *  database that it was copied from, which is its device id: what was copied from a database that the browser has since taken
 *  away goes only when it has been put back into the one that came in its place, and copied from there. */
export class UnsentParts {
	readonly #copied: Copied;
	/** By name. */
	readonly #parts = new Map<string, Part>();
	/** In place of the database's, as long as what was found could not be put back into it: nothing is written over. */
	readonly #ownName = makeDeviceId(crypto.getRandomValues(new Uint8Array(8)));
	/** The database into which it was. */
	#putBackInto: string | undefined;

	constructor(copied: Copied) {
		this.#copied = copied;
	}

	/** Writes parts that have changed, the newest first: the oldest are about to be sent. `more`: some are left for the next
	 *  time. `no-database`: the browser has taken it away, and its emptiness says nothing of what was sent. */
	async copyNext(): Promise<'whole' | 'more' | 'no-database'> {
		const untilMs = performance.now() + AT_ONCE_MS;
		let held = await this.#readSigns();
		if (held && held.device !== this.#putBackInto && (await this.#putBack(held.device))) {
			held = await this.#readSigns();
		}
		if (!held) return 'no-database';

		const isPutBack = held.device === this.#putBackInto;
		const prefix = `${isPutBack ? held.device : this.#ownName}-`;
		let isAllKept = true;
		for (const [index, [part, sign]] of this.#changed(held.signs, prefix).entries()) {
			if (index > 0 && performance.now() > untilMs) return 'more';
			isAllKept = (await this.#copy(held.device, part, { sign, name: prefix + part }, isAllKept)) && isAllKept;
		}
		for (const name of this.#parts.keys()) {
			const isOwn = name.startsWith(prefix);
			if (isOwn ? held.signs.has(name.slice(prefix.length)) : !isPutBack || !isAllKept) continue;
			await this.#copied.place?.remove(name);
			this.#parts.delete(name);
		}
		return 'whole';
	}

	/** How many records have changes that were unsent when last looked at. */
	countItems = (): number => new Set([...this.#parts.values()].flatMap(({ items }) => [...items])).size;

	#changed(signs: ReadonlyMap<string, string>, prefix: string): [part: string, sign: string][] {
		const isKept = ([part, sign]: [string, string]) => {
			const kept = this.#parts.get(prefix + part);
			return kept?.sign === sign && kept.isKept;
		};
		return [...signs]
			.filter((each) => !isKept(each))
			.sort(([a], [b]) => Number(b) - Number(a) || (a === REFUSED ? -1 : 1));
	}

	/** Says whether the database has now all that the place holds and can be read. */
	async #putBack(device: string): Promise<boolean> {
		const { place, onback, onfailure } = this.#copied;
		try {
			const found = (await place?.read()) ?? new Map<string, UnsentCopy>();
			if (found.size > 0 && (await putBackUnsent(this.#copied, joinParts(found))) > 0) onback();
			for (const name of found.keys()) if (!this.#parts.has(name)) this.#parts.set(name, FOUND);
			this.#putBackInto = device;
			return true;
		} catch (cause) {
			onfailure(cause);
			return false;
		}
	}

	/** Undefined where there is no database with a clock. */
	#readSigns(): Promise<{ device: string; signs: Map<string, string> } | undefined> {
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

	/** Says whether the place took it. Of several that it does not take, one failure is told. */
	async #copy(
		from: string,
		part: string,
		{ name, sign }: { name: string; sign: string },
		isFailureNew: boolean
	): Promise<boolean> {
		const copy = await this.#inDatabase((device, db) => (device === from ? readPart(db, part) : undefined));
		// It was sent, or the database was taken away, since the signs were read.
		if (!copy || (copy.changes.length === 0 && copy.attention.length === 0)) return false;

		const items = new Set(itemKeys(copy.changes.map(({ change }) => change)).map(recordKeyText));
		this.#parts.set(name, { sign, items, isKept: false });
		try {
			await this.#copied.place?.write(name, copy);
		} catch (cause) {
			if (isFailureNew) this.#copied.onfailure(cause);
			return false;
		}
		this.#parts.set(name, { sign, items, isKept: true });
		return true;
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
