import type { RegisterValue, SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { answerObstacle } from '../obstacle/answer.ts';
import type { Decision } from './read.ts';
import { isVoided, valueOf } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';
import { TARGET_ID } from '../record-ids.ts';
import { moveTarget, registrationOf } from '../target/form.ts';
import { voidRecord } from '../void-edits.ts';

export interface DecisionRecord {
	record: SyncRecord;
	decision: Decision;
}

export interface EffectGround {
	/** The day of the briefing. */
	on: TradeDate;
	/** The communes that took part: a task for every commune goes to these. */
	communes: readonly string[];
	recordsOf: (unitId: string) => readonly SyncRecord[];
	newId: () => string;
	/** "Kết luận giao ban ngày 02/11/2018": what a moved target rests on. */
	basis: string;
	/** What an obstacle's answer says: who is to remove it, and by when. */
	answerWords: (decision: Decision) => string;
}

/** What a decision makes of targets, tasks and obstacles, each naming the decision it follows from. What already follows
 *  from it is not made a second time. */
export function decisionEffects({ record, decision }: DecisionRecord, ground: EffectGround): RecordEdit[] {
	const from = { kind: 'decision', id: record.id };
	const units = unitsOf(decision, ground.communes).filter(
		(unitId) => !ground.recordsOf(unitId).some((one) => follows(one, record.id))
	);

	return units.flatMap((unitId) => [
		...targetEffect(decision, { from, unitId, ...ground }),
		...obstacleEffect(decision, { from, unitId, ...ground }),
		...taskEffect(decision, { from, unitId, ...ground })
	]);
}

const unitsOf = ({ communeId, everyCommune }: Decision, communes: readonly string[]): readonly string[] =>
	communeId === undefined ? (everyCommune === true ? communes : []) : [communeId];

type Effect = EffectGround & { unitId: string; from: { kind: string; id: string } };

function targetEffect({ targetYear }: Decision, { unitId, from, on, basis, recordsOf }: Effect): RecordEdit[] {
	const record = recordsOf(unitId).find(({ kind }) => kind === 'target');
	const standing = registrationOf(record);
	if (targetYear === undefined || standing?.year === targetYear) return [];

	const registration = {
		...moveTarget(standing, { year: targetYear, basis, on }),
		...(standing === undefined && { registeredOn: on }),
		from
	};
	return [{ unitId, kind: 'target', recordId: TARGET_ID, set: { registration } }];
}

function obstacleEffect(decision: Decision, { unitId, from, on, recordsOf, newId, answerWords }: Effect): RecordEdit[] {
	const { obstacleId, asks, criterion, text: title } = decision;
	const standing = recordsOf(unitId).find(({ kind, id }) => kind === 'obstacle' && id === obstacleId);
	const text = answerWords(decision);

	if (standing && !isVoided(standing)) {
		const edit = answerObstacle(standing, { state: 'in_hand', text }, on);
		const before = valueOf(standing, 'obstacle', 'answer');
		return [{ ...edit, set: { answer: { ...edit.set['answer'], from, ...(before && { before }) } } }];
	}
	if (asks === undefined) return [];
	const answer = { state: 'in_hand', on, text, from };
	const raised = { title, raisedOn: on, asks, ...(criterion !== undefined && { criterion }), from };

	return [
		{
			unitId,
			kind: 'obstacle',
			recordId: newId(),
			set: { statement: raised, ...(hasAssignee(decision) && { answer }) }
		}
	];
}

function taskEffect(decision: Decision, { unitId, from, newId }: Effect): RecordEdit[] {
	const { text, assignee, dueOn, criterion } = decision;
	if (!hasAssignee(decision) || dueOn === undefined) return [];
	const assignment = { title: text, ...(criterion !== undefined && { criterion }), assignee: assignee!, dueOn, from };

	return [{ unitId, kind: 'task', recordId: newId(), set: { assignment, progress: { state: 'open' } } }];
}

const hasAssignee = ({ assignee = '' }: Decision): boolean => assignee !== '';

/** Whether something of a commune follows from the decision. */
export function follows(record: SyncRecord, decisionId: string): boolean {
	return !isVoided(record) && Object.values(record.registers).some(({ value }) => sourceId(value) === decisionId);
}

function sourceId(value: SyncRecord['registers'][string]['value']): string | undefined {
	const from = value?.['from'] as { kind?: unknown; id?: unknown } | undefined;

	return from?.kind === 'decision' ? String(from.id) : undefined;
}

/** Takes a decision back that was typed by mistake, with everything that follows from it: tasks and new obstacles are voided,
 *  a target goes back to the year it was moved from, an answer to what was asked. */
export function voidDecision(
	record: SyncRecord,
	following: readonly SyncRecord[],
	{ reason, on }: { reason: string; on: TradeDate }
): RecordEdit[] {
	const undone = following.filter((one) => follows(one, record.id)).flatMap((one) => undo(one, { reason, on }));

	return [voidRecord(record, reason), ...undone];
}

function undo(record: SyncRecord, { reason, on }: { reason: string; on: TradeDate }): RecordEdit[] {
	const { unitId, id } = record;
	if (record.kind === 'target') return [undoMove(record, reason)];
	if (record.kind !== 'obstacle' || valueOf(record, 'obstacle', 'statement')?.from)
		return [voidRecord(record, reason)];

	// An answer given since then is somebody else's word.
	const { state, before } = (valueOf(record, 'obstacle', 'answer') ?? {}) as {
		state?: string;
		before?: RegisterValue;
	};
	if (state !== 'in_hand') return [];

	return [{ unitId, kind: 'obstacle', recordId: id, set: { answer: before ?? { state: 'open', on } } }];
}

function undoMove(record: SyncRecord, reason: string): RecordEdit {
	const { from: _from, movedFrom = [], ...registration } = valueOf(record, 'target', 'registration')!;
	const before = movedFrom.at(-1);
	// A commune that had no target year before has none again.
	if (!before) return voidRecord(record, reason);

	const earlier = movedFrom.slice(0, -1);
	return {
		unitId: record.unitId,
		kind: 'target',
		recordId: record.id,
		set: {
			registration: {
				...registration,
				year: before.year,
				basis: before.basis,
				...('document' in before && { document: before['document'] }),
				...(earlier.length > 0 && { movedFrom: earlier })
			}
		}
	};
}
