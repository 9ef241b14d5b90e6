import { describe, expect, test } from 'vitest';
import { isWholeJpeg, readImageHeader } from './image-header.ts';
import { withoutMetadata } from './without-metadata.ts';

const bytesOf = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const segment = (marker: number, body: number[]) => [
	0xff,
	marker,
	(body.length + 2) >> 8,
	(body.length + 2) & 0xff,
	...body
];
/** Two entries: the camera's name, and how it was held. */
const exif = (orientation: number, { little }: { little: boolean }) => {
	const word = (value: number) => (little ? [value & 0xff, value >> 8] : [value >> 8, value & 0xff]);
	const long = (value: number) => (little ? [...word(value), 0, 0] : [0, 0, ...word(value)]);
	return segment(0xe1, [
		...bytesOf('Exif\0\0'),
		...bytesOf(little ? 'II' : 'MM'),
		...word(42),
		...long(8),
		...word(2),
		...[...word(0x010f), ...word(2), ...long(9), ...long(38)],
		...[...word(0x0112), ...word(3), ...long(1), ...word(orientation), 0, 0],
		...long(0),
		...bytesOf('MAYANHTHU')
	]);
};
const FRAME = segment(0xc0, [8, 0, 4, 0, 6, 3, 1, 0x22, 0]);
const SCANS = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 0xff, 0, 0xff, 0xd0, 2, 0xff, 0xd9];
const PROFILE = segment(0xe2, bytesOf('ICC_PROFILE\0\u0001\u0001màu'));
const JFIF = segment(0xe0, bytesOf('JFIF\0'));

const jpeg = (...between: number[][]) =>
	Uint8Array.from([0xff, 0xd8, ...JFIF, ...between.flat(), ...PROFILE, ...FRAME, ...SCANS]);
const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes);

describe('a JPEG that is kept as it came', () => {
	test.each([true, false])('says no more of its camera than how it was held (little-endian: %s)', (little) => {
		for (let orientation = 1; orientation <= 8; orientation++) {
			const stripped = withoutMetadata(jpeg(exif(orientation, { little }), segment(0xfe, bytesOf('ghi chú'))));
			expect(textOf(stripped)).not.toContain('MAYANHTHU');
			expect(textOf(stripped)).not.toContain('ghi');
			// Stripping once more finds the same orientation again.
			expect(withoutMetadata(stripped)).toEqual(stripped);
			expect(textOf(stripped).includes('Exif')).toBe(orientation !== 1);
			if (orientation !== 1) expect(stripped[31]).toBe(orientation);
		}
	});

	test('keeps its picture and the tables of its colours byte for byte', () => {
		expect(withoutMetadata(jpeg(exif(1, { little: true })))).toEqual(jpeg());
		const stripped = withoutMetadata(jpeg(exif(6, { little: true })));
		expect(readImageHeader(stripped)).toEqual({ type: 'image/jpeg', size: { width: 6, height: 4 } });
		expect(isWholeJpeg(stripped)).toBe(true);
	});

	test('loses the film that a phone put behind it', () => {
		const film = Uint8Array.from([...jpeg(), ...bytesOf('ftypmp42 phim')]);
		expect(withoutMetadata(film)).toEqual(jpeg());
	});

	test('says nothing of how it was held where that cannot be read', () => {
		const broken = segment(0xe1, [...bytesOf('Exif\0\0'), ...bytesOf('MM'), 0, 42, 0, 0, 0xff, 0xff]);
		expect(withoutMetadata(jpeg(broken))).toEqual(jpeg());
	});
});
