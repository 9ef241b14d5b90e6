import { worksForOffice } from '../access/role.ts';
import type { SyncRecord } from '../changes/change.ts';
import { addDays, type TradeDate } from '../dates.ts';
import type { Measurement } from '../records/check/schema.ts';
import { tidyText } from '../tidy-text.ts';
import { isVoided, valueOf } from '../records/kinds.ts';
import type { RecordEdit } from '../records/record-edit.ts';
import type { Person } from '../reference/reference.ts';

/** A commune's request to have a verified value reopened: a task of the office that carries the value wanted. */
export interface ReopenRequest {
	task: SyncRecord;
	/** What the commune wants to write instead. */
	wanted: Measurement;
	reason: string;
	by: string;
	stamp: string;
	isOpen: boolean;
	/** What the office said when it closed the request without reopening. */
	answer: string | undefined;
}

/** By `<kind>/<id>` of the record; of several requests the one written last. */
export function requestsByRecord(records: readonly SyncRecord[]): Map<string, ReopenRequest> {
	const requests = new Map<string, ReopenRequest>();
	for (const task of records) {
		const assignment = task.kind === 'task' && !isVoided(task) ? valueOf(task, 'task', 'assignment') : undefined;
		if (!assignment?.reopen || !assignment.from) continue;

		const { by, stamp } = task.registers['assignment']!;
		const progress = valueOf(task, 'task', 'progress');
		const { value: wanted, reason } = assignment.reopen;
		const request = { task, wanted, reason, by, stamp, isOpen: progress?.state !== 'done', answer: progress?.note };
		const place = `${assignment.from.kind}/${assignment.from.id}`;
		const other = requests.get(place);
		if (!other || other.stamp < stamp) requests.set(place, request);
	}
	return requests;
}

/** An office meets once a week at most; what it has not answered by then is late. */
const ANSWER_DAYS = 7;

export interface RequestTold {
	taskId: string;
	/** The verified check. */
	check: SyncRecord;
	criterion: number;
	title: string;
	wanted: Measurement;
	reason: string;
	/** Who verified it, if they are still of the office; else the office in words. */
	assignee: string;
	today: TradeDate;
}

export function askToReopen(told: RequestTold): RecordEdit {
	const { taskId, check, criterion, title, wanted, reason, assignee, today } = told;

	return {
		unitId: check.unitId,
		kind: 'task',
		recordId: taskId,
		set: {
			assignment: {
				title,
				criterion,
				assignee,
				dueOn: addDays(today, ANSWER_DAYS),
				from: { kind: check.kind, id: check.id },
				reopen: { value: wanted, reason: tidyText(reason) }
			},
			progress: { state: 'open' }
		}
	};
}

/** Whom a request goes to: whoever verified the value, else the office in words. */
export function requestAssignee(people: readonly Person[], reviewer: string | undefined, office: string): string {
	return people.find((person) => person.id === reviewer && worksForOffice(person))?.id ?? office;
}

/** The request is answered, with or without the value reopened. */
export function closeRequest({ task }: ReopenRequest, { on, note = '' }: { on: TradeDate; note?: string }): RecordEdit {
	const { note: _, ...carried } = valueOf(task, 'task', 'progress') ?? {};
	const said = tidyText(note);

	return {
		unitId: task.unitId,
		kind: 'task',
		recordId: task.id,
		set: { progress: { ...carried, state: 'done', on, ...(said !== '' && { note: said }) } }
	};
}
