import type { Person } from '#lib/domain/reference/reference.ts';

/** Who uses this device. It outlives the server's session: work goes on when that has run out. */
export interface StoredPerson {
	person: Person;
	/** Opens the person's database (`entry.ts`). None where an earlier version of the program signed the person in. */
	entry: string | undefined;
}

export const PERSON_KEY = 've-dich:person';

export function readStoredPerson(storage: Pick<Storage, 'getItem'> = localStorage): StoredPerson | null {
	const text = storage.getItem(PERSON_KEY);
	if (text === null) return null;
	const { entry, ...person } = JSON.parse(text) as Person & { entry?: string };

	return { person, entry };
}

export function storePerson(person: Person, entry: string, storage: Pick<Storage, 'setItem'> = localStorage): void {
	storage.setItem(PERSON_KEY, JSON.stringify({ ...person, entry }));
}
