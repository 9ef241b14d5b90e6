import type { TaskField } from '#lib/domain/records/task/form.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';

export const TASK_WORDS: FormWords<TaskField> = {
	names: { title: m.task_title, assignee: m.task_assignee, dueOn: m.task_due },
	missing: { title: m.task_problem_title, assignee: m.task_problem_assignee, dueOn: m.task_problem_due }
};
