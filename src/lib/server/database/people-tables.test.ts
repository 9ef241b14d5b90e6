import { expect, test } from 'vitest';
import { DATABASES, openTestDatabase } from '../../../../tests/support/databases.ts';
import { PLACES } from '../../../../tests/support/places.ts';
import { installUnits } from '../reference/install.ts';
import { peopleTables } from './people-tables.ts';

test.each(DATABASES)('a database of before on %s tells who wrote in which unit', async (kind) => {
	const { database, drop } = await openTestDatabase(kind);
	const { write } = database;
	await installUnits(database, PLACES);
	await write.schema.dropTable('person_unit_past').execute();
	await write.schema.dropTable('ended_session').execute();
	await write.insertInto('person').values({ id: 'lan', name: 'Lan', post: '', role: 'commune_officer' }).execute();
	const change = { unit_id: '15697', kind: 'check', record_id: 'r', device: 'd', v: 1, hlc: '', stamp: '' };
	const rest = { writes: '{}', receipt: '{}', received_at: '', offset_ms: 0 };
	for (const [n, person_id] of ['lan', 'lan', 'server'].entries())
		await write
			.insertInto('change')
			.values({ ...change, ...rest, id: `c${n}`, n, seq: n, person_id })
			.execute();
	const versionOf = () => write.selectFrom('meta').select('value').where('key', '=', 'reference_version').execute();
	const before = await versionOf();

	await peopleTables.up(write);

	expect(await write.selectFrom('person_unit_past').selectAll().execute()).toEqual([
		{ person_id: 'lan', unit_id: '15697' }
	]);
	expect(await versionOf()).not.toEqual(before);
	await drop();
});
