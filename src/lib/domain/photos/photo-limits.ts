/** Of the longer edge of what is kept, in pixels: a plaque or a page can be read, and the file is about 300 KB. */
export const LONG_EDGE = 1600;
/** Of the longer edge of a thumbnail, in pixels. */
export const THUMB_EDGE = 256;
export const JPEG_QUALITY = 0.8;

/** A photo above it is not taken, by the phone or by the server. */
export const PHOTO_BYTES = 15 * 1024 * 1024;
export const THUMB_BYTES = 128 * 1024;
/** Of a photo, sent at a time: at most this much is sent twice after a cut. */
export const CHUNK_BYTES = 256 * 1024;

/** What a photo takes on average with its thumbnail, for saying how many more there is room for. */
const USUAL_BYTES = 360 * 1024;
/** Less room than this is warned of. */
const LOW_ROOM_BYTES = 300 * 1024 * 1024;
/** Below this no photo is taken any more: the rest is for records. */
const LAST_ROOM_BYTES = 100 * 1024 * 1024;

export type RoomLeft = 'enough' | 'low' | 'records-only';

/** What the browser withholds counts as enough: a failed write is still told. */
export function roomLeft(freeBytes: number | undefined): RoomLeft {
	if (freeBytes === undefined || freeBytes >= LOW_ROOM_BYTES) return 'enough';

	return freeBytes >= LAST_ROOM_BYTES ? 'low' : 'records-only';
}

/** How many photos fit before the room for records is reached. */
export const photosThatFit = (freeBytes: number): number =>
	Math.max(0, Math.floor((freeBytes - LAST_ROOM_BYTES) / USUAL_BYTES));

/** The size with this longer edge, never larger than it is. */
export function fitWithin({ width, height }: { width: number; height: number }, edge: number) {
	const scale = Math.min(1, edge / Math.max(width, height));

	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
