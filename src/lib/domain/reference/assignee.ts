import type { Person } from './reference.ts';

const ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9]+(?:[._-][a-z0-9]+)+)$/;

/** A task is given to a person, by id, or to whoever is named in free words. True of an id that the reference has no person
 *  for: somebody who has left, or of whom this reader does not hear. Free words have spaces, capitals or marks. */
const isIdOfNobody = (assignee: string): boolean => ID.test(assignee);

/** Undefined for somebody whose name is not known here. */
export function assigneeNamed(assignee: string, people: readonly Person[]): string | undefined {
	const name = people.find(({ id }) => id === assignee)?.name;

	return name ?? (isIdOfNobody(assignee) ? undefined : assignee);
}
