import type { Selectable } from 'kysely';
import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { Person } from '#lib/domain/reference/reference.ts';
import type { ServerDatabase } from '#lib/server/database/database.ts';
import type { ChangeTable, DeviceTable, HoldTable, RecordTable } from '#lib/server/database/schema.ts';
import { installReference } from '#lib/server/reference/install.ts';
import { readUnitRows, rowToUnit } from '#lib/server/reference/units.ts';
import { rowToLogged, rowToRecord } from '#lib/server/sync/log-rows.ts';
import { databaseStore } from '#lib/server/sync/database-store.ts';
import { forgetDevices } from '#lib/server/sync/known-devices.ts';
import type { ServerStore } from '#lib/server/sync/server-store.ts';
import { hirePeople } from '../support/hire-people.ts';
import { MemoryServer, type ServerState } from '../support/memory-server.ts';
import { DISTRICT, PROVINCE, REFERENCE } from '../support/trieu-son.ts';

/** Two communes, between which rights change. */
export const COMMUNES = ['15697', '15703'];

/** What a server keeps, under whatever database. */
export interface SimulatedServer {
	readonly store: ServerStore;
	/** All of it, for looking at. */
	read(): Promise<ServerState>;
	/** Answers how to go back to what is there now, under another epoch or under its own. */
	backUp(): Promise<(epoch?: string) => Promise<void>>;
}

/** Whoever in a history writes for the district. */
export const OFFICE: Person = { id: 'office', name: '', post: '', role: 'district_office', units: [DISTRICT.id] };

const UNITS = REFERENCE.units
	.filter(({ id }) => [...COMMUNES, DISTRICT.id, PROVINCE.id].includes(id))
	.sort((a, b) => (a.id < b.id ? -1 : 1));

export class SimulatedMemoryServer implements SimulatedServer {
	readonly store: MemoryServer;

	constructor(now: () => number) {
		this.store = new MemoryServer({
			units: UNITS,
			criteriaSets: REFERENCE.criteriaSets as CriteriaSet[],
			epoch: 'epoch-1',
			now,
			isOffice: (person) => person === OFFICE.id
		});
	}

	read = async (): Promise<ServerState> => this.store.disk;
	async backUp() {
		const copy = this.store.disk;
		return async (epoch = copy.epoch) => this.store.restore(copy, epoch);
	}
}

interface Copy {
	units: Awaited<ReturnType<typeof readUnitRows>>;
	changes: ChangeTable[];
	records: RecordTable[];
	holds: Selectable<HoldTable>[];
	devices: DeviceTable[];
}

/** The same database for many histories: each begins by emptying it. */
export class SimulatedDatabaseServer implements SimulatedServer {
	readonly store: ServerStore;
	readonly #database: ServerDatabase;

	private constructor(database: ServerDatabase) {
		this.#database = database;
		this.store = databaseStore(database);
	}

	static async install(database: ServerDatabase): Promise<void> {
		await installReference(database, { ...REFERENCE, units: UNITS });
		await hirePeople(database.write, [OFFICE]);
	}

	static async openEmpty(database: ServerDatabase): Promise<SimulatedDatabaseServer> {
		const server = new SimulatedDatabaseServer(database);
		const units = await readUnitRows(database.read);
		const empty = units.map((row) => ({ ...row, head: 0, last_stamp: '', record_count: 0, record_sum: 0 }));
		await server.#replace({ units: empty, changes: [], records: [], holds: [], devices: [] }, 'epoch-1');
		return server;
	}

	async read(): Promise<ServerState> {
		const { units, changes, records, devices } = await this.#copy();
		const of = <T extends { unit_id: string }>(rows: readonly T[], id: string) =>
			rows.filter(({ unit_id }) => unit_id === id);

		return {
			epoch: await this.store.epoch(),
			devices: new Map(devices.map(({ id, person_id }) => [id, person_id])),
			units: new Map(
				units.map((row) => [
					row.id,
					{
						unit: rowToUnit(row),
						head: row.head,
						lastStamp: row.last_stamp,
						counted: { count: row.record_count, sum: row.record_sum },
						changes: new Map(of(changes, row.id).map((change) => [change.id, rowToLogged(change)])),
						records: new Map(
							of(records, row.id).map((record) => [
								`${record.kind}/${record.id}`,
								{ record: rowToRecord(record), about: record.about ?? undefined }
							])
						),
						held: new Map()
					}
				])
			)
		};
	}

	async backUp() {
		const copy = await this.#copy();
		const own = await this.store.epoch();
		return (epoch = own) => this.#replace(copy, epoch);
	}

	async #copy(): Promise<Copy> {
		const { read } = this.#database;
		return {
			units: await readUnitRows(read),
			changes: await read.selectFrom('change').selectAll().orderBy('seq').orderBy('id').execute(),
			records: await read.selectFrom('record').selectAll().orderBy('seq').execute(),
			holds: await read.selectFrom('hold').selectAll().execute(),
			devices: await read.selectFrom('device').selectAll().execute()
		};
	}

	async #replace({ units, changes, records, holds, devices }: Copy, epoch: string): Promise<void> {
		forgetDevices(this.#database);
		await this.#database.write.transaction().execute(async (trx) => {
			for (const table of ['change', 'record', 'hold', 'device'] as const) await trx.deleteFrom(table).execute();
			for (const { id, head, last_stamp, record_count, record_sum } of units) {
				const counted = { head, last_stamp, record_count, record_sum };
				await trx.updateTable('unit').set(counted).where('id', '=', id).execute();
			}
			if (changes.length > 0) await trx.insertInto('change').values(changes).execute();
			if (records.length > 0) await trx.insertInto('record').values(records).execute();
			if (holds.length > 0) await trx.insertInto('hold').values(holds).execute();
			if (devices.length > 0) await trx.insertInto('device').values(devices).execute();
			await trx.updateTable('meta').set({ value: epoch }).where('key', '=', 'epoch').execute();
		});
	}
}
