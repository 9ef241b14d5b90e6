import { worksForOffice } from '../access/role.ts';
import type { Reference } from './reference.ts';

/** Whether a person is of the office; asked per record, so each person is looked up once. */
export function officeOf({ people }: Pick<Reference, 'people'>): (person: string) => boolean {
	const known = new Map<string, boolean>();

	return (person) => {
		const remembered = known.get(person);
		if (remembered !== undefined) return remembered;
		const isOffice = people.some((it) => it.id === person && worksForOffice(it));
		known.set(person, isOffice);
		return isOffice;
	};
}
