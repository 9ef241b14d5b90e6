import { expect, test } from 'vitest';
import { canonicalText } from './canonical-text.ts';

test('the order of fields does not matter, at any depth; that of a list does', () => {
	expect(canonicalText({ b: [{ d: 1, c: null }], a: 'x' })).toBe(canonicalText({ a: 'x', b: [{ c: null, d: 1 }] }));
	expect(canonicalText([1, 2])).not.toBe(canonicalText([2, 1]));
});

test('a value tells itself from another, also by what is a number and what a text', () => {
	expect(canonicalText({ a: '1' })).not.toBe(canonicalText({ a: 1 }));
	expect(canonicalText(['a', 'b'])).not.toBe(canonicalText(['a,b']));
});

test('its fields stand in the order of their names: a proof that was given over it yesterday is still one', () => {
	expect(canonicalText({ b: 1, c: { z: null, y: '' }, a: [2] })).toBe('{"a":[2],"b":1,"c":{"y":"","z":null}}');
});
