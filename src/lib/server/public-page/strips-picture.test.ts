import { readFileSync } from 'node:fs';
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pngOf } from '#lib/domain/pictures/png.ts';
import type { CellState } from '#lib/domain/progress/progress.ts';
import { nationalCriteriaSets } from '../reference/national.ts';
import { COLOURS, PICTURE, stripsPicture } from './strips-picture.ts';

const set = nationalCriteriaSets()[0]!;
const strip = (state: CellState, blocked: number[] = []) =>
	set.criteria.map(({ no }) => ({ criterion: no, state, blocked: blocked.includes(no) }));

const coloursIn = (picture: ReturnType<typeof stripsPicture>) => {
	const found = new Set<string>();
	for (let y = 0; y < picture.height; y += 1)
		for (let x = 0; x < picture.width; x += 1) found.add(picture.colourAt(x, y));
	return found;
};

test('its colours are the light theme’s', () => {
	const css = readFileSync(new URL('../../ui/styles/tokens.css', import.meta.url), 'utf8');
	const light = (token: string) => new RegExp(`--${token}:\\s*(#[0-9A-F]{6})`).exec(css)?.[1];

	expect(COLOURS).toEqual({
		paper: light('paper'),
		none: light('st-none'),
		doing: light('gold-fill'),
		ready: light('indigo-fill'),
		wait: light('indigo-fill'),
		supplement: light('gold-fill'),
		failed: light('brick-fill'),
		met: light('leaf-fill'),
		block: light('brick-fill')
	});
});

describe('the picture of the strips', () => {
	test('is a PNG of the size that previews ask for', () => {
		const png = Buffer.from(pngOf(stripsPicture([strip('met')], set), deflateSync));
		expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
		expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([PICTURE.width, PICTURE.height]);
		const data = png.indexOf('IDAT');
		const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
		expect(rows).toHaveLength((PICTURE.width / 8 + 1) * PICTURE.height);
	});

	test.each(['met', 'wait', 'supplement', 'failed', 'ready', 'doing', 'none'] as const)(
		'draws %s in its colour on paper',
		(state) => {
			expect(coloursIn(stripsPicture([strip(state)], set))).toEqual(new Set([COLOURS.paper, COLOURS[state]]));
		}
	);

	test('draws an obstacle in brick, with its pin', () => {
		expect(coloursIn(stripsPicture([strip('wait', [6, 17])], set))).toContain(COLOURS.block);
	});

	test.each([0, 1, 8, 36])('keeps %i communes inside its margins', (communes) => {
		const picture = stripsPicture(
			Array.from({ length: communes }, () => strip('met', [1, 19])),
			set
		);
		for (const [x, y] of [
			[0, 0],
			[PICTURE.width - 1, PICTURE.height - 1],
			[20, 315],
			[PICTURE.width - 20, 315],
			[600, 10],
			[600, PICTURE.height - 10]
		] as const)
			expect(picture.colourAt(x, y)).toBe(COLOURS.paper);
	});
});
