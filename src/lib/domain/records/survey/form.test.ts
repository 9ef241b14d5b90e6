import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { readSurvey, surveyToTyped } from './form.ts';

const TODAY = '2018-11-05';
const CONTENTS = [{ id: 'I' }, { id: 'II' }];
const of = { unitId: '15697', village: 'thon-1', record: undefined, contents: CONTENTS, today: TODAY };
const typed = { ...surveyToTyped(undefined, TODAY), households: '120', asked: '80', satisfied: '70' };

describe('a village’s survey', () => {
	test('is kept under the village, with what is empty as unknown', () => {
		const { edit } = readSurvey({ ...typed, households: '', contents: { II: '66' } }, of);

		expect(edit).toMatchObject({ kind: 'survey', recordId: 'survey:thon-1' });
		expect(edit!.set['result']).toEqual({
			on: TODAY,
			households: null,
			asked: 80,
			satisfied: 70,
			contents: [{ content: 'II', satisfied: 66 }]
		});
	});

	test('cannot ask more households than there are, nor please more than were asked', () => {
		expect(readSurvey({ ...typed, asked: '121' }, of).problems).toEqual([{ at: 'asked', kind: 'over', most: 120 }]);
		expect(readSurvey({ ...typed, satisfied: '81' }, of).problems).toEqual([
			{ at: 'satisfied', kind: 'over', most: 80 }
		]);
		expect(readSurvey({ ...typed, contents: { I: '90' } }, of).problems).toEqual([
			{ at: 'contents', kind: 'over', most: 80 }
		]);
	});

	test('says what is missing, and never takes it for zero', () => {
		const { edit, problems } = readSurvey({ ...typed, asked: '', satisfied: '' }, of);
		expect(edit).toBeUndefined();
		expect(problems.map(({ at, kind }) => [at, kind])).toEqual([
			['asked', 'missing'],
			['satisfied', 'missing']
		]);
	});

	test('opened again shows what was recorded, and keeps answers about contents of another set', () => {
		const result = {
			on: '2018-10-20',
			households: 120,
			asked: 80,
			satisfied: 70,
			contents: [{ content: 'old', satisfied: 3 }]
		};
		const record = recordOf('survey', { result }, { id: 'survey:thon-1' });
		const again = readSurvey({ ...surveyToTyped(record, TODAY), contents: { I: '75' } }, { ...of, record });

		expect(again.edit!.set['result']).toEqual({
			...result,
			contents: [
				{ content: 'I', satisfied: 75 },
				{ content: 'old', satisfied: 3 }
			]
		});
	});
});
