import { joinBytes } from '../pictures/join-bytes.ts';

/** A JPEG with its picture and colours alone: no camera, time, place or comment, and nothing behind its end. A phone short of
 *  memory sends the camera's own file, which tells more than its picture. */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
	const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
	let at = 2;
	while (at + 3 < jpeg.length && jpeg[at] === MARKER && jpeg[at + 1] !== START_OF_SCAN) {
		const next = at + 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
		if (!tellsMore(jpeg[at + 1]!)) kept.push(jpeg.subarray(at, next));
		at = next;
	}
	kept.push(jpeg.subarray(at, endOf(jpeg)));

	return joinBytes(kept);
}

const MARKER = 0xff;
const START_OF_SCAN = 0xda;
const END = 0xd9;
const COMMENT = 0xfe;

/** APP0 says how large a point is, APP2 what its colours mean, APP14 how they are coded. */
const OF_THE_PICTURE = new Set([0xe0, 0xe2, 0xee]);

const tellsMore = (marker: number): boolean =>
	marker === COMMENT || (marker >= 0xe0 && marker <= 0xef && !OF_THE_PICTURE.has(marker));

function endOf(jpeg: Uint8Array): number {
	for (let at = jpeg.length - 2; at >= 0; at--) if (jpeg[at] === MARKER && jpeg[at + 1] === END) return at + 2;

	return jpeg.length;
}
