import type { Kysely } from 'kysely';
import { addDigest, recordDigest, subtractDigest } from '#lib/domain/changes/digest.ts';
import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import type { Schema } from '../database/schema.ts';
import { rowToUnit, type UnitRow } from '../reference/units.ts';
import { endHolds, storeHolds } from './holds.ts';
import { loggedToRow, recordToRow, rowToLogged, rowToRecord } from './log-rows.ts';
import type { Received } from './server-store.ts';
import { MOST_ABOUT, type AboutKind, type HeldSince, type LoggedChange, type UnitLog } from './unit-log.ts';

/** Rows per INSERT: PostgreSQL takes 65,535 parameters a statement, SQLite 32,766. */
const ROWS_PER_INSERT = 500;

/** The unit's log in the database, inside the transaction that locks the unit's row. */
export class DatabaseLog implements UnitLog {
	readonly unit;
	head: number;
	lastStamp: string;
	readonly #trx: Kysely<Schema>;
	readonly #received: Received;
	readonly #row: UnitRow;
	readonly #logged = new Map<string, LoggedChange | undefined>();
	readonly #numbers = new Map<string, string>();
	readonly #records = new Map<
		string,
		{ record: SyncRecord | undefined; stored: SyncRecord | undefined; about: string | null }
	>();
	readonly #appended: LoggedChange[] = [];
	readonly #held = new Map<string, string>();

	constructor(trx: Kysely<Schema>, row: UnitRow, received: Received) {
		this.#trx = trx;
		this.#received = received;
		this.unit = rowToUnit(row);
		this.head = row.head;
		this.lastStamp = row.last_stamp;
		this.#row = row;
	}

	/** Reads in three queries what each change of the batch would otherwise read by itself. */
	async preload(changes: readonly Change[]): Promise<void> {
		// PostgreSQL refuses an empty list after `in`.
		if (changes.length === 0) return;
		// The changes that the authors saw are needed too.
		const seen = changes.flatMap(({ set }) => Object.values(set).flatMap(({ prev }) => prev ?? []));
		const ids = [...new Set([...changes.map(({ id }) => id), ...seen])];
		const known = await this.#trx
			.selectFrom('change')
			.selectAll()
			.where('unit_id', '=', this.unit.id)
			.where('id', 'in', ids)
			.execute();
		for (const id of ids) this.#logged.set(id, undefined);
		for (const row of known) this.#logged.set(row.id, rowToLogged(row));

		const numbered = await this.#trx
			.selectFrom('change')
			.select(['device', 'n', 'id'])
			.where('device', 'in', [...new Set(changes.map(({ device }) => device))])
			.where('n', 'in', [...new Set(changes.map(({ n }) => n))])
			.execute();
		for (const { device, n, id } of numbered) this.#numbers.set(`${device}/${n}`, id);

		const records = await this.#trx
			.selectFrom('record')
			.selectAll()
			.where('unit_id', '=', this.unit.id)
			// The key begins with unit and kind: without the kinds the database would read all records of the unit.
			.where('kind', 'in', [...new Set(changes.map(({ kind }) => kind))])
			.where('id', 'in', [...new Set(changes.map(({ recordId }) => recordId))])
			.execute();
		for (const { kind, recordId } of changes) this.#remember(kind, recordId, undefined, null);
		for (const row of records) this.#remember(row.kind, row.id, rowToRecord(row), row.about);
	}

	async logged(changeId: string): Promise<LoggedChange | undefined> {
		if (!this.#logged.has(changeId)) {
			const row = await this.#trx
				.selectFrom('change')
				.selectAll()
				.where('unit_id', '=', this.unit.id)
				.where('id', '=', changeId)
				.executeTakeFirst();
			this.#logged.set(changeId, row && rowToLogged(row));
		}
		return this.#logged.get(changeId);
	}

	async numbered(device: string, n: number): Promise<string | undefined> {
		return this.#numbers.get(`${device}/${n}`);
	}

	async record(kind: string, recordId: string): Promise<SyncRecord | undefined> {
		const known = this.#records.get(`${kind}/${recordId}`);
		if (known) return known.record;

		const row = await this.#trx
			.selectFrom('record')
			.selectAll()
			.where('unit_id', '=', this.unit.id)
			.where('kind', '=', kind)
			.where('id', '=', recordId)
			.executeTakeFirst();
		this.#remember(kind, recordId, row && rowToRecord(row), row?.about ?? null);
		return row && rowToRecord(row);
	}

