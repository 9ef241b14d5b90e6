import { exifSegment, orientationOf } from './exif.ts';
import { joinBytes } from '../pictures/join-bytes.ts';

/** A JPEG without what its camera wrote beside the picture: where it was taken, with which device, a small copy of it. How the
 *  camera was held stays, since the picture is drawn by it; so do the tables of colours. With `shotAt` it also says when. */
export function withoutMetadata(
	jpeg: Uint8Array,
	{ shotAt }: { shotAt?: string | undefined } = {}
): Uint8Array<ArrayBuffer> {
	const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
	let orientation = 1;
	let at = 2;
	while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== SCAN) {
		const end = at + 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
		const segment = jpeg.subarray(at, end);
		if (isExif(segment)) orientation = orientationOf(segment.subarray(TIFF_AT));
		else if (!isMetadata(segment)) kept.push(segment);
		at = end;
	}
	const scans = jpeg.subarray(at, endOfPicture(jpeg, at));
	const noted = Uint8Array.from(exifSegment({ orientation, shotAt }));

	return joinBytes([kept[0]!, noted, ...kept.slice(1), scans]);
}

const SCAN = 0xda;
const END = 0xd9;
const COMMENT = 0xfe;
/** `Exif\0\0`, after marker and length. */
const TIFF_AT = 10;

const startsWith = (segment: Uint8Array, word: string): boolean =>
	[...word].every((letter, index) => segment[4 + index] === letter.charCodeAt(0));

const isExif = (segment: Uint8Array): boolean => segment[1] === 0xe1 && startsWith(segment, 'Exif\0\0');

/** What an application wrote, except what the colours are read by: JFIF, the profile, Adobe's note. */
function isMetadata(segment: Uint8Array): boolean {
	const marker = segment[1]!;
	if (marker === COMMENT) return true;
	if (marker < 0xe0 || marker > 0xef || marker === 0xe0 || marker === 0xee) return false;

	return !(marker === 0xe2 && startsWith(segment, 'ICC_PROFILE'));
}

/** Phones put films and second pictures behind it. Within the scans a marker's byte stands alone, or before 0 or a restart. */
function endOfPicture(jpeg: Uint8Array, from: number): number {
	let at = from;
	while (at + 1 < jpeg.length) {
		const marker = jpeg[at + 1]!;
		if (jpeg[at] !== 0xff || marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) at += 1;
		else if (marker === END) return at + 2;
		else at += 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
	}
	return jpeg.length;
}
