import { expect, test } from 'vitest';
import { TEXT_LIMIT } from '../records/text-limit.ts';
import { flawOf, isSoundText, soundText, VALUE_LIMITS, withSoundTexts } from './sound-json.ts';

function nested(depth: number): object {
	let value: object = {};
	for (let at = 1; at < depth; at++) value = { deeper: value };
	return value;
}

test.each([
	['Thôn 3, hộ ông Đỗ Văn Ộ\n\t– chưa có nước', true],
	['👩🏽‍🌾 東 �', true],
	['\ud83d', false],
	['\udc69\ud83d', false],
	['\ufffe', false],
	['\u0000', false],
	['\u000b', false],
	['\u001b[0m', false]
])('%j is sound: %s', (text, isSound) => {
	expect(isSoundText(text)).toBe(isSound);
	expect(isSoundText(soundText(text))).toBe(true);
	if (isSound) expect(soundText(text)).toBe(text);
});

test('what a person typed keeps all that is sound of it, in every field', () => {
	const typed = { on: '2018-11-05', more: [{ label: 'hộ\u0000 nghèo', value: 2 }], note: 'a\ud800b', met: null };

	expect(withSoundTexts(typed)).toEqual({
		on: '2018-11-05',
		more: [{ label: 'hộ nghèo', value: 2 }],
		note: 'ab',
		met: null
	});
});

test('what lies within the limits has no flaw, and one step beyond each has', () => {
	expect(flawOf(nested(VALUE_LIMITS.depth))).toBeUndefined();
	expect(flawOf(nested(VALUE_LIMITS.depth + 1))).toBe('it is nested too deep');
	expect(flawOf(Array(VALUE_LIMITS.fields).fill(0))).toBeUndefined();
	expect(flawOf(Array(VALUE_LIMITS.fields + 1).fill(0))).toBe('it has too many fields');
	expect(flawOf({ text: 'x'.repeat(TEXT_LIMIT) })).toBeUndefined();
	expect(flawOf({ text: 'x'.repeat(TEXT_LIMIT + 1) })).toBe('a text is too long');
	expect(flawOf({ ['x'.repeat(VALUE_LIMITS.keyLength + 1)]: 1 })).toBe('a name is not sound');
	expect(flawOf({ ['x'.repeat(VALUE_LIMITS.keyLength)]: 1 })).toBeUndefined();
	expect(flawOf({ '\ud800': 1 })).toBe('a name is not sound');
	expect(flawOf({ text: 'a\ud800' })).toBe('a text holds what is no character');
	expect(flawOf({ nothing: null })).toBeUndefined();
	expect(flawOf([Number.POSITIVE_INFINITY])).toBe('a number is too large');
});

test('what is nested deeper than any stack is told, not tried', () => {
	const text = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;

	expect(flawOf(JSON.parse(text))).toBe('it is nested too deep');
});
