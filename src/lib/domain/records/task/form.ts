import { worksForCommune, worksForOffice } from '../../access/role.ts';
import type { TradeDate } from '../../dates.ts';
import { isUuid } from '../../ids.ts';
import { SAMPLE_PERSON, type Person } from '../../reference/reference.ts';
import { comingDay, neededText, type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import type { RecordEdit } from '../record-edit.ts';

/** The form of a task as it is filled in. */
export interface TaskTyped {
	title: string;
	/** Null for a task that is not about one criterion. */
	criterion: number | null;
	/** A person's id, empty while nobody is chosen; null when somebody without an account is named in words. */
	person: string | null;
	words: string;
	dueOn: string;
}

export type TaskField = 'title' | 'assignee' | 'dueOn';

export type TaskProblem = FieldProblem<TaskField>;

/** Reads a form as typed: the task it stands for, or everything that is in its way. */
export function readTask(
	typed: TaskTyped,
	{ unitId, taskId, today }: { unitId: string; taskId: string; today: TradeDate }
): FormReading<TaskField, RecordEdit> {
	const { criterion, dueOn } = typed;
	const title = tidyText(typed.title);
	const assignee = typed.person ?? tidyText(typed.words);
	const problems: TaskProblem[] = [
		...neededText('title', title),
		...neededText('assignee', assignee),
		...comingDay('dueOn', dueOn, today)
	];
	if (problems.length > 0) return { edit: undefined, problems };

	const assignment = { title, ...(criterion !== null && { criterion }), assignee, dueOn };
	return {
		edit: { unitId, kind: 'task', recordId: taskId, set: { assignment, progress: { state: 'open' } } },
		problems
	};
}

/** Whom a task of a commune can be given to by name: the commune's officers, then the district's office. People who only
 *  stand in sample records are left out: they never sign in. */
export function assignablePeople(
	people: readonly Person[],
	commune: { id: string; parentId: string | null },
	me: Person
): Person[] {
	const isOfCommune = (person: Person) => worksForCommune(person) && person.units.includes(commune.id);
	const isOfOffice = (person: Person) =>
		worksForOffice(person) && commune.parentId !== null && person.units.includes(commune.parentId);
	// The administrator's people get a UUID; an author that only records name has a name for an id.
	const signsIn = ({ id }: Person) => id === me.id || isUuid(id);

	return [
		...people.filter((person) => isOfCommune(person) && !person.id.startsWith(SAMPLE_PERSON)),
		...people.filter((person) => isOfOffice(person) && signsIn(person))
	];
}
