import type { TradeDate } from '#lib/domain/dates.ts';
import { TEXT_LIMIT } from '#lib/domain/records/text-limit.ts';
import type { TaskField, TaskProblem } from '#lib/domain/records/task-form.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDate, formatNumber } from '../format.ts';

const MISSING: Record<TaskField, () => string> = {
	title: m.task_problem_title,
	assignee: m.task_problem_assignee,
	dueOn: m.task_problem_due
};

/** What stands under a field: what is wrong, that the draft is kept, what to do. */
export function taskProblemWords({ at, kind }: TaskProblem, today: TradeDate): string {
	if (kind === 'past') return m.task_problem_past({ today: formatDate(today) });

	return kind === 'missing' ? MISSING[at]() : m.task_problem_too_long({ limit: formatNumber(TEXT_LIMIT) });
}
