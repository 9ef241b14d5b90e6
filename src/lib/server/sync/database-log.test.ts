import type { Kysely, KyselyPlugin } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/databases.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { Writer } from '../../../../tests/contracts/server-stores.ts';
import type { Schema } from '../database/schema.ts';
import { installReference } from '../reference/install.ts';
import { readUnitRows } from '../reference/units.ts';
import { DatabaseLog } from './database-log.ts';
import { databaseStore } from './database-store.ts';

const UNIT = '15697';

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
let writer: Writer;
let asked: number;
beforeEach(async () => {
	opened = await openTestDatabase('sqlite');
	await installReference(opened.database, REFERENCE);
	const clock = { nowMs: Date.parse('2018-11-05T02:00:00.000Z') };
	writer = new Writer({ store: databaseStore(opened.database), clock });
});
afterEach(() => opened.drop());

/** A log of the unit as it is, whose queries are counted. */
async function openLog(): Promise<DatabaseLog> {
	asked = 0;
	const counting: KyselyPlugin = {
		transformQuery: ({ node }) => ((asked += 1), node),
		transformResult: async ({ result }) => result
	};
	const db: Kysely<Schema> = opened.database.write.withPlugin(counting);
	const row = (await readUnitRows(opened.database.read)).find(({ id }) => id === UNIT)!;
	return new DatabaseLog(db, row, writer.received);
}

test('what the changes of a batch ask for one by one was read before, in three queries', async () => {
	const first = writer.change('dossier:1');
	await writer.write(first);
	const set = (prev: string) => ({ state: { value: { state: 'none' }, prev } });
	const batch = [
		writer.change('dossier:1', { set: set(first.id) }),
		writer.change('dossier:2', { n: first.n, set: set('lost') })
	];
	const log = await openLog();
	await log.preload(batch);
	expect(asked).toBe(3);

	expect((await log.logged(first.id))?.change.id).toBe(first.id);
	for (const id of ['lost', ...batch.map(({ id }) => id)]) expect(await log.logged(id)).toBeUndefined();
	expect((await log.record('dossier', 'dossier:1'))?.id).toBe('dossier:1');
	expect(await log.record('dossier', 'dossier:2')).toBeUndefined();
	expect(await log.numbered(first.device, first.n)).toBe(first.id);
	expect(asked).toBe(3);
});

test('what is asked for beside is read once', async () => {
	const first = writer.change('dossier:1');
	await writer.write(first);
	const log = await openLog();
	await log.preload([]);
	expect(asked).toBe(0);

	for (let time = 0; time < 2; time++) {
		expect((await log.logged(first.id))?.change.id).toBe(first.id);
		expect((await log.record('dossier', 'dossier:1'))?.id).toBe('dossier:1');
		expect(await log.record('dossier', 'dossier:2')).toBeUndefined();
	}
	expect(asked).toBe(3);
});

test('where nothing was taken and nothing put off, nothing is written', async () => {
	const log = await openLog();

	expect((await log.store()).id).toBe(UNIT);
	expect(asked).toBe(0);
});

test.each([500, 501])('%i changes are stored at once, and their records', async (count) => {
	await writer.write(...Array.from({ length: count }, (_, index) => writer.change(`dossier:${index}`)));
	const { head, record_count } = (await readUnitRows(opened.database.read)).find(({ id }) => id === UNIT)!;

	expect([head, record_count]).toEqual([count, count]);
});
