import { recordKeyText } from '#lib/domain/changes/change.ts';
import { itemKeys } from '#lib/domain/photos/item-keys.ts';
import { readRefused } from '../outbox/read-outbox.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { SecondPlace, UnsentCopy } from './second-place.ts';

/** Changes whose orders lie in one hundred are a part: a save rewrites one, however much waits. */
const PART_ORDERS = 100;
const REFUSED = 'refused';
/** Longer than that nobody waits while a long outbox is copied; the rest follows the next time. */
const AT_ONCE_MS = 100;

/** A part as it was last written. */
interface Written {
	/** Tells apart what the database holds of it at different times. */
	sign: string;
	items: ReadonlySet<string>;
}

const NOTHING: Written = { sign: '', items: new Set() };

/** The copy of what is unsent, in parts of which only those are written that have changed. */
export class UnsentParts {
	readonly #db: DeviceDatabase;
	readonly #place: SecondPlace | undefined;
	readonly #written = new Map<string, Written>();
	#isListed = false;

	constructor(db: DeviceDatabase, place: SecondPlace | undefined) {
		this.#db = db;
		this.#place = place;
	}

	/** Writes parts that have changed, the newest first: the oldest are about to be sent. Says whether none is left. */
	async copyNext(): Promise<boolean> {
		const untilMs = performance.now() + AT_ONCE_MS;
		await this.#list();
		const signs = await this.#readSigns();
		const changed = [...new Set([...signs.keys(), ...this.#written.keys()])]
			.filter((part) => signs.get(part) !== this.#written.get(part)?.sign)
			.sort((a, b) => Number(b) - Number(a) || (a === REFUSED ? -1 : 1));

		for (const [index, part] of changed.entries()) {
			await this.#copy(part, signs.get(part));
			if (performance.now() > untilMs) return index === changed.length - 1;
		}
		return true;
	}

	/** How many records have changes that were unsent when last looked at. */
	countItems = (): number => new Set([...this.#written.values()].flatMap(({ items }) => [...items])).size;

	/** What was written before this program started is looked at once, and goes when nothing of it waits any more. */
	async #list(): Promise<void> {
		if (this.#isListed) return;
		for (const part of (await this.#place?.parts()) ?? []) this.#written.set(part, NOTHING);
		this.#isListed = true;
	}

	async #readSigns(): Promise<Map<string, string>> {
		const [orders, refused] = await Promise.all([
			this.#db.outbox.toCollection().primaryKeys(),
			readRefused(this.#db)
		]);
		const byPart = Map.groupBy(orders, (order) => String(Math.floor(order / PART_ORDERS)));
		const signs = new Map(
			[...byPart].map(([part, [first, ...more]]) => [part, `${first}-${more.at(-1)} ${more.length}`])
		);
		if (refused.length > 0) signs.set(REFUSED, refused.map(({ id }) => id).join(' '));

		return signs;
	}

	async #copy(part: string, sign: string | undefined): Promise<void> {
		const copy = sign === undefined ? undefined : await this.#read(part);
		const changes = copy?.changes.map(({ change }) => change) ?? [];
		if (!copy || (changes.length === 0 && copy.attention.length === 0)) await this.#place?.remove(part);
		else await this.#place?.write(part, copy);

		if (sign === undefined) this.#written.delete(part);
		else this.#written.set(part, { sign, items: new Set(itemKeys(changes).map(recordKeyText)) });
	}

	async #read(part: string): Promise<UnsentCopy> {
		if (part === REFUSED) return { changes: [], attention: await readRefused(this.#db) };
		const from = Number(part) * PART_ORDERS;
		const rows = await this.#db.outbox
			.where('order')
			.between(from, from + PART_ORDERS)
			.toArray();
		return { changes: rows.map(({ change, savedAtMs }) => ({ change, savedAtMs })), attention: [] };
	}
}
