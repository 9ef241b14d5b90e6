import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Officer } from '#lib/domain/access/role.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import { openDatabase } from '#lib/server/database/database.ts';
import { installReference } from '#lib/server/reference/install.ts';
import { acceptPush } from '#lib/server/sync/accept-push.ts';
import { REFERENCE } from '../support/trieu-son.ts';
import type { Row } from './row.ts';

export const title = 'The server taking changes in (SQLite, synchronous=FULL)';

const BATCHES = 60;
const BATCH = 200;
const UNIT = '15697';
const officer: Officer = { id: 'bench', role: 'commune_officer', units: [UNIT] };

export async function run(): Promise<Row[]> {
	const folder = mkdtempSync(join(tmpdir(), 've-dich-bench-'));
	const database = await openDatabase({ file: join(folder, 've-dich.db') });
	try {
		await installReference(database, REFERENCE);
		let started = performance.now();
		for (let batch = 0; batch < BATCHES; batch++) {
			const changes = makeChanges(batch);
			const answer = await acceptPush({ database, now: Date.now }, officer, {
				...{ protocol: 1, app: 'bench', person: officer.id, device: 'bench001', epoch: null, now: Date.now() },
				changes
			});
			if (!answer.ok || answer.value.receipts.some(({ r }) => r !== 'ok'))
				throw new Error('a change was not taken');
		}
		const ours = perSecond(performance.now() - started);

		started = performance.now();
		insertBare(join(folder, 'bare.db'));
		return [
			{
				name: `changes a second, ${BATCHES} batches of ${BATCH}, validation, access and registers on`,
				value: ours,
				unit: '1/s',
				floor: perSecond(performance.now() - started),
				floorName: 'bare inserts of the same rows, one transaction a batch'
			}
		];
	} finally {
		await database.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

const perSecond = (ms: number): number => (BATCHES * BATCH * 1000) / ms;

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
