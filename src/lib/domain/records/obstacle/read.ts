import type { SyncRecord } from '../../changes/change.ts';
import { isVoided, valueOf, type Value } from '../kinds.ts';

export interface ObstacleRead {
	record: SyncRecord;
	statement: Value<'obstacle', 'statement'>;
	answer: Value<'obstacle', 'answer'> | undefined;
	/** Open while nobody has answered. */
	state: Value<'obstacle', 'answer'>['state'];
}

export function readObstacleRecord(record: SyncRecord): ObstacleRead | undefined {
	const statement = valueOf(record, 'obstacle', 'statement');
	const answer = valueOf(record, 'obstacle', 'answer');

	return statement && { record, statement, answer, state: answer?.state ?? 'open' };
}

const OBSTACLE_STATES = ['open', 'in_hand', 'resolved'] as const;

/** A commune's obstacles by how far they are, the oldest first; of those resolved the latest. States in which there are
 *  none are left out. */
export function groupObstacles(
	records: Iterable<SyncRecord>
): { state: ObstacleRead['state']; obstacles: ObstacleRead[] }[] {
	const all: ObstacleRead[] = [];
	for (const record of records) {
		const obstacle = record.kind === 'obstacle' && !isVoided(record) ? readObstacleRecord(record) : undefined;
		if (obstacle) all.push(obstacle);
	}

	return OBSTACLE_STATES.map((state) => ({
		state,
		obstacles: all.filter((obstacle) => obstacle.state === state).sort(state === 'resolved' ? byAnswer : byRaising)
	})).filter(({ obstacles }) => obstacles.length > 0);
}

const byRaising = (a: ObstacleRead, b: ObstacleRead): number =>
	compare(a.statement.raisedOn, b.statement.raisedOn) || compare(a.record.id, b.record.id);

const byAnswer = (a: ObstacleRead, b: ObstacleRead): number =>
	compare(b.answer?.on ?? '', a.answer?.on ?? '') || compare(a.record.id, b.record.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
