import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TALLY_ID } from '#lib/domain/records/record-ids.ts';
import { openServer } from '#lib/server/server.ts';
import { prepareFolder } from './data-folder.ts';
import { demoWrites } from './demo-writes.ts';
import { markSeeding } from './marker.ts';
import { seedDemo } from './seed.ts';
import { recordsOf } from './records-of.ts';
import { TODAY } from './testing.ts';

let dataDir: string;

const open = () => openServer({ dataDir, origin: 'http://localhost', secret: 'secret'.repeat(8), today: TODAY });

async function withServer<T>(work: (server: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
	const server = await open();
	try {
		return await work(server);
	} finally {
		await server.close();
	}
}

const hasDatabase = () =>
	stat(join(dataDir, 've-dich.db')).then(
		() => true,
		() => false
	);

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 've-dich-demo-'));
	await withServer((server) => seedDemo(server, 'facts and samples'));
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('a demo’s database', () => {
	test('holds every record as it was written, with no conflict and nothing flagged', async () => {
		const rows = await withServer(({ database }) => database.read.selectFrom('record').selectAll().execute());
		const expected = [...recordsOf(demoWrites({ factsOnly: false })).values()].flat();

		expect(rows).toHaveLength(expected.length);
		expect(rows.filter(({ kind, registers }) => kind === 'conflict' || registers.includes('"flags"'))).toEqual([]);
	});

	test('has a number for every change of an author’s device, without a gap, and no device of two authors', async () => {
		const changes = await withServer(({ database }) =>
			database.read.selectFrom('change').select(['n', 'device', 'person_id']).orderBy('n').execute()
		);
		for (const [device, own] of Map.groupBy(changes, (change) => change.device)) {
			expect(device).toMatch(/^seed\d{4}$/);
			expect(own.map(({ n }) => n)).toEqual(own.map((_, at) => at + 1));
			expect(new Set(own.map(({ person_id }) => person_id)).size).toBe(1);
		}
	});

	test('keeps what is unknown as null', async () => {
		const row = await withServer(({ database }) =>
			database.read
				.selectFrom('record')
				.select('registers')
				.where('kind', '=', 'tally')
				.where('id', '=', TALLY_ID)
				.where('unit_id', '=', '15733')
				.executeTakeFirstOrThrow()
		);
		const { dossiers, departments } = JSON.parse(row.registers);
		expect(dossiers.value).toEqual({ complete: null, common: null, on: '2018-11-02' });
		expect(departments.value).toEqual({ sent: null, inspected: 1, on: '2018-11-02' });
	});
});

describe('the next run', () => {
	test('keeps a finished demo', async () => {
		expect(await prepareFolder(dataDir, { fresh: false })).toBe('facts and samples');
		expect(await hasDatabase()).toBe(true);
	});

	test('leaves alone a database that is not a demo’s, even when asked to start anew', async () => {
		await withServer(({ database }) =>
			database.write.deleteFrom('meta').where('key', '=', 'demo_seeded').execute()
		);

		await expect(prepareFolder(dataDir, { fresh: true })).rejects.toThrow('not the demo');
		expect(await hasDatabase()).toBe(true);
	});

	test('starts anew where the last one was stopped half way, and takes nothing else away', async () => {
		await writeFile(join(dataDir, 'secret'), 'kept');
		await writeFile(join(dataDir, 'notes.txt'), 'kept');
		await withServer(({ database }) => markSeeding(database, 'unfinished'));

		expect(await prepareFolder(dataDir, { fresh: false })).toBeUndefined();
		expect(await hasDatabase()).toBe(false);
		expect((await stat(join(dataDir, 'notes.txt'))).isFile()).toBe(true);
		expect((await stat(join(dataDir, 'secret'))).isFile()).toBe(true);
	});
});
