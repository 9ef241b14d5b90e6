import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PullEnd, PullLine } from '#lib/domain/changes/pull.ts';
import type { Marks } from '#lib/domain/changes/push.ts';
import { readEpoch } from '#lib/server/database/database.ts';
import { DATABASES } from '../support/databases.ts';
import { MINH_CHAU, type District } from '../support/district.ts';
import { openWithPrograms, type Program } from '../support/program.ts';

describe.each(DATABASES)('what a device says that the server has told it, on %s', (kind) => {
	let district: District;
	let officer: Program;
	let epoch: string;

	beforeEach(async () => {
		({ district, officer } = await openWithPrograms(kind));
		epoch = await readEpoch(district.server.database);
		await officer.push([officer.checkOf('9.1'), officer.checkOf('6.3'), officer.checkOf('15.1')]);
	});
	afterEach(() => district.close());

	const endOf = (lines: PullLine[]) => lines.at(-1) as PullEnd;
	const pull = (marks: Marks) => officer.pull({ epoch, cursors: {}, marks });
	const isStill = async () => (await readEpoch(district.server.database)) === epoch;

	/** The database goes back to when it had one change. */
	async function goBack(): Promise<void> {
		const { write } = district.server.database;
		for (const table of ['record', 'change'] as const) await write.deleteFrom(table).where('seq', '>', 1).execute();
		await write.updateTable('unit').set({ head: 1 }).where('id', '=', MINH_CHAU).execute();
	}

	test('marks how far it has come, once', async () => {
		const { marks } = endOf(await pull({}));

		expect(marks).toEqual({ [MINH_CHAU]: [3, expect.any(String)] });
		expect(endOf(await pull(marks!)).marks).toBeUndefined();
		expect(await isStill()).toBe(true);
	});

	test('a mark that the database lacks gives it a new epoch, and the answer is that of the new one', async () => {
		const { marks } = endOf(await pull({}));
		await goBack();
		const [scopes] = await pull(marks!);

		expect(await isStill()).toBe(false);
		expect(scopes).toMatchObject({ epoch: await readEpoch(district.server.database) });
	});

	test('an old mark gives no second one', async () => {
		const { marks } = endOf(await pull({}));
		await goBack();
		await pull(marks!);
		epoch = await readEpoch(district.server.database);
		await pull(marks!);

		expect(await isStill()).toBe(true);
	});

	test.each<[string, (mark: string) => Marks]>([
		['an invented mark', () => ({ [MINH_CHAU]: [99, 'A'.repeat(34)] })],
		['the mark of another seq', (mark) => ({ [MINH_CHAU]: [99, mark] })],
		['a mark with another change in it', (mark) => ({ [MINH_CHAU]: [3, `000000000000${mark.slice(12)}`] })],
		['the mark of another unit', (mark) => ({ 15700: [3, mark] })]
	])('%s changes nothing', async (_, forge) => {
		const mark = endOf(await pull({})).marks![MINH_CHAU]![1];
		await pull(forge(mark));

		expect(await isStill()).toBe(true);
	});

	test('a cursor beyond the head, which anybody can send, changes nothing', async () => {
		const [scopes] = await officer.pull({ epoch, cursors: {} });
		const { perm } = (scopes as { scopes: { [unitId: string]: { perm: string } } }).scopes[MINH_CHAU]!;
		const [anew] = await officer.pull({ epoch, cursors: { [MINH_CHAU]: [perm, 99] } });

		expect(anew).toMatchObject({ scopes: { [MINH_CHAU]: { mode: 'snapshot', head: 3 } } });
		expect(await isStill()).toBe(true);
	});
});
