import { expect, test } from 'vitest';
import { fitWithin, photosThatFit, roomLeft } from './photo-limits.ts';

const MIB = 1024 * 1024;

test('a phone that is nearly full keeps its last room for records', () => {
	expect(roomLeft(undefined)).toBe('enough');
	expect(roomLeft(300 * MIB)).toBe('enough');
	expect(roomLeft(300 * MIB - 1)).toBe('low');
	expect(roomLeft(100 * MIB)).toBe('low');
	expect(roomLeft(100 * MIB - 1)).toBe('records-only');
	expect(photosThatFit(100 * MIB)).toBe(0);
	expect(photosThatFit(136 * MIB)).toBe(102);
});

test('a picture is made smaller and never larger', () => {
	expect(fitWithin({ width: 8000, height: 6000 }, 1600)).toEqual({ width: 1600, height: 1200 });
	expect(fitWithin({ width: 300, height: 400 }, 1600)).toEqual({ width: 300, height: 400 });
});
