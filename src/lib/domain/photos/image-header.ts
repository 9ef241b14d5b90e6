export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic';

export interface ImageHeader {
	type: ImageType;
	/** As stored, before any turning; null where the first bytes do not tell. */
	size: { width: number; height: number } | null;
}

/** What a file is by its own bytes: neither its name nor what a browser says of it counts. Undefined for anything that is not
 *  a picture we take; an SVG is a program and never one. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) {
		return { type: 'image/jpeg', size: jpegSize(bytes) };
	}
	if (startsWith(bytes, PNG)) return { type: 'image/png', size: pngSize(bytes) };
	if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return { type: 'image/webp', size: null };
	if (HEIC_BRANDS.has(ascii(bytes, 8, 4)) && !isAvif(bytes) && isBoxed(bytes))
		return { type: 'image/heic', size: null };

	return undefined;
}

/** Pictures that are not taken, and are still called what they are. */
export type OtherPicture = 'avif' | 'gif' | 'bmp' | 'tiff';

export function otherPicture(bytes: Uint8Array): OtherPicture | undefined {
	if (isAvif(bytes)) return 'avif';
	if (['GIF87a', 'GIF89a'].includes(ascii(bytes, 0, 6))) return 'gif';
	if (['II*\0', 'MM\0*'].includes(ascii(bytes, 0, 4))) return 'tiff';
	if (ascii(bytes, 0, 2) === 'BM' && BITMAP_HEADERS.has(bytes[14] ?? 0) && bytes[15] === 0) return 'bmp';

	return undefined;
}

/** The length of the second header of a bitmap, of every version there is. */
const BITMAP_HEADERS = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** A file of the family of MP4 begins with a box that says what it is, and as what else it can be read. */
const isBoxed = (bytes: Uint8Array): boolean => ascii(bytes, 4, 4) === 'ftyp';

/** An AVIF may call itself a picture of any coding, and name its own among those that follow. */
function isAvif(bytes: Uint8Array): boolean {
	if (!isBoxed(bytes)) return false;
	const end = Math.min(bytes.length, bytes[3] ?? 0);
	for (let at = 8; at === 8 || at + 4 <= end; at += 4) {
		if (['avif', 'avis'].includes(ascii(bytes, at, 4))) return true;
	}
	return false;
}

/** Whether a JPEG was written to its end: one that was cut off shows grey where the rest is missing. */
export function isWholeJpeg(bytes: Uint8Array): boolean {
	for (let at = bytes.length - 2; at >= 0; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;

	return false;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']);

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
	start.every((byte, index) => bytes[index] === byte);

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
	String.fromCharCode(...bytes.subarray(at, at + length));

const word = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

function pngSize(bytes: Uint8Array): ImageHeader['size'] {
	if (bytes.length < 24) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset);

	return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** From the frame header, past the segments of metadata, each of which says how long it is. */
function jpegSize(bytes: Uint8Array): ImageHeader['size'] {
	let at = 2;
	while (at + 9 < bytes.length && bytes[at] === 0xff) {
		const marker = bytes[at + 1]!;
		if (marker === 0xff) at += 1;
		else if (isFrame(marker)) return { width: word(bytes, at + 7), height: word(bytes, at + 5) };
		else at += 2 + word(bytes, at + 2);
	}
	return null;
}

/** The start of a frame of any coding; C4, C8 and CC in its range are tables. */
const isFrame = (marker: number): boolean =>
	marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
