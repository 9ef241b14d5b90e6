import { type Dexie, type GlobalDexieEvents, type IndexableType, type ObservabilitySet, RangeSet } from 'dexie';

/** Beyond so many rows of a table, all of it counts as written: telling them apart costs more than it saves. */
const TOLD_APART = 50;

/** What a transaction has written past Dexie, so that live queries of all tabs, which listen to Dexie, run again. */
export class WrittenParts {
	readonly #db: Dexie;
	readonly #parts: ObservabilitySet = {};

	constructor(db: Dexie) {
		this.#db = db;
	}

	put(tableName: string, rows: readonly object[]): void {
		const { primKey, indexes } = this.#db.table(tableName).schema;
		if (rows.length > TOLD_APART) return this.#addAll(tableName);

		for (const row of rows) {
			this.#addRow(tableName, keyIn(row, primKey.keyPath));
			for (const { name, keyPath } of indexes) this.#part(tableName, name).addKey(keyIn(row, keyPath));
		}
	}

	deleted(tableName: string, keys: readonly IDBValidKey[]): void {
		if (keys.length > TOLD_APART) return this.#addAll(tableName);

		for (const key of keys) this.#addRow(tableName, key as IndexableType);
	}

	/** After the transaction has ended; before, a query would still see the old rows. */
	tell(on: GlobalDexieEvents): void {
		if (Object.keys(this.#parts).length > 0) on.storagemutated.fire(this.#parts);
	}

	/** A row that goes, or leaves its place in an index, is known to queries by its key under `:dels`. */
	#addRow(tableName: string, key: IndexableType): void {
		this.#part(tableName, '').addKey(key);
		this.#part(tableName, ':dels').addKey(key);
	}

	#addAll(tableName: string): void {
		const { indexes } = this.#db.table(tableName).schema;
		for (const name of ['', ':dels', ...indexes.map((index) => index.name)]) {
			this.#part(tableName, name).add({ from: -Infinity, to: [[]] });
		}
	}

	#part(tableName: string, index: string): RangeSet {
		return (this.#parts[`idb://${this.#db.name}/${tableName}/${index}`] ??= new RangeSet()) as RangeSet;
	}
}

function keyIn(row: object, keyPath: string | string[] | undefined): IndexableType {
	const fields = row as { [field: string]: IndexableType };
	return typeof keyPath === 'string' ? fields[keyPath]! : keyPath!.map((field) => fields[field] as string);
}
