import type { DeviceDatabase } from '../store/device-database.ts';
import { storePerson, type StoredPerson } from './stored-person.ts';

/**
 * A person's database opens to whoever holds its entry: a random text that lies in the database and, while the person is signed in,
 * beside their name in localStorage. Signing out destroys both, and only signing in at the server makes another. So nobody opens
 * the data of someone who has signed out by naming them. It is a lock on the program and no encryption: who reads the browser's
 * files needs no entry.
 */
const ROW = 'entry';

/** Null: nobody may open it. Undefined: an earlier version of the program made it, and there is no entry yet. */
async function readEntry(db: DeviceDatabase): Promise<string | null | undefined> {
	return (await db.meta.get(ROW))?.value as string | null | undefined;
}

const writeEntry = (db: DeviceDatabase, value: string | null): Promise<unknown> => db.meta.put({ key: ROW, value });

const newEntry = (): string =>
	Array.from(crypto.getRandomValues(new Uint32Array(6)), (part) => part.toString(36)).join('-');

/** Whether the database opens to whom localStorage names. Who was signed in by an earlier version of the program works on. */
export async function mayOpen(
	db: DeviceDatabase,
	{ person, entry }: StoredPerson,
	storage: Pick<Storage, 'setItem'> = localStorage
): Promise<boolean> {
	const held = await readEntry(db);
	if (held !== undefined) return held !== null && held === entry;

	// In this order: an entry in the database alone would lock out its owner.
	const first = entry ?? newEntry();
	storePerson(person, first, storage);
	await writeEntry(db, first);
	return true;
}

/** After signing in at the server. Other windows of the same person keep theirs. */
export async function admit(
	db: DeviceDatabase,
	person: StoredPerson['person'],
	before: StoredPerson | null,
	storage: Pick<Storage, 'setItem'> = localStorage
): Promise<void> {
	const held = await readEntry(db);
	const isOpen = held !== undefined && held !== null && before?.person.id === person.id && before.entry === held;
	const entry = isOpen ? held : newEntry();
	await writeEntry(db, entry);
	storePerson(person, entry, storage);
}

export const closeEntry = (db: DeviceDatabase): Promise<unknown> => writeEntry(db, null);

/** Databases without an entry, of people who signed out before there were entries. */
export async function closeIfUnentered(db: DeviceDatabase): Promise<void> {
	if ((await readEntry(db)) === undefined) await closeEntry(db);
}