	async recordsAbout(about: string, kind: AboutKind): Promise<SyncRecord[]> {
		const rows = await this.#trx
			.selectFrom('record')
			.selectAll()
			.where('unit_id', '=', this.unit.id)
			.where('about', '=', about)
			.where('kind', '=', kind)
			.orderBy('seq', 'desc')
			.limit(MOST_ABOUT)
			.execute();
		for (const row of rows) {
			if (!this.#records.has(`${row.kind}/${row.id}`))
				this.#remember(row.kind, row.id, rowToRecord(row), row.about);
		}
		return [...this.#records.values()].flatMap(({ record, about: of }) =>
			record?.kind === kind && of === about ? [record] : []
		);
	}

	async held(changeId: string): Promise<HeldSince | undefined> {
		const row = await this.#trx
			.selectFrom('hold')
			.select(['first_at', 'tries'])
			.where('unit_id', '=', this.unit.id)
			.where('change_id', '=', changeId)
			.executeTakeFirst();
		return row && { firstAtMs: Date.parse(row.first_at), tries: row.tries };
	}

	append(logged: LoggedChange, record?: SyncRecord, about?: string): void {
		this.#appended.push(logged);
		this.#logged.set(logged.change.id, logged);
		this.#numbers.set(`${logged.change.device}/${logged.change.n}`, logged.change.id);
		if (logged.receipt.r === 'ok') this.head = logged.receipt.seq;
		if (logged.stamp !== null && logged.stamp > this.lastStamp) this.lastStamp = logged.stamp;
		if (record) {
			const known = this.#records.get(`${record.kind}/${record.id}`);
			this.#records.set(`${record.kind}/${record.id}`, { record, stored: known?.stored, about: about ?? null });
		}
	}

	hold({ id }: Pick<Change, 'id'>, personId: string): void {
		this.#held.set(id, personId);
	}

	/** Writes what was appended; returns the unit's row as it is afterwards. */
	async store(): Promise<UnitRow> {
		if (this.#held.size > 0)
			await storeHolds(this.#trx, { unitId: this.unit.id, at: this.#received.at }, this.#held);
		if (this.#appended.length === 0) return this.#row;
		await endHolds(
			this.#trx,
			this.unit.id,
			this.#appended.map(({ change }) => change.id)
		);
		await this.#storeChanges();
		const digest = await this.#storeRecords();
		const row = { ...this.#row, head: this.head, last_stamp: this.lastStamp, ...digest };
		const { head, last_stamp, record_count, record_sum } = row;
		await this.#trx
			.updateTable('unit')
			.set({ head, last_stamp, record_count, record_sum })
			.where('id', '=', this.unit.id)
			.execute();

		return row;
	}

	async #storeChanges(): Promise<void> {
		const rows = this.#appended.map((logged) => loggedToRow(logged, this.#received));
		for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
			await this.#trx
				.insertInto('change')
				.values(rows.slice(at, at + ROWS_PER_INSERT))
				.execute();
		}
	}

	async #storeRecords(): Promise<Pick<UnitRow, 'record_count' | 'record_sum'>> {
		const touched = [...this.#records.values()].filter(({ record, stored }) => record !== stored);
		const rows = touched.map(({ record, about }) => recordToRow(record!, about));
		for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
			await this.#trx
				.insertInto('record')
				.values(rows.slice(at, at + ROWS_PER_INSERT))
				.onConflict((conflict) =>
					conflict.columns(['unit_id', 'kind', 'id']).doUpdateSet((excluded) => ({
						seq: excluded.ref('excluded.seq'),
						registers: excluded.ref('excluded.registers'),
						about: excluded.ref('excluded.about')
					}))
				)
				.execute();
		}

		return touched.reduce(
			({ record_count, record_sum }, { record, stored }) => ({
				record_count: record_count + (stored ? 0 : 1),
				record_sum: addDigest(
					stored ? subtractDigest(record_sum, recordDigest(stored)) : record_sum,
					recordDigest(record!)
				)
			}),
			{ record_count: this.#row.record_count, record_sum: this.#row.record_sum }
		);
	}

	#remember(kind: string, recordId: string, record: SyncRecord | undefined, about: string | null): void {
		this.#records.set(`${kind}/${recordId}`, { record, stored: record, about });
	}
}
