import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { unitsInScope, VISIBILITY_RULES } from '#lib/domain/access/access.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import {
	headsText,
	PULL_LIMIT,
	type Cursors,
	type PullLine,
	type PullRequest,
	type Scope
} from '#lib/domain/changes/pull.ts';
import { PROTOCOL } from '#lib/domain/changes/push.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import type { ServerDatabase } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { readUnitRows, rowToUnit, type UnitRow } from '../reference/units.ts';
import { rowToRecord } from './database-log.ts';
import { rememberDevice } from './devices.ts';

export type PullRefusal = { kind: 'other-person' } | { kind: 'protocol'; spoken: number };

export interface PullContext {
	database: ServerDatabase;
	now(): number;
}

/** The lines of the answer, at most `limit` records among them. Heads and records come from one snapshot. */
export async function answerPull(
	{ database, now }: PullContext,
	officer: Officer,
	request: PullRequest
): Promise<Result<PullLine[], PullRefusal>> {
	if (request.protocol !== PROTOCOL) return refuse({ kind: 'protocol', spoken: PROTOCOL });
	if (request.person !== officer.id) return refuse({ kind: 'other-person' });

	const receivedAtMs = now();
	await rememberDevice(database, {
		id: request.device,
		personId: officer.id,
		app: request.app ?? '',
		seenAtMs: receivedAtMs,
		offsetMs: receivedAtMs - request.now,
		pending: request.pending
	});

	return ok(await inSnapshot(database, (db) => readAnswer(db, officer, request, now)));
}

async function inSnapshot<T>({ read, kind }: ServerDatabase, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
	const transaction = read.transaction();
	return kind === 'postgres'
		? transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
		: transaction.execute(work);
}

interface Progress {
	unit: UnitRow;
	scope: Scope;
	/** seq up to which the device has the unit. */
	from: number;
}

async function readAnswer(db: Kysely<Schema>, officer: Officer, request: PullRequest, now: () => number): Promise<PullLine[]> {
	const meta = await readMeta(db);
	const rows = await readUnitRows(db);
	const inScope = new Set(unitsInScope(officer, rows.map(rowToUnit)).map(({ id }) => id));
	const visible = rows.filter(({ id }) => inScope.has(id));

	if (request.heads !== undefined && request.epoch === meta.epoch && request.heads === headsOf(visible, meta.reference)) {
		return [{ unchanged: true, now: now(), epoch: meta.epoch }];
	}
	const sameEpoch = request.epoch === null || request.epoch === meta.epoch;
	const states = visible.map((unit): Progress => stateOf(unit, sameEpoch ? request.cursors?.[unit.id] : undefined));
	const scopes: PullLine = {
		scopes: Object.fromEntries(states.map(({ unit, scope }) => [unit.id, scope])),
		reference: meta.reference,
		now: now(),
		epoch: meta.epoch
	};
	// Who sent only a hash of its cursors has not said what it has: it is asked for the cursors themselves.
	if (request.heads !== undefined && request.cursors === undefined) return [scopes, { end: true, cursors: {}, more: true }];

	const { lines, cursors, more } = await readRecords(db, states, request.limit ?? PULL_LIMIT);
	const behind = states.filter(({ unit, from, scope }) => from < unit.head || scope.mode === 'snapshot');
	const digest = Object.fromEntries(
		behind.map(({ unit }) => [unit.id, [unit.record_count, unit.record_sum] as [number, number]])
	);
	return [scopes, ...lines, { end: true, cursors, more, ...(!more && behind.length > 0 && { digest }) }];
}

/** A hash of what this person may see in the unit: all who may read a unit see all of it today. */
export function permOf(unitId: string): string {
	return createHash('sha256').update(`${VISIBILITY_RULES} ${unitId} all`).digest('base64url').slice(0, 8);
}

export function headsOf(visible: readonly UnitRow[], reference: string): string {
	const cursors: Cursors = Object.fromEntries(visible.map(({ id, head }) => [id, [permOf(id), head]]));

	return createHash('sha256').update(headsText(cursors, reference)).digest('base64url');
}

function stateOf(unit: UnitRow, cursor: readonly [string, number] | undefined): Progress {
	const perm = permOf(unit.id);
	const known = cursor !== undefined && cursor[0] === perm && cursor[1] <= unit.head;

	return {
		unit,
		scope: { perm, head: unit.head, mode: known ? 'delta' : 'snapshot' },
		from: known ? cursor[1] : 0
	};
}

async function readRecords(
	db: Kysely<Schema>,
	states: readonly Progress[],
	limit: number
): Promise<{ lines: PullLine[]; cursors: Cursors; more: boolean }> {
	const lines: PullLine[] = [];
	const cursors: Cursors = {};
	let more = false;

	for (const { unit, scope, from } of states) {
		const room = limit - lines.length;
		if (from >= unit.head) {
			cursors[unit.id] = [scope.perm, unit.head];
			continue;
		}
		if (room === 0) {
			cursors[unit.id] = [scope.perm, from];
			more = true;
			continue;
		}
		const rows = await db
			.selectFrom('record')
			.selectAll()
			.where('unit_id', '=', unit.id)
			.where('seq', '>', from)
			.orderBy('seq')
			.limit(room + 1)
			.execute();
		for (const row of rows.slice(0, room)) lines.push({ record: rowToRecord(row) });
		const cut = rows.length > room;
		more ||= cut;
		cursors[unit.id] = [scope.perm, cut ? rows[room - 1]!.seq : unit.head];
	}
	return { lines, cursors, more };
}

async function readMeta(db: Kysely<Schema>): Promise<{ epoch: string; reference: string }> {
	const rows = await db.selectFrom('meta').selectAll().where('key', 'in', ['epoch', 'reference_version']).execute();
	const meta = new Map(rows.map(({ key, value }) => [key, value]));

	return { epoch: meta.get('epoch')!, reference: meta.get('reference_version') ?? '' };
}
