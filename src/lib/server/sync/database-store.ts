import { CompiledQuery, type Kysely } from 'kysely';
import type { Receipt } from '#lib/domain/changes/push.ts';
import { readEpoch, renewEpoch, type ServerDatabase } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { DatabaseUnavailable } from '../unavailable.ts';
import { readKeptReference } from '../reference/kept-reference.ts';
import { readUnitRows, rowToUnit } from '../reference/units.ts';
import { DatabaseLog } from './database-log.ts';
import { foreignDevices, forgetDevices, rememberDevice } from './known-devices.ts';
import { rowToRecord } from './log-rows.ts';
import { oneByOne } from './one-by-one.ts';
import type { LockedUnit, Received, ServerStore, Snapshot } from './server-store.ts';

/** Push and pull on SQLite or PostgreSQL. */
export function databaseStore(database: ServerDatabase): ServerStore {
	return {
		epoch: () => readEpoch(database),
		async renewEpoch(from) {
			await renewEpoch(database, from);
			forgetDevices(database);
			return readEpoch(database);
		},
		reference: () => readKeptReference(database),
		inUnit: (unitId, received, work) =>
			database.transact(async (trx) => work(await lockUnit(trx, { unitId, received, kind: database.kind }))),
		// On SQLite works that run at once share a commit. On PostgreSQL each would take a connection, so one runs after another.
		together: (works) => (database.kind === 'sqlite' ? Promise.all(works.map((work) => work())) : oneByOne(works)),
		changeAt: (unitId, seq) => changeAt(database.read, unitId, seq),
		async receiptsOf({ id }, ids) {
			const rows = await selectReceipts(database.read, id, ids).execute();
			return rows.map((row) => ({
				id: row.id,
				unitId: row.unit_id,
				receipt: JSON.parse(row.receipt) as Receipt
			}));
		},
		async isAnyNumberTaken(changes) {
			if (changes.length === 0) return false;
			const rows = await database.read
				.selectFrom('change')
				.select(['device', 'n', 'id'])
				.where('device', 'in', [...new Set(changes.map(({ device }) => device))])
				.where('n', 'in', [...new Set(changes.map(({ n }) => n))])
				.execute();
			const ids = new Set(changes.map(({ id }) => id));
			const numbers = new Set(changes.map(({ device, n }) => `${device}/${n}`));

			return rows.some(({ device, n, id }) => !ids.has(id) && numbers.has(`${device}/${n}`));
		},
		foreignDevices: (seen, ids) => foreignDevices(database, seen, ids),
		rememberDevice: (seen) => rememberDevice(database, seen),
		inSnapshot: (work) => inSnapshot(database, async (db) => work(await readSnapshot(db)))
	};
}

export const selectReceipts = (db: Kysely<Schema>, personId: string, ids: readonly string[]) =>
	db
		.selectFrom('change')
		.select(['id', 'unit_id', 'receipt'])
		.where('person_id', '=', personId)
		.where('id', 'in', ids);

async function lockUnit(
	trx: Kysely<Schema>,
	{ unitId, received, kind }: { unitId: string; received: Received; kind: ServerDatabase['kind'] }
): Promise<LockedUnit> {
	const query = trx.selectFrom('unit').selectAll().where('id', '=', unitId);
	// SQLite needs no lock of a row: only one transaction at a time writes, from its first statement on.
	let row = await (kind === 'postgres' ? query.forUpdate() : query).executeTakeFirstOrThrow();
	let attempts = 0;

	return {
		head: () => row.head,
		async attempt(changes, work) {
			const savepoint = `attempt_${(attempts += 1)}`;
			await trx.executeQuery(CompiledQuery.raw(`savepoint ${savepoint}`));
			try {
				const log = new DatabaseLog(trx, row, received);
				await log.preload(changes);
				const result = await work(log);
				row = await log.store();
				await trx.executeQuery(CompiledQuery.raw(`release savepoint ${savepoint}`));
				return result;
			} catch (error) {
				// When the database is unavailable, no transaction is left to roll back.
				if (!(error instanceof DatabaseUnavailable))
					await trx.executeQuery(CompiledQuery.raw(`rollback to savepoint ${savepoint}`));
				throw error;
			}
		}
	};
}

async function inSnapshot<T>({ read, kind }: ServerDatabase, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
	const transaction = read.transaction();
	return kind === 'postgres'
		? transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
		: transaction.execute(work);
}

async function changeAt(db: Kysely<Schema>, unitId: string, seq: number): Promise<string | undefined> {
	const row = await db
		.selectFrom('change')
		.select('id')
		.where('unit_id', '=', unitId)
		.where('seq', '=', seq)
		.executeTakeFirst();
	return row?.id;
}

async function readSnapshot(db: Kysely<Schema>): Promise<Snapshot> {
	const rows = await db.selectFrom('meta').selectAll().where('key', 'in', ['epoch', 'reference_version']).execute();
	const meta = new Map(rows.map(({ key, value }) => [key, value]));
	const units = await readUnitRows(db);

	return {
		epoch: meta.get('epoch')!,
		reference: meta.get('reference_version') ?? '',
		units: units.map((row) => ({
			unit: rowToUnit(row),
			head: row.head,
			recordCount: row.record_count,
			recordSum: row.record_sum
		})),
		changeAt: (unitId, seq) => changeAt(db, unitId, seq),
		async recordsAfter(unitId, seq, limit) {
			const records = await db
				.selectFrom('record')
				.selectAll()
				.where('unit_id', '=', unitId)
				.where('seq', '>', seq)
				.orderBy('seq')
				.limit(limit)
				.execute();
			return records.map(rowToRecord);
		}
	};
}
