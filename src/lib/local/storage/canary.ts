/** How many items a person's database last held unsent, kept apart from it: when the database is gone, this tells what went
 *  with it. */
const PREFIX = 've-dich:unsent:';
export const canaryName = (personId: string): string => PREFIX + personId;

export function noteUnsent(storage: Pick<Storage, 'setItem'>, personId: string, items: number): void {
	storage.setItem(canaryName(personId), String(items));
}

/** Null when this device never had a database of theirs. */
export function lastUnsent(storage: Pick<Storage, 'getItem'>, personId: string): number | null {
	const noted = storage.getItem(canaryName(personId));
	return noted === null ? null : Number(noted);
}

/** Ids of everybody who has worked on this device. */
export function peopleNoted(storage: Pick<Storage, 'key' | 'length'>): string[] {
	const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');

	return names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}
