import { expect, test } from 'vitest';
import { withoutMetadata } from './without-metadata.ts';

const segment = (marker: number, ...body: number[]) => [0xff, marker, 0, body.length + 2, ...body];
const START = [0xff, 0xd8];
const JFIF = segment(0xe0, 74, 70);
const EXIF = segment(0xe1, 69, 120, 105, 102);
const COLOURS = segment(0xe2, 73, 67, 67);
const COMMENT = segment(0xfe, 67, 97, 110, 111, 110);
const TABLE = segment(0xdb, 1, 2, 3);
const SCAN = [...segment(0xda, 1), 9, 9, 0xff, 0x00, 9, 0xff, 0xd9];

test('what the camera wrote beside the picture goes, and what it hung behind the end; the picture stays byte for byte', () => {
	const taken = Uint8Array.from([...START, ...JFIF, ...EXIF, ...COLOURS, ...COMMENT, ...TABLE, ...SCAN, 7, 7]);

	expect([...withoutMetadata(taken)]).toEqual([...START, ...JFIF, ...COLOURS, ...TABLE, ...SCAN]);
});

test('a picture that tells nothing more stays as it is', () => {
	const made = Uint8Array.from([...START, ...JFIF, ...TABLE, ...SCAN]);

	expect(withoutMetadata(made)).toEqual(made);
});
