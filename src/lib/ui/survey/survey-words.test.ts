import { expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { satisfactionOf } from '#lib/domain/progress/satisfaction.ts';
import { surveyedWords } from './survey-words.ts';

const villages = recordOf(
	'profile',
	{ villages: { items: [1, 2].map((n) => ({ id: `thon-${n}`, name: `Thôn ${n}` })) } },
	{ id: 'profile' }
);
const survey = (n: number, satisfied: number, asked = 60) =>
	recordOf(
		'survey',
		{ result: { on: '2018-10-20', households: asked + 40, asked, satisfied } },
		{ id: `survey:thon-${n}` }
	);
const words = (...records: SyncRecord[]) => surveyedWords(satisfactionOf(records, REFERENCE.criteriaSets[0]!));

test('the first page says how far the asking is, and what it came to', () => {
	expect(words()).toBe('Chưa báo');
	expect(words(villages)).toBe('Chưa hỏi');
	expect(words(villages, survey(1, 50))).toBe('Đã hỏi 1/2 thôn');
	expect(words(villages, survey(1, 57), survey(2, 54))).toBe('Đạt · 92,5% · Đã hỏi 2/2 thôn');
});

test('what is just below the level is told on its own side', () => {
	const nearly = [survey(1, 7999, 10_000), survey(2, 7999, 10_000)];
	expect(words(villages, ...nearly)).toBe('Chưa đạt · 79,99% · Đã hỏi 2/2 thôn');
});
