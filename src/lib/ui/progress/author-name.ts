import type { Person } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';

/** Who wrote something, by the name the reference has; people who have left it stay unnamed. */
export function authorName(people: readonly Person[], id: string): string {
	return people.find((person) => person.id === id)?.name ?? m.log_author_unknown();
}
