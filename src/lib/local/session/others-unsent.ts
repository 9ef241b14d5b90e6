import { Dexie } from 'dexie';
import { readRefused, readWaiting } from '../outbox/read-outbox.ts';
import { countItems } from '../outbox/count-items.ts';
import { PhotoDatabase } from '../photos/photo-database.ts';
import { PhotoStore } from '../photos/photo-store.ts';
import { readWaitingPhotos } from '../photos/waiting-photos.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import { peopleNoted } from '../storage/canary.ts';

/** What another person's database on this device still holds; it is sent only when they sign in here again. */
export interface OthersUnsent {
	personId: string;
	name: string;
	/** Records that wait, or that the server did not take. */
	items: number;
	photos: number;
}

/** Of everybody else who has worked on this device and has something unsent. */
export async function readOthersUnsent(
	storage: Pick<Storage, 'key' | 'length'>,
	personId: string
): Promise<OthersUnsent[]> {
	const others = peopleNoted(storage).filter((id) => id !== personId);
	const read = await Promise.all(others.map(readUnsentOf));

	return read.filter((one) => one !== undefined);
}

async function readUnsentOf(personId: string): Promise<OthersUnsent | undefined> {
	const db = new DeviceDatabase(personId);
	const photos = new PhotoDatabase(personId);
	try {
		// Opening would make a database that was taken away.
		if (!(await Dexie.exists(db.name))) return undefined;
		const [waiting, refused, known] = await Promise.all([
			readWaiting(db),
			readRefused(db),
			db.reference.get('current')
		]);
		const items = countItems([
			...waiting.map(({ change }) => change),
			...refused.flatMap(({ changes }) => changes)
		]);
		const unsentPhotos = (await Dexie.exists(photos.name))
			? await readWaitingPhotos({ db, photos: new PhotoStore(photos) })
			: [];
		const isAnything = items + unsentPhotos.length > 0;
		const name = known?.reference.me.name ?? '';
		return isAnything ? { personId, name, items, photos: unsentPhotos.length } : undefined;
	} finally {
		db.close();
		photos.close();
	}
}
