import { isVoided } from '#lib/domain/records/kinds.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { PhotoRow } from './photo-database.ts';
import type { PhotoStore } from './photo-store.ts';

interface Ground {
	db: DeviceDatabase;
	photos: PhotoStore;
}

/** Photos whose records are made and that the server does not have yet: what waits to be sent. */
export async function readWaitingPhotos({ db, photos }: Ground): Promise<PhotoRow[]> {
	const rows = await photos.unstored();
	const records = await db.record.bulkGet(rows.map(({ unitId, id }) => [unitId, 'photo', id]));

	return rows.filter((_, index) => records[index] && !isVoided(records[index]));
}

/** Copies that nothing depends on: the server has the photo, or a person took it out and the server knows. */
export async function readFreeablePhotos({ db, photos }: Ground): Promise<PhotoRow[]> {
	const rows = (await photos.all()).filter(({ hasCopy }) => hasCopy === 1);
	const records = await db.record.bulkGet(rows.map(({ unitId, id }) => [unitId, 'photo', id]));
	const unsent = new Set((await db.outbox.toArray()).map(({ recordId }) => recordId));

	return rows.filter(({ id, isStored }, index) => {
		const record = records[index];
		return isStored === 1 || (record !== undefined && isVoided(record) && !unsent.has(id));
	});
}
