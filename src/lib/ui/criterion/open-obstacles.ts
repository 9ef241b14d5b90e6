import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { isVoided, valueOf, type Value } from '#lib/domain/records/kinds.ts';

export interface OpenObstacle {
	id: string;
	statement: Value<'obstacle', 'statement'>;
	answer: Value<'obstacle', 'answer'> | undefined;
}

/** Obstacles that are not resolved, of one criterion or, with null, of the commune as a whole; the oldest first. */
export function openObstacles(records: readonly SyncRecord[], criterion: number | null): OpenObstacle[] {
	return records
		.filter((record) => record.kind === 'obstacle' && !isVoided(record))
		.flatMap((record): OpenObstacle[] => {
			const statement = valueOf(record, 'obstacle', 'statement');
			const answer = valueOf(record, 'obstacle', 'answer');
			const isHere = statement && (statement.criterion ?? null) === criterion && answer?.state !== 'resolved';

			return isHere ? [{ id: record.id, statement, answer }] : [];
		})
		.sort((a, b) => (a.statement.raisedOn < b.statement.raisedOn ? -1 : 1));
}
