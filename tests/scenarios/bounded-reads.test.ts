import type { KyselyPlugin } from 'kysely';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { pushRequest } from '#lib/domain/changes/push.ts';
import type { ServerDatabase } from '#lib/server/database/database.ts';
import { MOST_READ } from '#lib/server/sync/ancestry.ts';
import { acceptPush } from '#lib/server/sync/accept-push.ts';
import { HOLDS_KEPT_MS, MOST_HELD } from '#lib/server/sync/unit-log.ts';
import { DATABASES } from '../support/databases.ts';
import { MINH_CHAU, type District } from '../support/district.ts';
import { openWithPrograms, type Program } from '../support/program.ts';

/** The same database, with each row counted that a query brings. */
function countingRows(database: ServerDatabase): { database: ServerDatabase; rows(): number } {
	let rows = 0;
	const counter: KyselyPlugin = {
		transformQuery: ({ node }) => node,
		transformResult: async ({ result }) => {
			rows += result.rows.length;
			return result;
		}
	};
	return {
		rows: () => rows,
		database: {
			...database,
			write: database.write.withPlugin(counter),
			read: database.read.withPlugin(counter),
			transact: (work) => database.transact((trx) => work(trx.withPlugin(counter)))
		}
	};
}

describe.each(DATABASES)('what a push reads does not grow with what was written before, on %s', (kind) => {
	let district: District;
	let officer: Program;
	let office: Program;

	beforeEach(async () => {
		({ district, officer, office } = await openWithPrograms(kind));
	});
	afterEach(() => district.close());

	const dossier = (program: Program, state: string, prev: string | null): Change =>
		program.change({
			unitId: MINH_CHAU,
			kind: 'dossier',
			recordId: 'dossier:6',
			set: { state: { value: { state, note: randomBytes(4).toString('hex') }, prev } }
		});

	/** Each built on the one before. */
	async function write(program: Program, count: number, from: string | null): Promise<Change[]> {
		const changes: Change[] = [];
		for (let at = 0; at < count; at++) changes.push(dossier(program, 'preparing', changes.at(-1)?.id ?? from));
		for (let at = 0; at < count; at += 200) await program.push(changes.slice(at, at + 200));
		return changes;
	}

	async function rowsOf(program: Program, changes: readonly Change[]): Promise<number> {
		const { database, rows } = countingRows(district.server.database);
		const request = pushRequest.parse(program.envelope({ changes }));
		const person = { id: request.person, role: 'district_office' as const, units: ['397'] };
		const { seal } = district.server;
		const answer = await acceptPush({ database, seal, now: () => district.nowMs }, person, request);
		expect(answer.ok && answer.value.receipts.every(({ r }) => r === 'ok')).toBe(true);
		return rows();
	}

	test('twenty edits of what stood long ago cost as much on a long history as on a short one', async () => {
		const rows: number[] = [];
		let old: string | undefined;
		for (const count of [200, 600]) {
			const written = await write(officer, count, await standing());
			const seen = (old ??= written[0]!.id);
			const edits = Array.from({ length: 20 }, () => dossier(office, 'complete', seen));
			rows.push(await rowsOf(office, edits));
		}

		expect(rows[0]).toBeLessThan(MOST_READ + 20 * 60);
		expect(rows[1]).toBeLessThan(MOST_READ + 20 * 60);
	});

	test('two edits made without knowing of each other read what lies between them', async () => {
		const written = await write(officer, 100, null);
		const base = written.at(-1)!.id;
		await officer.push([dossier(officer, 'complete', base)]);

		expect(await rowsOf(office, [dossier(office, 'not_started', base)])).toBeLessThan(60);
		expect(await conflicts()).toHaveLength(1);
	});

	test('what a person has put off is remembered up to a number, and what nobody has come back for goes', async () => {
		const awaiting = () =>
			Array.from({ length: 200 }, () =>
				officer.check({
					measurement: { value: { on: '2018-11-05', value: 1, met: 'met' }, prev: officer.newId() }
				})
			);
		for (let batch = 0; batch < 4; batch++) await officer.push(awaiting());
		expect(await holds()).toBe(MOST_HELD);

		district.nowMs += HOLDS_KEPT_MS + 60_000;
		await officer.push(awaiting().slice(0, 1));
		expect(await holds()).toBe(1);
	});

	test('what is put off for another reason than an unknown ancestor needs no memory', async () => {
		await officer.push([
			{ ...officer.checkOf('9.1'), kind: 'later' },
			{ ...officer.checkOf('9.1'), v: 2 }
		]);

		expect(await holds()).toBe(0);
	});

	const standing = async (): Promise<string | null> =>
		(await district.records(MINH_CHAU)).find(({ id }) => id === 'dossier:6')?.registers['state']!.change ?? null;
	const conflicts = async () => (await district.records(MINH_CHAU)).filter((record) => record.kind === 'conflict');
	const holds = async () => (await district.server.database.read.selectFrom('hold').selectAll().execute()).length;
});
