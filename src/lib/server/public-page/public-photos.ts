import { dateOfInstant, type TradeDate } from '#lib/domain/dates.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { readImageHeader } from '#lib/domain/photos/image-header.ts';
import { readPhoto, takenAtOf, type PhotoFile } from '#lib/domain/photos/photo-edits.ts';
import { isShowable } from '#lib/domain/photos/show-photo.ts';
import { withoutMetadata } from '#lib/domain/photos/without-metadata.ts';
import { findStored, type PhotoPlaces } from '../photos/stored-photo.ts';

/** A photo that the district chose for everybody. */
export interface PublicPhoto {
	id: string;
	text: string;
	/** Null where its file did not say. */
	takenOn: TradeDate | null;
	size: { width: number; height: number };
}

export const publicPhotosOf = (records: readonly SyncRecord[]): PublicPhoto[] =>
	records
		.flatMap((record) => readPhoto(record) ?? [])
		.filter(isShowable)
		.flatMap(({ id, shown, file }) =>
			shown === null
				? []
				: [{ id, text: shown, takenOn: dayOf(file), size: { width: file.width, height: file.height } }]
		);

function dayOf(file: PhotoFile): TradeDate | null {
	const at = takenAtOf(file);

	return at === null ? null : dateOfInstant(Date.parse(at));
}

/** Ten minutes: long enough for a page that many open, short enough for what is taken off it. */
const A_WHILE = 'public, max-age=600';

/** Whoever calls it has found the photo among those of an open page. Undefined when its file is not what it should be. */
export async function answerPublicPhoto(
	ground: PhotoPlaces,
	{ unitId, id, isThumb }: { unitId: string; id: string; isThumb: boolean }
): Promise<Response | undefined> {
	if (!(await findStored(ground, { unitId, id }))) return undefined;
	const { files } = ground.photos;
	const thumb = isThumb ? await files.thumb(id) : undefined;
	const bytes = thumb ?? (await files.read(id));
	if (!bytes || readImageHeader(bytes)?.type !== 'image/jpeg') return undefined;

	return new Response(withoutMetadata(bytes), {
		headers: { 'content-type': 'image/jpeg', 'cache-control': A_WHILE, 'x-content-type-options': 'nosniff' }
	});
}
