import { expect, test } from 'vitest';
import { sameValue } from './same-value.ts';

test.each<[unknown, unknown]>([
	[null, null],
	['đạt', 'đạt'],
	[{}, {}],
	[
		{ on: '2018-11-05', of: { part: 7, whole: 8 } },
		{ of: { whole: 8, part: 7 }, on: '2018-11-05' }
	],
	[
		[1, [2]],
		[1, [2]]
	],
	[{ note: undefined, value: 1 }, { value: 1 }]
])('%j and %j are the same value', (one, other) => {
	expect([sameValue(one, other), sameValue(other, one)]).toEqual([true, true]);
});

test.each<[unknown, unknown]>([
	[null, {}],
	[1, '1'],
	['', {}],
	[1, {}],
	[{}, []],
	[[], {}],
	[{ value: 1 }, { value: 2 }],
	[{ value: 1 }, { value: 1, note: '' }],
	[{ value: 1 }, { other: 1 }],
	[{ value: null }, { other: 1 }],
	[
		[1, 2],
		[2, 1]
	],
	[{ of: { part: 7 } }, { of: { part: 8 } }],
	[{ of: null }, { of: {} }],
	[
		{ of: 1, last: 2 },
		{ of: {}, last: 2 }
	]
])('%j and %j are not', (one, other) => {
	expect([sameValue(one, other), sameValue(other, one)]).toEqual([false, false]);
});
