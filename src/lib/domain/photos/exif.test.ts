import { describe, expect, test } from 'vitest';
import { exifSegment, shotAtOf } from './exif.ts';
import { withoutMetadata } from './without-metadata.ts';

const bytesOf = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/** As a camera writes it: its name, how it was held, and in a directory of its own when. */
function tiff(shotAt: string, { isLittle = true, zone = '' } = {}): number[] {
	const word = (value: number) => (isLittle ? [value & 0xff, value >> 8] : [value >> 8, value & 0xff]);
	const long = (value: number) => (isLittle ? [...word(value), 0, 0] : [0, 0, ...word(value)]);
	const more = [
		[...word(0x9003), ...word(2), ...long(20), ...long(100)],
		...(zone === '' ? [] : [[...word(0x9011), ...word(2), ...long(7), ...long(120)]])
	];
	const head = [
		...bytesOf(isLittle ? 'II' : 'MM'),
		...[...word(42), ...long(8), ...word(3)],
		...[...word(0x010f), ...word(2), ...long(4), ...bytesOf('MAY\0')],
		...[...word(0x0112), ...word(3), ...long(1), ...word(6), 0, 0],
		...[...word(0x8769), ...word(4), ...long(1), ...long(50)],
		...long(0),
		...[...word(more.length), ...more.flat(), ...long(0)]
	];
	const padded = [...head, ...Array<number>(100 - head.length).fill(0)];

	return [...padded, ...bytesOf(`${shotAt}\0${zone}\0`)];
}
const jpeg = (exif: number[]) => {
	const body = [...bytesOf('Exif\0\0'), ...exif];
	return Uint8Array.from([
		...[0xff, 0xd8, 0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body],
		...[0xff, 0xda, 0, 2, 1, 2, 0xff, 0xd9]
	]);
};

describe('when a picture was taken', () => {
	test.each([true, false])('is read as the clock here, whichever way round the camera writes (%s)', (isLittle) => {
		expect(shotAtOf(jpeg(tiff('2018:10:28 09:36:12', { isLittle })))).toBe('2018-10-28T02:36:12.000Z');
	});

	test('is read by the time zone where the camera notes it', () => {
		expect(shotAtOf(jpeg(tiff('2018:10:28 09:36:12', { zone: '+09:00' })))).toBe('2018-10-28T00:36:12.000Z');
	});

	test('is found in HEIC, PNG and WebP', () => {
		const exif = tiff('2018:10:28 09:36:12');
		for (const mark of ['....ftypheic....Exif\0\0', '\u0089PNG\r\n....eXIf', 'RIFF....WEBPVP8X....EXIF....'])
			expect(shotAtOf(Uint8Array.from([...bytesOf(mark), ...exif]))).toBe('2018-10-28T02:36:12.000Z');
	});

	test.each(['0000:00:00 00:00:00', '2018:02:31 09:36:12', '2018:10:28 25:36:12', '    :  :     :  :   '])(
		'is not known of a camera that says "%s"',
		(says) => expect(shotAtOf(jpeg(tiff(says)))).toBeUndefined()
	);

	test('is not known of a picture that says nothing, or is cut off', () => {
		expect(shotAtOf(Uint8Array.from([0xff, 0xd8, 0xff, 0xd9]))).toBeUndefined();
		const whole = jpeg(tiff('2018:10:28 09:36:12'));
		for (let length = 0; length < 130; length++) expect(shotAtOf(whole.subarray(0, length))).toBeUndefined();
	});

	test('goes on with the picture when it is written anew, and nothing else of the camera does', () => {
		const stripped = withoutMetadata(jpeg(tiff('2018:10:28 09:36:12')));
		expect(shotAtOf(stripped)).toBeUndefined();

		const kept = withoutMetadata(jpeg(tiff('2018:10:28 09:36:12')), { shotAt: '2018-10-28T02:36:12.000Z' });
		expect(shotAtOf(kept)).toBe('2018-10-28T02:36:12.000Z');
		expect(String.fromCharCode(...kept)).not.toContain('MAY');
		expect(withoutMetadata(kept)).toEqual(stripped);
		expect(exifSegment({})).toEqual([]);
	});
});
