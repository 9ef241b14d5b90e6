import { isTradeDate, type TradeDate } from '../dates.ts';
import { isUuid } from '../ids.ts';
import { SAMPLE_PERSON, type Person } from '../reference/reference.ts';
import { TEXT_LIMIT } from './text-limit.ts';
import type { RecordEdit } from './record-edit.ts';

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

export interface TaskProblem {
	at: TaskField;
	kind: 'missing' | 'too-long' | 'past';
}

export interface TaskReading {
	/** What may be saved; undefined while there are problems. */
	edit: RecordEdit | undefined;
	/** In the order of the form. */
	problems: TaskProblem[];
}

/** Reads a form as typed: the task it stands for, or everything that is in its way. */
export function readTask(
	typed: TaskTyped,
	{ unitId, taskId, today }: { unitId: string; taskId: string; today: TradeDate }
): TaskReading {
	const { criterion, dueOn } = typed;
	const title = typed.title.trim();
	const assignee = typed.person ?? typed.words.trim();
	const problems: TaskProblem[] = [
		...readText('title', title),
		...readText('assignee', assignee),
		...readDay(dueOn, today)
	];
	if (problems.length > 0) return { edit: undefined, problems };

	const assignment = { title, ...(criterion !== null && { criterion }), assignee, dueOn };
	return {
		edit: { unitId, kind: 'task', recordId: taskId, set: { assignment, progress: { state: 'open' } } },
		problems
	};
}

function readText(at: TaskField, text: string): TaskProblem[] {
	if (text === '') return [{ at, kind: 'missing' }];

	return text.length > TEXT_LIMIT ? [{ at, kind: 'too-long' }] : [];
}

function readDay(day: string, today: TradeDate): TaskProblem[] {
	if (!isTradeDate(day)) return [{ at: 'dueOn', kind: 'missing' }];

	return day < today ? [{ at: 'dueOn', kind: 'past' }] : [];
}

/** Whom a task of a commune can be given to by name: the commune's officers, then the district's office. People who only
 *  stand in sample records are left out: they never sign in. */
export function assignablePeople(
	people: readonly Person[],
	commune: { id: string; parentId: string | null },
	me: Person
): Person[] {
	const isOfCommune = ({ role, units }: Person) => role === 'commune_officer' && units.includes(commune.id);
	const isOfOffice = ({ role, units }: Person) =>
		role === 'district_office' && commune.parentId !== null && units.includes(commune.parentId);
	// The administrator's people get a UUID; an author that only records name has a name for an id.
	const signsIn = ({ id }: Person) => id === me.id || isUuid(id);

	return [
		...people.filter((person) => isOfCommune(person) && !person.id.startsWith(SAMPLE_PERSON)),
		...people.filter((person) => isOfOffice(person) && signsIn(person))
	];
}
