import { forgetThumbs } from '../photos/seen-thumbs.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import { closeEntry, closeIfUnentered } from './entry.ts';
import { finishSignOut, oweSignOut } from './finish-sign-out.ts';
import { PERSON_KEY, readStoredPerson } from './stored-person.ts';

/** Signs out here at once, and at the server as soon as it is reached. The person's database stays, closed, with all that is
 *  unsent; copies of other people's photos go. */
export async function signOut(personId: string): Promise<void> {
	oweSignOut();
	await closeHere(personId);
	await finishSignOut();
}

/** Closes what this device has of a person: after signing out, or when the server says that the account was closed. */
export async function closeHere(personId: string): Promise<void> {
	if (readStoredPerson()?.person.id === personId) localStorage.removeItem(PERSON_KEY);
	await withDatabase(personId, closeEntry);
	await forgetThumbs(personId);
}

const PREFIX = 've-dich:';

/** People who signed out of this device under an earlier version of the program left databases without an entry. */
export async function closeOthers(personId: string): Promise<void> {
	const databases = (await indexedDB.databases?.()) ?? [];
	const others = databases.flatMap(({ name }) =>
		name?.startsWith(PREFIX) && name !== PREFIX + personId ? name.slice(PREFIX.length) : []
	);
	for (const other of others) await withDatabase(other, closeIfUnentered);
}

async function withDatabase(personId: string, work: (db: DeviceDatabase) => Promise<unknown>): Promise<void> {
	const db = new DeviceDatabase(personId);
	try {
		await work(db);
	} finally {
		db.close();
	}
}
