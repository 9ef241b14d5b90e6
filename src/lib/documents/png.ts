/** A picture of black and white points, as the smallest PNG that Word and LibreOffice read: one bit a point, not
 *  compressed, since the document it goes into is a zip anyway. */
export interface Bitmap {
	width: number;
	height: number;
	isBlack: (x: number, y: number) => boolean;
}

export function pngOf({ width, height, isBlack }: Bitmap): Uint8Array<ArrayBuffer> {
	const rowBytes = Math.ceil(width / 8) + 1;
	const pixels = new Uint8Array(rowBytes * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			// The first byte of a row names its filter: none.
			if (!isBlack(x, y)) pixels[y * rowBytes + 1 + (x >> 3)]! |= 0x80 >> (x & 7);
		}
	}

	const header = new Uint8Array(13);
	const view = new DataView(header.buffer);
	view.setUint32(0, width);
	view.setUint32(4, height);
	header[8] = 1; // bits a point; the rest are zeros: grey, deflate, no filter, not interlaced

	return join([
		Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
		chunk('IHDR', header),
		chunk('IDAT', stored(pixels)),
		chunk('IEND', new Uint8Array())
	]);
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
	return join([...parts, uint32(adler32(bytes))]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	const named = join([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);

	return join([uint32(data.length), named, uint32(crc32(named))]);
}

function uint32(value: number): Uint8Array {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, value);
	return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		joined.set(part, at);
		at += part.length;
	}
	return joined;
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
