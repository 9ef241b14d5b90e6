import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, type Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type ServerDatabase } from './database.ts';
import { GroupCommit } from './group-commit.ts';
import type { Schema } from './schema.ts';

let folder: string;
let database: ServerDatabase;
let transactions: number;
let group: GroupCommit;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 've-dich-group-'));
	database = await openDatabase({ file: join(folder, 've-dich.db') });
	transactions = 0;
	const counted = new Proxy(database.write, {
		get(target, name) {
			if (name === 'transaction') transactions += 1;
			const member = Reflect.get(target, name, target) as unknown;
			return typeof member === 'function' ? (member.bind(target) as unknown) : member;
		}
	});
	group = new GroupCommit(counted);
});
afterEach(async () => {
	await database.close();
	await rm(folder, { recursive: true, force: true });
});

const note = (key: string) => (trx: Kysely<Schema>) => trx.insertInto('meta').values({ key, value: 'x' }).execute();
const noted = async () =>
	(await database.read.selectFrom('meta').select('key').where('value', '=', 'x').execute())
		.map(({ key }) => key)
		.sort();

test('who writes while another writes shares the next wait for the disk', async () => {
	await Promise.all(['a', 'b', 'c', 'd'].map((key) => group.run(note(key))));

	expect(await noted()).toEqual(['a', 'b', 'c', 'd']);
	expect(transactions).toBe(2);
});

test('one that fails leaves nothing behind, is told why, and takes no other with it', async () => {
	const first = group.run(note('first'));
	const [failing, other] = await Promise.allSettled([
		group.run(async (trx) => {
			await note('half')(trx);
			throw new RangeError('a mistake of ours');
		}),
		group.run(note('other'))
	]);
	await first;

	expect(failing).toMatchObject({ status: 'rejected', reason: { message: 'a mistake of ours' } });
	expect(other.status).toBe('fulfilled');
	expect(await noted()).toEqual(['first', 'other']);
});

test('whoever is told that it is done finds it on the disk', async () => {
	const seen = await Promise.all(['a', 'b'].map((key) => group.run(note(key)).then(noted)));

	expect(seen).toEqual([expect.arrayContaining(['a']), expect.arrayContaining(['b'])]);
});

test('when all of it is rolled back, as on a full disk, everybody is told, and the next one writes again', async () => {
	const first = group.run(note('first'));
	const ends = Promise.allSettled([
		group.run(note('a')),
		group.run((trx) => trx.executeQuery(CompiledQuery.raw('rollback')))
	]);
	await first;

	expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	await group.run(note('later'));
	expect(await noted()).toEqual(['first', 'later']);
});
