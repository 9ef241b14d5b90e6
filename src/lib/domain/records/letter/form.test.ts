import { describe, expect, test } from 'vitest';
import { confirmed, letter as letterOf } from '../../../../../tests/support/minh-chau.ts';
import { recordOf } from '../../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../../tests/support/trieu-son.ts';
import { currentSet } from '../../reference/reference.ts';
import { TEXT_LIMIT } from '../text-limit.ts';
import { schemaOf } from '../schemas.ts';
import { letterToTyped, pointsJudgedBy, readLetter, voidLetter, type LetterTyped } from './form.ts';
import { readLetters } from './read.ts';

const today = '2018-11-05';
const set = currentSet(REFERENCE);
const ID = '0191b0c0-0000-7000-8000-000000000003';
const typed: LetterTyped = {
	department: 'so-ct',
	number: ' 112/SCT-QLCN ',
	on: '2018-11-02',
	points: [
		{ of: '7', verdict: 'failed', note: ' Chợ đang sửa ' },
		{ of: '4', verdict: 'passed', note: '' }
	]
};
const read = (form: Partial<LetterTyped>, letter?: ReturnType<typeof readLetters>[number]) =>
	readLetter({ ...typed, ...form }, { unitId: '15697', recordId: letter?.id ?? ID, set, letter, today });

describe('the form of a letter', () => {
	test('writes a record of its own, with a verdict and a remark for each criterion, in their order', () => {
		const { edit, problems } = read({});
		expect(problems).toEqual([]);
		expect(edit).toEqual({
			unitId: '15697',
			kind: 'letter',
			recordId: ID,
			set: {
				content: {
					department: 'so-ct',
					number: '112/SCT-QLCN',
					on: '2018-11-02',
					points: [
						{ of: '4', verdict: 'passed' },
						{ of: '7', verdict: 'failed', note: 'Chợ đang sửa' }
					]
				}
			}
		});
		expect(schemaOf('letter', 'content')!.safeParse(edit!.set['content']).success).toBe(true);
	});

	test('names everything that is missing at once, in the order of the form', () => {
		expect(read({ department: '', on: '', points: [] }).problems).toEqual([
			{ at: 'department', kind: 'missing' },
			{ at: 'on', kind: 'missing' },
			{ at: 'points', kind: 'missing' }
		]);
		expect(read({ on: '2018-11-06' }).problems).toEqual([{ at: 'on', kind: 'future' }]);
		const long = 'x'.repeat(TEXT_LIMIT + 1);
		expect(read({ number: long, points: [{ of: '4', verdict: null, note: long }] }).problems).toEqual([
			{ at: 'number', kind: 'too-long' },
			{ at: 'verdict', kind: 'missing' },
			{ at: 'note', kind: 'too-long' }
		]);
	});

	test('offers what the department judges: a criterion that is its alone whole, else its indicators', () => {
		const judgedBy = (id: string) => pointsJudgedBy({ id }, set, REFERENCE);
		expect(judgedBy('so-ct')).toEqual(['4', '7']);
		expect(judgedBy('so-gddt')).toEqual(['5', '14.1', '14.2']);
		expect(judgedBy('bchqs')).toEqual(['19.1']);
	});

	test('a correction keeps what this version does not know, and what was not touched', () => {
		const record = recordOf('letter', {
			content: {
				...{ department: 'so-ct', number: '112', on: '2018-10-22', signedBy: 'PGĐ' },
				points: [
					{ of: '4', verdict: 'passed', note: 'Đủ', page: 2 },
					{ of: '7', verdict: 'failed' }
				]
			}
		});
		const [letter] = readLetters([record]);
		const opened = letterToTyped(letter, '', today);
		expect(readLetter(opened, { unitId: '15697', recordId: record.id, set, letter, today }).edit?.set).toEqual({
			content: record.registers['content']!.value
		});
		expect(read({ ...opened, number: '' }, letter).edit?.set['content']).not.toHaveProperty('number');
	});

	test('of a letter that an earlier version kept, it writes a record with its id', () => {
		const old = confirmed('so-ct', [4, 7], 'passed');
		const [letter] = readLetters([old]);
		const { edit } = read(letterToTyped(letter, '', today), letter);
		expect(edit).toMatchObject({ kind: 'letter', recordId: old.registers['confirmed']!.change });
		expect(edit!.set['content']).toEqual({
			department: 'so-ct',
			on: '2018-10-31',
			points: [
				{ of: '4', verdict: 'passed' },
				{ of: '7', verdict: 'passed' }
			]
		});
	});
});

test('taking a letter out leaves its words and gives the reason', () => {
	const [letter] = readLetters([letterOf('so-ct', '2018-10-22', { 4: 'passed' })]);
	expect(voidLetter(letter!, ' nhầm xã ').set).toEqual({ life: { voided: true, reason: 'nhầm xã' } });
});

test.each([
	['no criterion', []],
	['a criterion 0', [{ of: '0', verdict: 'passed' }]],
	['a verdict that does not exist', [{ of: '4', verdict: 'perhaps' }]]
])('the server takes no letter with %s', (_what, points) => {
	expect(schemaOf('letter', 'content')!.safeParse({ department: 'so-ct', on: today, points }).success).toBe(false);
});
