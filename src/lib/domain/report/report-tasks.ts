import type { SyncRecord } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import type { Briefing } from '../records/briefing/read.ts';
import { isVoided, valueOf } from '../records/kinds.ts';
import type { Person } from '../reference/reference.ts';
import { assigneeNamed } from '../reference/assignee.ts';
import { sourcesOf } from './figure-sources.ts';
import type { Source } from './report-document.ts';

export interface ReportTask {
	key: string;
	text: string;
	assignee: string | null;
	dueOn: TradeDate | null;
	/** How many communes' tasks came of it, and how many of them are done; null while it was given to no commune. */
	given: { total: number; done: number } | null;
	sources: Source[];
}

interface TaskRecord {
	id: string;
	unitId: string;
	title: string;
	assignee: string;
	dueOn: TradeDate;
	isDone: boolean;
	from: string | undefined;
}

/** What a briefing gave people to do: its decisions that set no year, then the tasks given from it beside them. */
export function reportTasks(
	briefing: Pick<Briefing, 'id' | 'decisions'> | null,
	recordsByUnit: ReadonlyMap<string, readonly SyncRecord[]>,
	{ districtId, people }: { districtId: string; people: readonly Person[] }
): ReportTask[] {
	const tasks = [...recordsByUnit.values()].flat().flatMap(readTask);
	const tasksOf = (id: string) => tasks.filter(({ from }) => from === id);
	const nameOf = (assignee: string) => assigneeNamed(assignee, people) ?? null;

	const decided = (briefing?.decisions ?? [])
		.filter(({ decision }) => decision.targetYear === undefined)
		.map(({ record: { id }, decision: { text, assignee, dueOn } }) => {
			const given = tasksOf(id);
			return {
				key: `task/${id}`,
				text,
				assignee: assignee ? nameOf(assignee) : null,
				dueOn: dueOn ?? null,
				given: given.length === 0 ? null : { total: given.length, done: countDone(given) },
				sources: [...sourcesOf(districtId, [{ kind: 'decision', id }]), ...sourcesOfTasks(given)]
			};
		});
	const beside = [...Map.groupBy(briefing ? tasksOf(briefing.id) : [], keyOf)].map(([key, some]) => {
		const { title, assignee, dueOn } = some[0]!;
		const given = { total: some.length, done: countDone(some) };
		return {
			key: `task/${key}`,
			text: title,
			assignee: nameOf(assignee),
			dueOn,
			given,
			sources: sourcesOfTasks(some)
		};
	});
	return [...decided, ...beside];
}

const keyOf = ({ title, assignee, dueOn }: TaskRecord) => [title, assignee, dueOn].join(' ');
const countDone = (tasks: readonly TaskRecord[]) => tasks.filter(({ isDone }) => isDone).length;

const sourcesOfTasks = (tasks: readonly TaskRecord[]): Source[] =>
	[...Map.groupBy(tasks, ({ unitId }) => unitId)].flatMap(([unitId, some]) =>
		sourcesOf(
			unitId,
			some.map(({ id }) => ({ kind: 'task', id }))
		)
	);

function readTask(record: SyncRecord): TaskRecord[] {
	const assignment = record.kind === 'task' && !isVoided(record) && valueOf(record, 'task', 'assignment');
	if (!assignment) return [];

	const { title, assignee, dueOn, from } = assignment;
	const isDone = valueOf(record, 'task', 'progress')?.state === 'done';
	return [{ id: record.id, unitId: record.unitId, title, assignee, dueOn, isDone, from: from?.id }];
}
