import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { DATABASES, makeTestLocation } from '../../../../tests/support/databases.ts';
import { openDatabase, type DatabaseLocation } from './database.ts';
import { migrations } from './migrations.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0)) await end();
});

const connect = (location: DatabaseLocation) =>
	new Kysely<never>({
		dialect:
			'url' in location
				? new PostgresDialect({ pool: new pg.Pool({ connectionString: location.url }) })
				: sqliteDialect({ file: location.file, access: 'write' })
	});

test.each(DATABASES)('devices of a database of before get the owners they had first, on %s', async (kind) => {
	const { location, drop } = await makeTestLocation(kind);
	ends.push(drop);
	const earlier = connect(location);
	await new Migrator({ db: earlier, provider: { getMigrations: async () => migrations } }).migrateTo(
		'0005_change_by_id'
	);
	await sql`insert into unit (id, level, type, name, code, region) values ('1', 'commune', 'xã', 'A', '1', '')`.execute(
		earlier
	);
	const wrote = (device: string, person: string, at: string) =>
		sql`insert into change (unit_id, id, kind, record_id, device, n, v, hlc, person_id, writes, receipt, received_at, offset_ms)
			values ('1', ${device + person}, 'check', 'x', ${device}, 1, 1, '', ${person}, '{}', '{}', ${at}, 0)`.execute(earlier);
	const met = (device: string, person: string, at: string) =>
		sql`insert into device (id, person_id, app, last_seen_at, offset_ms, pending)
			values (${device}, ${person}, 'app', ${at}, 7, '{"changes":1}')`.execute(earlier);
	await wrote('phone001', 'hoa', '2018-11-02');
	await wrote('phone001', 'nam', '2018-11-03');
	await wrote('00server', 'server', '2018-11-01');
	await met('phone001', 'nam', '2018-11-04');
	await met('phone001', 'hoa', '2018-11-05');
	await met('phone002', 'nam', '2018-11-02');
	await wrote('phone003', 'hoa', '2018-11-02');
	await earlier.destroy();

	const database = await openDatabase(location);
	ends.unshift(database.close);
	const rows = await database.read
		.selectFrom('device')
		.select(['id', 'person_id', 'first_seen_at', 'last_seen_at', 'pending'])
		.orderBy('id')
		.execute();

	const pending = '{"changes":1}';
	expect(rows).toEqual([
		{ id: 'phone001', person_id: 'hoa', first_seen_at: '2018-11-02', last_seen_at: '2018-11-05', pending },
		{ id: 'phone002', person_id: 'nam', first_seen_at: '2018-11-02', last_seen_at: '2018-11-02', pending },
		{ id: 'phone003', person_id: 'hoa', first_seen_at: '2018-11-02', last_seen_at: '2018-11-02', pending: null }
	]);
});
