import type { ServerDatabase } from '../database/database.ts';
import type { PhotoFiles, PhotoUpload } from './photo-files.ts';
import { readPhotoRecord } from './photo-records.ts';

/** Where records and bytes lie. */
export interface PhotoPlaces {
	database: ServerDatabase;
	photos: { files: PhotoFiles };
}

/** The upload of a photo whose record says that it is here. Nothing else is shown of it than what this record names: an upload
 *  of another unit, or with another hash, is not it. That the bytes have the hash was seen when they were stored. */
export async function findStored(
	ground: PhotoPlaces,
	photo: { unitId: string; id: string }
): Promise<PhotoUpload | undefined> {
	const recorded = await readPhotoRecord(ground, photo);
	if (!recorded?.isStored) return undefined;
	const upload = await ground.photos.files.find(photo.id);
	const isNamed = upload?.unitId === photo.unitId && upload.sha256 === recorded.file.sha256;

	return isNamed && upload.offset === upload.bytes ? upload : undefined;
}
