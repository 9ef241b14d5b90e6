import type { ChangeEntry } from './change-entry.ts';

const KINDS = [
	'told',
	'dossiers',
	'common',
	'sent',
	'inspected',
	'letter',
	'visited',
	'checked',
	'verified',
	'returned',
	'reopened',
	'raised',
	'resolved',
	'done',
	'moved',
	'carried',
	'decided',
	'other'
] as const;

export type ChangeKind = (typeof KINDS)[number];

/** How many things of one kind happened, and in which records that stands. */
export interface ChangeCount {
	kind: ChangeKind;
	count: number;
	records: { kind: string; id: string }[];
}

/** Every entry counts in one kind: what happened cannot be left out of the sum. */
export function countChanges(entries: readonly ChangeEntry[]): ChangeCount[] {
	const byKind = Map.groupBy(entries, changeKind);

	return KINDS.flatMap((kind) => {
		const some = byKind.get(kind);
		if (!some) return [];
		const records = some.map(({ recordKind, recordId }) => ({ kind: recordKind, id: recordId }));
		return [{ kind, count: new Set(some.map(nameOf)).size, records }];
	});
}

function changeKind(entry: ChangeEntry): ChangeKind {
	switch (entry.kind) {
		case 'dossier_complete':
			return entry.dossier === 'common' ? 'common' : 'dossiers';
		case 'sent':
		case 'inspected':
		case 'letter':
			return entry.kind;
		case 'visit':
			return entry.purpose === 'department' && entry.closed ? 'inspected' : 'visited';
		case 'check':
			return 'checked';
		case 'reviewed':
			return entry.verdict;
		case 'obstacle_raised':
			return 'raised';
		case 'obstacle_resolved':
			return 'resolved';
		case 'task_done':
			return 'done';
		case 'tally':
			return 'told';
		case 'target_moved':
			return 'moved';
		case 'carried_over':
			return 'carried';
		case 'decision':
			return 'decided';
		case 'check_voided':
		case 'recorded':
			return 'other';
	}
}

/** A department that came twice inspected once. */
const nameOf = (entry: ChangeEntry): string =>
	'department' in entry && typeof entry.department === 'string' ? entry.department : entry.recordId;
