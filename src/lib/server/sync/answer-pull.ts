import { createHash } from 'node:crypto';
import { readsText, unitsInScope } from '#lib/domain/access/access.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import {
	headsText,
	PULL_LIMIT,
	type Cursors,
	type Pending,
	type PullLine,
	type PullRequest,
	type Scope
} from '#lib/domain/changes/pull.ts';
import { PROTOCOL } from '#lib/domain/changes/push.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import type { Log } from '../log.ts';
import { lacksMarked, marksOf } from './marks.ts';
import { noticeRestore } from './notice-restore.ts';
import type { Seal } from './seal.ts';
import type { ServerStore, Snapshot, UnitState } from './server-store.ts';

export type PullRefusal = { kind: 'other-person' } | { kind: 'protocol'; spoken: number };

export interface PullContext {
	store: ServerStore;
	seal: Seal;
	now(): number;
	log?: Pick<Log, 'warn'> | undefined;
}

/** The lines of the answer, with at most `limit` records. Heads and records come from one snapshot of the database. */
export async function answerPull(
	context: PullContext,
	officer: Officer,
	request: PullRequest
): Promise<Result<PullLine[], PullRefusal>> {
	const { store, now } = context;
	if (request.protocol !== PROTOCOL) return refuse({ kind: 'protocol', spoken: PROTOCOL });
	if (request.person !== officer.id) return refuse({ kind: 'other-person' });

	const receivedAtMs = now();
	const offsetMs = receivedAtMs - request.now;
	await store.rememberDevice({
		id: request.device,
		personId: officer.id,
		app: request.app ?? '',
		seenAtMs: receivedAtMs,
		offsetMs,
		pending: request.pending && onServerClock(request.pending, offsetMs)
	});

	const answer = () => store.inSnapshot((snapshot) => readAnswer(snapshot, officer, request, context));
	const lines = await answer();
	if (lines !== 'forgotten') return ok(lines);

	await noticeRestore(context, request.epoch!);
	const anew = await answer();
	if (anew === 'forgotten')
		throw new Error('a database that has just got a new epoch cannot have forgotten anything');
	return ok(anew);
}

const onServerClock = ({ oldest, ...pending }: Pending, offsetMs: number): Pending => ({
	...pending,
	oldest: oldest === null ? null : oldest + offsetMs
});

/** A unit that this person reads, with a hash of what they may read in it. */
interface VisibleUnit extends UnitState {
	perm: string;
}

interface Standing {
	state: VisibleUnit;
	scope: Scope;
	/** The device has the unit up to this seq; 0 when it has to get the whole unit. */
	from: number;
}

async function readAnswer(
	snapshot: Snapshot,
	officer: Officer,
	request: PullRequest,
	{ now, seal, log }: PullContext
): Promise<PullLine[] | 'forgotten'> {
	const { epoch, reference, units } = snapshot;
	const inScope = new Set(
		unitsInScope(
			officer,
			units.map(({ unit }) => unit)
		).map(({ id }) => id)
	);
	const visible: VisibleUnit[] = units
		.filter(({ unit }) => inScope.has(unit.id))
		.map((state) => ({ ...state, perm: permOf(officer, state.unit.id) }));

	if (request.epoch === epoch && request.heads === headsOf(visible, reference)) {
		return [{ unchanged: true, now: now(), epoch }];
	}
	const scopesOf = (standings: readonly Pick<Standing, 'state' | 'scope'>[]): PullLine => ({
		scopes: Object.fromEntries(standings.map(({ state, scope }) => [state.unit.id, scope])),
		reference,
		now: now(),
		epoch
	});
	// A device that sent only `heads` has not said what it has. This answer asks it for the cursors. The mode is never
	// `snapshot` here: that would make the device forget its cursors.
	if (request.heads !== undefined && request.cursors === undefined) {
		const named = visible.map((state) => ({
			state,
			scope: { perm: state.perm, head: state.head, mode: 'delta' as const }
		}));
		return [scopesOf(named), { end: true, cursors: {}, more: true }];
	}

	const sameEpoch = request.epoch === null || request.epoch === epoch;
	const standings = visible.map((state) =>
		standingOf(state, sameEpoch ? request.cursors?.[state.unit.id] : undefined)
	);
	const marked = { epoch, changeAt: (unitId: string, seq: number) => snapshot.changeAt(unitId, seq), seal };
	const known = request.epoch === epoch ? (request.marks ?? {}) : {};
	if (await lacksMarked(marked, known)) return 'forgotten';
	if (request.epoch === epoch && visible.some((state) => isBeyond(state, request.cursors?.[state.unit.id])))
		log?.warn(
			{ personId: officer.id },
			'a device has more than the database: was a copy put back without "admin restored"?'
		);
	const { lines, cursors, more } = await readRecords(snapshot, standings, request.limit ?? PULL_LIMIT);
	const behind = standings.filter(({ state, from, scope }) => from < state.head || scope.mode === 'snapshot');
	const digest = Object.fromEntries(
		behind.map(({ state }) => [state.unit.id, [state.recordCount, state.recordSum] as [number, number]])
	);
	const marks = await marksOf(marked, cursors, known);
	const end: PullLine = {
		...{ end: true, cursors, more },
		...(Object.keys(marks).length > 0 && { marks }),
		...(!more && behind.length > 0 && { digest })
	};
	return [scopesOf(standings), ...lines, end];
}

function permOf(officer: Officer, unitId: string): string {
	return createHash('sha256').update(readsText(officer, unitId)).digest('base64url').slice(0, 8);
}

function headsOf(visible: readonly VisibleUnit[], reference: string): string {
	const cursors: Cursors = Object.fromEntries(visible.map(({ unit, perm, head }) => [unit.id, [perm, head]]));

	return createHash('sha256').update(headsText(cursors, reference)).digest('base64url');
}

/** Only a hint, no proof of a restore: a cursor has no signature, so anybody can send one. */
const isBeyond = ({ perm, head }: VisibleUnit, cursor: readonly [string, number] | undefined): boolean =>
	cursor !== undefined && cursor[0] === perm && cursor[1] > head;

function standingOf(state: VisibleUnit, cursor: readonly [string, number] | undefined): Standing {
	const { perm } = state;
	const isUsable = cursor !== undefined && cursor[0] === perm && cursor[1] <= state.head;

	return {
		state,
		scope: { perm, head: state.head, mode: isUsable ? 'delta' : 'snapshot' },
		from: isUsable ? cursor[1] : 0
	};
}

async function readRecords(
	snapshot: Snapshot,
	standings: readonly Standing[],
	limit: number
): Promise<{ lines: PullLine[]; cursors: Cursors; more: boolean }> {
	const lines: PullLine[] = [];
	const cursors: Cursors = {};
	let more = false;

	for (const { state, scope, from } of standings) {
		const { id } = state.unit;
		const room = limit - lines.length;
		if (from >= state.head || room === 0) {
			cursors[id] = [scope.perm, from];
			more ||= from < state.head;
			continue;
		}
		const records = await snapshot.recordsAfter(id, from, room + 1);
		const isCut = records.length > room;
		for (const record of records.slice(0, room)) lines.push({ record });
		cursors[id] = [scope.perm, isCut ? records[room - 1]!.seq : state.head];
		more ||= isCut;
	}
	return { lines, cursors, more };
}
