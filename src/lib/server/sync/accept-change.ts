import type { Change, Register, SyncRecord } from '#lib/domain/changes/change.ts';
import { parseReading } from '#lib/domain/changes/clock.ts';
import { foldRegister, isBuiltOn, unrefused } from '#lib/domain/changes/fold.ts';
import type { Receipt, RefusalCode } from '#lib/domain/changes/push.ts';
import { stampChange } from '#lib/domain/changes/stamp.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import type { Officer } from '#lib/domain/access/role.ts';
import { isVoided } from '#lib/domain/records/kinds.ts';
import { wholesOf } from '#lib/domain/records/wholes.ts';
import { oddities, subjectIn } from '#lib/domain/records/oddities.ts';
import { changeOfRecord, lineageOf, readAncestry, type Ancestry } from './ancestry.ts';
import { conflictsOf, type Clash } from './conflicts.ts';
import { examineChange } from './examine-change.ts';
import type { PushReference } from './server-store.ts';
import { aboutRecord, type UnitLog } from './unit-log.ts';

export interface Acceptance extends PushReference {
	officer: Officer;
	today: TradeDate;
	/** The server's clock at the request's first byte. */
	receivedAtMs: number;
	/** The device's clock when it sent the request. */
	requestNowMs: number;
	epoch: string;
	/** Whether this server has answered the device before this request. */
	hasMetServer: boolean;
	/** Gives a new id for each change that the server itself writes. */
	makeId: () => string;
}

const HOLD_TRIES = 3;
const HOLD_MS = 10 * 60_000;

/** Takes, refuses or puts off one change. It appends to the log only at the end, so a change that makes it throw leaves no
 *  trace. */
export async function acceptChange(log: UnitLog, change: Change, acceptance: Acceptance): Promise<Receipt> {
	const record = await log.record(change.kind, change.recordId);

	const isHeld = await isPrevAwaited(log, change, record, acceptance.receivedAtMs);
	if (isHeld) return holdChange(log, change, acceptance);

	const objection = await examineChange(log, change, record, acceptance);
	if (objection?.r === 'hold') return { id: change.id, r: 'hold', code: objection.code };
	if (objection) return refuseChange(log, change, objection, acceptance);

	return foldIn(log, change, record, await readAncestry(log, change, record), acceptance);
}

async function isPrevAwaited(
	log: UnitLog,
	change: Change,
	record: SyncRecord | undefined,
	nowMs: number
): Promise<boolean> {
	for (const [register, { prev }] of Object.entries(change.set)) {
		if (prev === null || prev === record?.registers[register]?.change) continue;
		if (await changeOfRecord(log, change, prev)) continue;

		const since = await log.held(change.id);
		return !since || since.tries < HOLD_TRIES || nowMs - since.firstAtMs < HOLD_MS;
	}
	return false;
}

/** The log counts how often, and since when, the change was put off: the wait for its `prev` has an end. */
function holdChange(log: UnitLog, change: Change, { officer }: Acceptance): Receipt {
	log.hold(change, officer.id);
	return { id: change.id, r: 'hold', code: 'prev-unknown' };
}

function refuseChange(
	log: UnitLog,
	change: Change,
	{ code, message }: { code: RefusalCode; message: string },
	{ officer }: Acceptance
): Receipt {
	const receipt: Receipt = { id: change.id, r: 'refused', code, message };
	log.append({ change, receipt, personId: officer.id, stamp: null });

	return receipt;
}

async function foldIn(
	log: UnitLog,
	change: Change,
	record: SyncRecord | undefined,
	history: Ancestry,
	acceptance: Acceptance
): Promise<Receipt> {
	const { officer } = acceptance;
	const stamp = stampOf(log, change, record, history, acceptance);
	const isCloned = await isNumberTaken(log, change);

	const registers: SyncRecord['registers'] = { ...record?.registers };
	const clashes: Clash[] = [];
	const lost: string[] = [];

	for (const [name, { value, prev }] of Object.entries(change.set)) {
		const about = { kind: change.kind, register: name, subject: subjectIn(change.set, record) };
		const flags = [...oddities(about, value, acceptance.today), ...(isCloned ? ['cloned-device'] : [])];
		const written: Register = {
			value,
			stamp,
			change: change.id,
			by: officer.id,
			...(flags.length > 0 && { flags })
		};
		const standing = registers[name];

		if (change.kind === 'conflict' && name === 'settled' && standing) {
			lost.push(name);
			continue;
		}
		const folded = foldRegister(standing, { ...written, prev }, lineageOf(history, name));
		registers[name] = folded.standing;
		if (folded.outcome === 'lost' || folded.outcome === 'ancestor') lost.push(name);
		if (folded.rival) clashes.push({ register: name, winner: folded.standing, loser: folded.rival });
	}
	if (record && isVoided(record) && !('life' in change.set)) {
		const loser: Register = { value: null, stamp, change: change.id, by: officer.id };
		clashes.push({ register: 'life', winner: record.registers['life']!, loser });
	}

	const seq = log.head + 1;
	const next: SyncRecord = { unitId: change.unitId, kind: change.kind, id: change.recordId, seq, registers };
	const receipt: Receipt = {
		id: change.id,
		r: 'ok',
		seq,
		stamp,
		was: record?.seq ?? 0,
		...(lost.length > 0 && { lost })
	};
	const conflicts = await conflictsOf(log, change, history, clashes, acceptance);

	log.append({ change, receipt, personId: officer.id, stamp }, next, aboutOf(next));
	for (const { logged, record: conflict } of conflicts) log.append(logged, conflict, aboutOf(conflict));
	return receipt;
}

async function isNumberTaken(log: UnitLog, change: Change): Promise<boolean> {
	return (await log.numbered(change.device, change.n)) !== undefined;
}

function stampOf(
	log: UnitLog,
	change: Change,
	record: SyncRecord | undefined,
	history: Ancestry,
	{ receivedAtMs, requestNowMs, hasMetServer }: Acceptance
): string {
	const lastMs = log.lastStamp === '' ? 0 : parseReading(log.lastStamp).ms;

	return stampChange({
		change,
		requestNowMs,
		hasMetServer,
		serverNowMs: Math.max(receivedAtMs, lastMs),
		prevStamps: Object.entries(change.set).flatMap(([register, { prev }]) => {
			const standing = record?.registers[register];
			const lineage = lineageOf(history, register);
			if (standing && isBuiltOn(prev, standing, lineage)) return [standing.stamp];

			const seen = unrefused(prev, lineage);
			return (seen !== null && history.get(seen)?.stamp) || [];
		})
	});
}

/** The key under which a record is found from the record it is about, or is a part of. */
function aboutOf({ kind, id, registers }: SyncRecord): string | undefined {
	if (kind === 'review') {
		const of = registers['verdict']?.value?.['of'] as { kind: string; id: string } | undefined;
		return of && aboutRecord(of.kind, of.id);
	}
	if (kind === 'finding' || kind === 'remark') {
		const [visit] = wholesOf({ kind, recordId: id, set: {} }, { registers });
		return visit && aboutRecord(visit.kind, visit.id);
	}
	if (kind === 'conflict') {
		// After a restore, a device may send `settled` before the `clash` it settles is there.
		const clash = registers['clash']?.value as { kind: string; recordId: string } | undefined;
		return clash && aboutRecord(clash.kind, clash.recordId);
	}
	return undefined;
}
