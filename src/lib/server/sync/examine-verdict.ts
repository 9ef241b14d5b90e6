import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import { isInConflict } from '#lib/domain/records/conflict/read.ts';
import { isKeptByVerdict, isVerified, judgedRegister } from '#lib/domain/records/review/locks.ts';
import { wholesOf } from '#lib/domain/records/wholes.ts';
import { refusal, type Objection } from './objection.ts';
import { aboutRecord, partsOfVisit, type UnitLog } from './unit-log.ts';

/** Who wrote the value that a review judges. */
export async function authorJudged(log: UnitLog, change: Change): Promise<string | undefined> {
	const judged = await judgedRecord(log, change);

	return judged?.registers[judgedRegister(judged.kind) ?? '']?.by;
}

async function judgedRecord(log: UnitLog, change: Change): Promise<SyncRecord | undefined> {
	const of = change.set['verdict']?.value?.['of'] as { kind?: string; id?: string } | undefined;

	return typeof of?.kind === 'string' && typeof of.id === 'string' ? log.record(of.kind, of.id) : undefined;
}

/** The objection to a review that comes too late, or to a change of what the office has verified. */
export async function breaksVerdict(
	log: UnitLog,
	change: Change,
	record: SyncRecord | undefined,
	wholes: readonly SyncRecord[]
): Promise<Objection | undefined> {
	if (change.kind === 'review') return judgesWrongly(log, change);
	const part = { kind: change.kind, registers: Object.keys(change.set), isNew: record === undefined };
	if (change.again || !isKeptByVerdict(part, wholes)) return undefined;

	for (const value of await valuesBehind(log, change, record, wholes)) {
		const reviews = await log.recordsAbout(aboutRecord(value.kind, value.id), 'review');
		if (isVerified(value, reviews)) return refusal('locked', 'it is verified; it has to be reopened first');
	}
	return undefined;
}

/** A review comes too late when the value it judged no longer stands. While a conflict is open, no value is verified: that
 *  would lock the value, and the other one may still be chosen. */
async function judgesWrongly(log: UnitLog, change: Change): Promise<Objection | undefined> {
	const judged = await judgedRecord(log, change);
	if (!judged) return { r: 'hold', code: 'parent-unknown' };
	if (change.again) return undefined;

	const { judged: seen, verdict } = change.set['verdict']!.value!;
	if (judged.registers[judgedRegister(judged.kind)!]?.change !== seen)
		return refusal('stale', 'the value has changed since it was judged');
	if (verdict !== 'verified') return undefined;
	const conflicts = await log.recordsAbout(aboutRecord(judged.kind, judged.id), 'conflict');

	return isInConflict(judged, conflicts)
		? refusal(
				'unsettled',
				'two people wrote it without knowing of each other; one of the two has to be chosen first'
			)
		: undefined;
}

/** The records that the office judges and that a change touches: the changed record itself, the findings of a visit, or those
 *  that a remark or photo belongs to. */
async function valuesBehind(
	log: UnitLog,
	change: Change,
	record: SyncRecord | undefined,
	wholes: readonly SyncRecord[]
): Promise<SyncRecord[]> {
	if (judgedRegister(change.kind)) return [record!];
	if (change.kind === 'visit') return findingsOf(log, change.recordId);

	const values: SyncRecord[] = [];
	for (const whole of wholes) {
		if (judgedRegister(whole.kind)) values.push(whole);
		const visits = whole.kind === 'visit' ? [whole] : whole.kind === 'remark' ? visitsOf(whole) : [];
		for (const { id } of visits) values.push(...(await findingsOf(log, id)));
	}
	return values;
}

const visitsOf = (remark: SyncRecord) => wholesOf({ kind: 'remark', recordId: remark.id, set: {} }, remark);

const findingsOf = (log: UnitLog, visitId: string): Promise<SyncRecord[]> => partsOfVisit(log, visitId, 'finding');
