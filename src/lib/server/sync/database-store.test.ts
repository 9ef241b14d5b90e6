import { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/databases.ts';
import { selectReceipts } from './database-store.ts';

test('first receipts are looked up by the ids of the changes, however long the log is', async () => {
	const { database, drop } = await openTestDatabase('sqlite');
	try {
		const { sql, parameters } = selectReceipts(database.read, 'can-bo', ['a', 'b']).compile();
		const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
		const { rows } = await database.read.executeQuery<{ detail: string }>(plan);

		expect(rows.map(({ detail }) => detail)).toEqual([
			expect.stringMatching(/^SEARCH change USING INDEX change_id/)
		]);
	} finally {
		await drop();
	}
});
