import { Dexie } from 'dexie';
import { readRefused } from '../outbox/read-outbox.ts';
import { PhotoDatabase } from '../photos/photo-database.ts';
import { PhotoStore } from '../photos/photo-store.ts';
import { forgetThumbs } from '../photos/seen-thumbs.ts';
import { cachePlace } from '../storage/cache-place.ts';
import { canaryName } from '../storage/canary.ts';
import { draftPrefix } from '../forms/second-place.ts';
import { DeviceDatabase } from '../store/device-database.ts';

/** Takes away what this device has of a person, unless anything of it exists nowhere else. Says whether it did. Whoever calls it
 *  has closed the entry, so that nothing is written meanwhile. */
export async function erasePerson(personId: string, storage: Storage = localStorage): Promise<boolean> {
	if (!(await isAllWithTheServer(personId, storage))) return false;

	await Dexie.delete(`ve-dich:${personId}`);
	await Dexie.delete(`ve-dich-photos:${personId}`);
	await forgetThumbs(personId);
	const copy = cachePlace(personId);
	for (const part of (await copy?.read())?.keys() ?? []) await copy?.remove(part);
	storage.removeItem(canaryName(personId));
	return true;
}

async function isAllWithTheServer(personId: string, storage: Storage): Promise<boolean> {
	const db = new DeviceDatabase(personId);
	const photos = new PhotoDatabase(personId);
	try {
		const counts = await Promise.all([
			db.outbox.count(),
			readRefused(db).then(({ length }) => length),
			db.draft.count(),
			new PhotoStore(photos).countUnstored()
		]);
		const hasDrafts = Object.keys(storage).some((key) => key.startsWith(draftPrefix(personId)));

		return !hasDrafts && counts.every((count) => count === 0);
	} finally {
		db.close();
		photos.close();
	}
}
