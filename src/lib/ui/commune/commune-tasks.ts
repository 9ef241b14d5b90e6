import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { daysBetween, type TradeDate } from '#lib/domain/dates.ts';
import { dueItems, type DueItem } from '#lib/domain/progress/schedule.ts';
import { isVoided, valueOf } from '#lib/domain/records/kinds.ts';

export interface CommuneTask {
	record: SyncRecord;
	item: DueItem;
	doneOn: TradeDate | null;
}

/** All tasks of a commune and the works that are being built: the open ones by the day they are due, then the done ones,
 *  the latest first. */
export function communeTasks(records: readonly SyncRecord[], today: TradeDate): CommuneTask[] {
	const tasks = records
		.filter((record) => record.kind === 'task' && !isVoided(record))
		.flatMap((record) => taskOf(record, today) ?? []);
	const open = [...tasks.filter(({ item }) => item.state === 'open'), ...openWorks(records, today)];
	const done = tasks.filter(({ item }) => item.state === 'done');

	return [
		...open.sort((a, b) => compare(a.item.dueOn, b.item.dueOn) || compare(a.record.id, b.record.id)),
		...done.sort((a, b) => compare(b.doneOn ?? '', a.doneOn ?? '') || compare(b.record.id, a.record.id))
	];
}

function taskOf(record: SyncRecord, today: TradeDate): CommuneTask | undefined {
	const assignment = valueOf(record, 'task', 'assignment');
	const progress = valueOf(record, 'task', 'progress');
	if (!assignment) return undefined;

	const { title, criterion = null, assignee, dueOn } = assignment;
	const isDone = progress?.state === 'done';
	const daysLeft = daysBetween(today, dueOn);
	return {
		record,
		item: {
			kind: 'task',
			id: record.id,
			unitId: record.unitId,
			criterion,
			text: title,
			assignee,
			state: isDone ? 'done' : 'open',
			dueOn,
			daysLeft,
			late: daysLeft < 0 && !isDone
		},
		doneOn: isDone ? (progress.on ?? null) : null
	};
}

function openWorks(records: readonly SyncRecord[], today: TradeDate): CommuneTask[] {
	const works = records.filter(({ kind }) => kind === 'works');
	const recordOf = new Map(works.map((record) => [record.id, record]));

	return dueItems(works, { today }).map((item) => ({ record: recordOf.get(item.id)!, item, doneOn: null }));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
