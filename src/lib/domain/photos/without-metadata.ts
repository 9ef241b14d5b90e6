import { joinBytes } from '../pictures/join-bytes.ts';

/** A JPEG without what its camera wrote beside the picture: where it was taken, with which device, a small copy of it. How the
 *  camera was held stays, since the picture is drawn by it; so do the tables of colours. */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
	const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
	let orientation = 1;
	let at = 2;
	while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== SCAN) {
		const end = at + 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
		const segment = jpeg.subarray(at, end);
		if (isExif(segment)) orientation = orientationOf(segment);
		else if (!isMetadata(segment)) kept.push(segment);
		at = end;
	}
	const scans = jpeg.subarray(at, endOfPicture(jpeg, at));
	const turned = orientation === 1 ? [] : [turning(orientation)];

	return joinBytes([kept[0]!, ...turned, ...kept.slice(1), scans]);
}

const SCAN = 0xda;
const END = 0xd9;
const COMMENT = 0xfe;
/** `Exif\0\0`, after marker and length. */
const TIFF_AT = 10;
const ORIENTATION = 0x0112;

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

/** Of the first directory; upright where it says nothing readable. */
function orientationOf(segment: Uint8Array): number {
	const view = new DataView(segment.buffer, segment.byteOffset + TIFF_AT, Math.max(0, segment.length - TIFF_AT));
	if (view.byteLength < 8) return 1;
	const isLittle = view.getUint16(0) === 0x4949;
	const first = view.getUint32(4, isLittle);
	if (first + 2 > view.byteLength) return 1;

	const entries = view.getUint16(first, isLittle);
	for (let index = 0; index < entries; index++) {
		const entry = first + 2 + index * 12;
		if (entry + 12 > view.byteLength) return 1;
		if (view.getUint16(entry, isLittle) === ORIENTATION) {
			const value = view.getUint16(entry + 8, isLittle);
			return value >= 1 && value <= 8 ? value : 1;
		}
	}
	return 1;
}

/** An EXIF segment that says this alone. */
const turning = (orientation: number): Uint8Array =>
	Uint8Array.from([
		...[0xff, 0xe1, 0, 34, ...[...'Exif\0\0'].map((letter) => letter.charCodeAt(0))],
		...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
		...[ORIENTATION >> 8, ORIENTATION & 0xff, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
		...[0, 0, 0, 0]
	]);

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
