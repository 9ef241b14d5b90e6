import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Picture, type Colour } from './picture.ts';
import { pngOf } from './png.ts';

/** Read back as any program would, knowing nothing of ours. */
function readPng(png: Uint8Array): Colour[][] {
	const bytes = Buffer.from(png);
	const chunks = new Map<string, Buffer>();
	for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
		chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
	const header = chunks.get('IHDR')!;
	const [width, height, bits] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8]!];
	const rows = inflateSync(chunks.get('IDAT')!);
	const rowBytes = Math.ceil((width * bits) / 8) + 1;
	const palette = chunks.get('PLTE')!;

	return Array.from({ length: height }, (_, y) =>
		Array.from({ length: width }, (_, x): Colour => {
			const byte = rows[y * rowBytes + 1 + Math.floor((x * bits) / 8)]!;
			const index = (byte >> (8 - bits - ((x * bits) % 8))) & (2 ** bits - 1);
			return `#${palette.toString('hex', 3 * index, 3 * index + 3).toUpperCase()}`;
		})
	);
}

test.each([1, 2, 3, 6, 20])('a picture of %i more colours is read back point by point', (count) => {
	const picture = new Picture(61, 7, '#FFFFFF');
	for (let at = 0; at < count; at += 1)
		picture.fill(at * 3, at % 5, 2, 2, `#0000${(at + 16).toString(16).toUpperCase()}`);
	const read = readPng(pngOf(picture));

	for (const [y, row] of read.entries())
		for (const [x, colour] of row.entries()) expect(colour).toBe(picture.colourAt(x, y));
});
