import { assigneeNamed } from '#lib/domain/reference/assignee.ts';
import type { Department, Person } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';

/** Whom something was given to: a person by name, else the words that stand there. An id is never shown. */
export const assigneeName = (assignee: string, people: readonly Person[]): string =>
	assigneeNamed(assignee, people) ?? m.name_person_unknown();

export const departmentShort = (id: string, departments: readonly Department[]): string =>
	departments.find((department) => department.id === id)?.short ?? m.name_department_unknown();

export const departmentFull = (id: string, departments: readonly Department[]): string =>
	departments.find((department) => department.id === id)?.name ?? m.name_department_unknown();
