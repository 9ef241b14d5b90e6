import type { Person, Reference } from '#lib/domain/reference/reference.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import { makeDeviceId } from '#lib/domain/ids.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore } from '../store/device-store.ts';
import { IndexedDbStore } from '../store/indexed-db-store.ts';
import { updateStatus } from '../store/sync-status.ts';
import { admit } from './entry.ts';
import { finishSignOut } from './finish-sign-out.ts';
import { isReference } from '../store/is-reference.ts';
import { closeOthers } from './leave.ts';
import { readJson } from './read-json.ts';
import { refusalOf, type SignInRefusal } from './sign-in-refusal.ts';
import { readStoredPerson } from './stored-person.ts';

/** Signs in at the server, fetches the reference, and makes the person's database ready for work without network. */
export async function signIn(username: string, password: string): Promise<Result<Person, SignInRefusal>> {
	// Whoever signed out here without network is signed out first.
	if (!(await finishSignOut())) return refuse({ kind: 'offline' });

	const answer = await reach('/api/auth/sign-in/username', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ username, password })
	});
	if (!answer) return refuse({ kind: 'offline' });
	if (!answer.ok) return refuse(await refusalOf(answer));

	const read = await reach('/api/reference', { cache: 'no-store' });
	if (!read) return refuse({ kind: 'offline' });
	if (read.status === 401) return refuse({ kind: 'not-kept' });
	if (!read.ok) return refuse({ kind: 'server' });
	const reference = await readJson(read);
	if (!isReference(reference)) return refuse({ kind: 'server' });
	await prepareDatabase(reference);
	void closeOthers(reference.me.id).catch(reportError);

	return ok(reference.me);
}

/** The answer, or null when the server cannot be reached. */
async function reach(path: string, init: RequestInit): Promise<Response | null> {
	try {
		return await fetch(path, init);
	} catch (cause) {
		if (cause instanceof TypeError) return null;
		throw cause;
	}
}

async function prepareDatabase(reference: Reference): Promise<void> {
	const db = new DeviceDatabase(reference.me.id);
	try {
		await ensureClock(new IndexedDbStore(db));
		await db.reference.put({ id: 'current', reference });
		await updateStatus(db, { trouble: null });
		await admit(db, reference.me, readStoredPerson());
	} finally {
		db.close();
	}
}

/** A person's database has one device id and counter, made once. */
export async function ensureClock(
	store: DeviceStore,
	random: (bytes: number) => Uint8Array = (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
): Promise<void> {
	const device = makeDeviceId(random(8));
	await store.transact('strict', async (tx) => {
		if (!(await tx.meta('clock')))
			await tx.putMeta('clock', { device, n: 0, order: 0, hlc: undefined, offsetMs: 0 });
	});
}
