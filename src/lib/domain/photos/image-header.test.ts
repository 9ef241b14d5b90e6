import { describe, expect, test } from 'vitest';
import { isWholeJpeg, otherPicture, readImageHeader } from './image-header.ts';

const jpeg = Uint8Array.from([
	...[0xff, 0xd8, 0xff, 0xe1, 0, 4, 0, 0],
	...[0xff, 0xc0, 0, 17, 8, 0x04, 0xb0, 0x06, 0x40, 3, 1, 0x22, 0],
	...[0xff, 0xd9]
]);
const png = Uint8Array.from([
	...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
	...[0, 0, 2, 0, 0, 0, 1, 0]
]);
const text = (words: string) => new TextEncoder().encode(words);

describe('a file is known by its bytes', () => {
	test('a JPEG with its size, past its metadata', () => {
		expect(readImageHeader(jpeg)).toEqual({ type: 'image/jpeg', size: { width: 1600, height: 1200 } });
	});

	test('a PNG is one whatever its name says', () => {
		expect(readImageHeader(png)).toEqual({ type: 'image/png', size: { width: 512, height: 256 } });
	});

	test('WebP and HEIC', () => {
		expect(readImageHeader(text('RIFF....WEBPVP8 '))?.type).toBe('image/webp');
		expect(readImageHeader(text('....ftypheic....'))?.type).toBe('image/heic');
	});

	test.each([
		['avif', '....ftypavif........'],
		['avif', '....ftypavis........'],
		['gif', 'GIF89a....'],
		['gif', 'GIF87a....'],
		['tiff', 'II*\0....']
	])('a picture that is not taken is named: %s', (format, words) => {
		expect(otherPicture(text(words))).toBe(format);
		expect(readImageHeader(text(words))).toBeUndefined();
	});

	test('AVIF is told from HEIC by all it says it can be read as', () => {
		const box = (...brands: string[]) => {
			const words = `ftyp${brands.join('')}`;
			return Uint8Array.from([0, 0, 0, words.length + 4, ...text(words)]);
		};
		expect(otherPicture(box('mif1', '\0\0\0\0', 'mif1', 'avif'))).toBe('avif');
		expect(readImageHeader(box('mif1', '\0\0\0\0', 'mif1', 'avif'))).toBeUndefined();
		expect(readImageHeader(box('mif1', '\0\0\0\0', 'mif1', 'heic'))?.type).toBe('image/heic');
	});

	test('a bitmap is one by its mark and the length it gives', () => {
		const bitmap = Uint8Array.from([0x42, 0x4d, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]);
		expect(otherPicture(bitmap)).toBe('bmp');
		expect(otherPicture(text('BMW – giấy tờ xe, bản sao'))).toBeUndefined();
	});

	test('a drawing with a script, a page and nothing are no photos', () => {
		for (const words of ['<svg><script/></svg>', '<html>', ''])
			expect(readImageHeader(text(words)) ?? otherPicture(text(words))).toBeUndefined();
	});

	test('a JPEG that was cut off has no end', () => {
		expect(isWholeJpeg(jpeg)).toBe(true);
		expect(isWholeJpeg(jpeg.subarray(0, jpeg.length - 1))).toBe(false);
	});
});
