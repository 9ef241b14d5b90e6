import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import type { Officer } from '#lib/domain/access/role.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import { openDatabase, type ServerDatabase } from '#lib/server/database/database.ts';
import { installReference } from '#lib/server/reference/install.ts';
import { acceptPush } from '#lib/server/sync/accept-push.ts';
import { Seal } from '#lib/server/sync/seal.ts';
import { REFERENCE } from '../support/trieu-son.ts';
import type { Row } from './row.ts';

export const title = 'The server taking changes in (SQLite, synchronous=FULL)';

const BATCHES = 50;
const LATER_BATCHES = 25;
const BATCH = 200;
const MANY = 1_000_000;
const UNIT = '15697';
const figure = new Intl.NumberFormat('en');
const SEAL = new Seal('the secret of a benchmark, as long as a real one');
const officer: Officer = { id: 'bench', role: 'commune_officer', units: [UNIT] };

export async function run(): Promise<Row[]> {
	const folder = mkdtempSync(join(tmpdir(), 've-dich-bench-'));
	const database = await openDatabase({ file: join(folder, 've-dich.db') });
	try {
		await installReference(database, REFERENCE);
		const few = await pushBatches(database, 0, BATCHES);
		const started = performance.now();
		insertBare(join(folder, 'bare.db'));
		const bare = perSecond(performance.now() - started, BATCHES);
		const early = await pushBatches(database, BATCHES, LATER_BATCHES);
		const stored = (BATCHES + LATER_BATCHES) * BATCH;
		await fillUp(database, stored, MANY);
		const late = await pushBatches(database, MANY / BATCH, LATER_BATCHES);

		return [
			{
				name: `changes a second, ${BATCHES} batches of ${BATCH}, validation, access and registers on`,
				value: perSecond(few, BATCHES),
				unit: '1/s',
				target: { atLeast: 6000 },
				floor: bare,
				floorName: 'bare inserts of the same rows, one transaction a batch'
			},
			{
				name: `one push of ${BATCH} among ${figure.format(MANY)} records`,
				value: late / LATER_BATCHES,
				unit: 'ms',
				floor: early / LATER_BATCHES,
				floorName: `the same among ${figure.format(stored)} records`
			}
		];
	} finally {
		await database.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** How long they took, in ms. */
async function pushBatches(database: ServerDatabase, first: number, count: number): Promise<number> {
	const batches = Array.from({ length: count }, (_, index) => makeChanges(first + index));
	const started = performance.now();
	for (const changes of batches) {
		const answer = await acceptPush({ database, now: Date.now, seal: SEAL }, officer, {
			...{ protocol: 1, app: 'bench', person: officer.id, device: 'bench001', epoch: null, now: Date.now() },
			changes
		});
		if (!answer.ok || answer.value.receipts.some(({ r }) => r !== 'ok')) throw new Error('a change was not taken');
	}
	return performance.now() - started;
}

/** Log and records of the one unit up to so many, as so many pushes would have left them; ids and numbers as `makeChanges` counts. */
async function fillUp(database: ServerDatabase, from: number, upTo: number): Promise<void> {
	const numbers = sql`with recursive number(at) as (select ${from + 1} union all select at + 1 from number where at < ${upTo})`;
	const idOf = (group: string) => sql.raw(`'01900000-0000-7000-${group}-' || printf('%012x', at)`);
	await database.write.transaction().execute(async (trx) => {
		await sql`insert into change (unit_id, id, seq, kind, record_id, device, n, v, hlc, stamp, person_id, writes, receipt, received_at, offset_ms)
			${numbers}
			select c.unit_id, ${idOf('8000')}, at, c.kind, ${idOf('9000')}, c.device, at, c.v, c.hlc, c.stamp, c.person_id, c.writes, c.receipt, c.received_at, c.offset_ms
			from number, (select * from change where unit_id = ${UNIT} order by seq limit 1) c`.execute(trx);
		await sql`insert into record (unit_id, kind, id, seq, registers, about)
			${numbers}
			select r.unit_id, r.kind, ${idOf('9000')}, at, r.registers, r.about
			from number, (select * from record where unit_id = ${UNIT} order by seq limit 1) r`.execute(trx);
		await trx.updateTable('unit').set({ head: upTo, record_count: upTo }).where('id', '=', UNIT).execute();
	});
}

const perSecond = (ms: number, batches: number): number => (batches * BATCH * 1000) / ms;

function makeChanges(batch: number): Change[] {
	return Array.from({ length: BATCH }, (_, index) => {
		const n = batch * BATCH + index + 1;
		return {
			id: `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
			v: 1,
			...{ unitId: UNIT, kind: 'check', recordId: `01900000-0000-7000-9000-${n.toString(16).padStart(12, '0')}` },
			set: {
				subject: { value: { indicator: '6.3' }, prev: null },
				measurement: {
					value: { on: '2018-11-05', part: 7, whole: 8, met: 'not_met', note: 'Thôn 3 đang hoàn thiện' },
					prev: null
				}
			},
			hlc: `${Date.now().toString(36).padStart(9, '0')}${(n % 46656).toString(36).padStart(3, '0')}.bench001`,
			...{ device: 'bench001', n }
		};
	});
}

/** What SQLite itself takes for a log row and a record row of each change. */
function insertBare(file: string): void {
	const db = new DatabaseSync(file);
	db.exec('pragma journal_mode = wal; pragma synchronous = full');
	db.exec('create table log (id text primary key, body text); create table record (id text primary key, body text)');
	const intoLog = db.prepare('insert into log values (?, ?)');
	const intoRecord = db.prepare('insert into record values (?, ?)');
	for (let batch = 0; batch < BATCHES; batch++) {
		db.exec('begin immediate');
		for (const change of makeChanges(batch)) {
			intoLog.run(change.id, JSON.stringify(change));
			intoRecord.run(change.recordId, JSON.stringify(change.set));
		}
		db.exec('commit');
	}
	db.close();
}
