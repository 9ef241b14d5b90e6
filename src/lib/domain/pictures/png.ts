import { joinBytes } from './join-bytes.ts';
import type { Colour, Picture } from './picture.ts';

/** Makes a zlib stream of bytes. */
type Deflate = (bytes: Uint8Array) => Uint8Array;

const PALETTE_COLOURS = 3;

/** The picture as a PNG with a palette, in as few bits a point as its colours need. Without `deflate` it is stored as it is: a
 *  document that it goes into is packed anyway. */
export function pngOf(picture: Picture, deflate: Deflate = stored): Uint8Array<ArrayBuffer> {
	const bits = bitsFor(picture.palette.length);
	const header = new Uint8Array(13);
	const view = new DataView(header.buffer);
	view.setUint32(0, picture.width);
	view.setUint32(4, picture.height);
	header.set([bits, PALETTE_COLOURS], 8);

	return joinBytes([
		Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
		chunk('IHDR', header),
		chunk('PLTE', joinBytes(picture.palette.map(bytesOfColour))),
		chunk('IDAT', deflate(packed(picture, bits))),
		chunk('IEND', new Uint8Array())
	]);
}

const bitsFor = (colours: number): number => [1, 2, 4].find((bits) => colours <= 2 ** bits) ?? 8;

const bytesOfColour = (colour: Colour): Uint8Array =>
	Uint8Array.from([1, 3, 5], (at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** Every row begins with the number of its filter: none. */
function packed(picture: Picture, bits: number): Uint8Array {
	const { width, height } = picture;
	const rowBytes = Math.ceil((width * bits) / 8) + 1;
	const bytes = new Uint8Array(rowBytes * height);
	for (let y = 0; y < height; y += 1) {
		for (const [x, index] of picture.row(y).entries()) {
			const bit = x * bits;
			bytes[y * rowBytes + 1 + (bit >> 3)]! |= index << (8 - bits - (bit & 7));
		}
	}
	return bytes;
}

const LONGEST_BLOCK = 0xffff;

/** A zlib stream of stored blocks. */
function stored(bytes: Uint8Array): Uint8Array {
	const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
	for (let from = 0; from < bytes.length || from === 0; from += LONGEST_BLOCK) {
		const block = bytes.subarray(from, from + LONGEST_BLOCK);
		const isLast = from + LONGEST_BLOCK >= bytes.length;
		const { length } = block;
		parts.push(
			Uint8Array.of(isLast ? 1 : 0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255),
			block
		);
	}
	return joinBytes([...parts, uint32(adler32(bytes))]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	const named = joinBytes([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);

	return joinBytes([uint32(data.length), named, uint32(crc32(named))]);
}

function uint32(value: number): Uint8Array {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, value);
	return bytes;
}

function adler32(bytes: Uint8Array): number {
	let a = 1;
	let b = 0;
	for (const byte of bytes) {
		a = (a + byte) % 65_521;
		b = (b + a) % 65_521;
	}
	return ((b << 16) | a) >>> 0;
}

function crc32(bytes: Uint8Array): number {
	let crc = ~0;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
	}
	return ~crc >>> 0;
}
