import { instantOn, isDayOfTrade, isTimeOfDay } from '../dates.ts';

/** What a camera notes beside a picture lies in directories of tags, the same in JPEG, HEIC, PNG and WebP (TIFF 6.0, EXIF 2.31). */
interface Directory {
	view: DataView;
	isLittle: boolean;
	at: number;
}

const ORIENTATION = 0x0112;
const MORE_TAGS = 0x8769;
const SHOT_AT = 0x9003;
const SHOT_OFFSET = 0x9011;
/** `YYYY:MM:DD HH:MM:SS` and a closing zero. */
const SHOT_AT_BYTES = 20;
/** `+07:00` and a closing zero. */
const OFFSET_BYTES = 7;

/** How the camera was held, 1 to 8; upright where that cannot be read. */
export function orientationOf(tiff: Uint8Array): number {
	const entry = findTag(firstDirectory(tiff), ORIENTATION);
	const value = entry ? entry.view.getUint16(entry.at + 8, entry.isLittle) : 1;

	return value >= 1 && value <= 8 ? value : 1;
}

/** When the shutter opened, of a picture of any kind; undefined where it does not say. A camera that notes no time zone is
 *  taken to be here. */
export function shotAtOf(picture: Uint8Array): string | undefined {
	const first = firstDirectory(findTiff(picture));
	const pointer = findTag(first, MORE_TAGS);
	const more = pointer && { ...pointer, at: pointer.view.getUint32(pointer.at + 8, pointer.isLittle) };
	const [, year, month, day, time, seconds] =
		/^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d):([0-5]\d)/.exec(readText(more, SHOT_AT, SHOT_AT_BYTES)) ?? [];
	const on = `${year}-${month}-${day}`;
	if (time === undefined || !isDayOfTrade(on) || !isTimeOfDay(time)) return undefined;

	const zone = /^[+-](?:0\d|1[0-4]):[0-5]\d/.exec(readText(more, SHOT_OFFSET, OFFSET_BYTES))?.[0];
	return zone === undefined
		? instantOn(on, time).replace(':00.000Z', `:${seconds}.000Z`)
		: new Date(`${on}T${time}:${seconds}${zone}`).toISOString();
}

/** A JPEG's segment that says this and no more; none where there is nothing to say. */
export function exifSegment({
	orientation = 1,
	shotAt
}: {
	orientation?: number;
	shotAt?: string | undefined;
}): number[] {
	if (orientation === 1 && shotAt === undefined) return [];
	const own = orientation === 1 ? [] : [entryOf(ORIENTATION, 3, 1, [...word(orientation), 0, 0])];
	const moreAt = 8 + directoryBytes(own.length + (shotAt === undefined ? 0 : 1));
	const textAt = moreAt + directoryBytes(2);
	const more =
		shotAt === undefined
			? []
			: [
					...directory([
						entryOf(SHOT_AT, 2, SHOT_AT_BYTES, long(textAt)),
						entryOf(SHOT_OFFSET, 2, OFFSET_BYTES, long(textAt + SHOT_AT_BYTES))
					]),
					...letters(`${shotAt.slice(0, 10).replaceAll('-', ':')} ${shotAt.slice(11, 19)}\0+00:00\0`)
				];
	const first = directory([...own, ...(shotAt === undefined ? [] : [entryOf(MORE_TAGS, 4, 1, long(moreAt))])]);
	const body = [...letters('Exif\0\0MM\0*'), ...long(8), ...first, ...more];

	return [0xff, 0xe1, ...word(body.length + 2), ...body];
}

const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const word = (value: number): number[] => [value >> 8, value & 0xff];
const long = (value: number): number[] => [0, 0, ...word(value)];
const directoryBytes = (entries: number): number => 2 + entries * 12 + 4;
const entryOf = (tag: number, type: number, count: number, value: number[]): number[] => [
	...word(tag),
	...word(type),
	...long(count),
	...value
];
const directory = (entries: number[][]): number[] => [...word(entries.length), ...entries.flat(), ...long(0)];

const NONE = new Uint8Array();

/** The directories follow a mark of their own: `Exif` in JPEG and HEIC, `eXIf` in PNG, `EXIF` and a length in WebP. */
function findTiff(picture: Uint8Array): Uint8Array {
	const says = (at: number, mark: string) =>
		[...mark].every((letter, by) => picture[at + by] === letter.charCodeAt(0));
	for (let at = 8; at + 8 < picture.length; at++) {
		const isMarked = picture[at] === 0x49 ? says(at, 'II*\0') : picture[at] === 0x4d && says(at, 'MM\0*');
		if (isMarked && (says(at - 6, 'Exif\0\0') || says(at - 4, 'eXIf') || says(at - 8, 'EXIF')))
			return picture.subarray(at);
	}
	return NONE;
}

function firstDirectory(tiff: Uint8Array): Directory | undefined {
	if (tiff.length < 8) return undefined;
	const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
	const isLittle = view.getUint16(0) === 0x4949;

	return { view, isLittle, at: view.getUint32(4, isLittle) };
}

/** Where the tag's entry lies. */
function findTag(of: Directory | undefined, tag: number): Directory | undefined {
	if (!of || of.at + 2 > of.view.byteLength) return undefined;
	const entries = of.view.getUint16(of.at, of.isLittle);
	for (let index = 0; index < entries; index++) {
		const at = of.at + 2 + index * 12;
		if (at + 12 > of.view.byteLength) return undefined;
		if (of.view.getUint16(at, of.isLittle) === tag) return { ...of, at };
	}
	return undefined;
}

function readText(of: Directory | undefined, tag: number, bytes: number): string {
	const entry = findTag(of, tag);
	const at = entry?.view.getUint32(entry.at + 8, entry.isLittle) ?? 0;
	if (!entry || at + bytes > entry.view.byteLength) return '';

	return String.fromCharCode(...new Uint8Array(entry.view.buffer, entry.view.byteOffset + at, bytes));
}
