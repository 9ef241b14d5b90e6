import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { answerToTyped, obstacleToTyped, readAnswer, readObstacle, type ObstacleTyped } from './form.ts';

const TODAY = '2018-11-05';
const ID = '0191b0c0-0000-7000-8000-000000000004';
const TYPED: ObstacleTyped = {
	criterion: 6,
	title: ' Thôn 5 chưa có mặt bằng ',
	detail: '',
	asks: 'district',
	raisedOn: '2018-10-29'
};
const read = (typed: Partial<ObstacleTyped>, record: ReturnType<typeof recordOf> | undefined = undefined) =>
	readObstacle({ ...TYPED, ...typed }, { unitId: '15697', recordId: ID, record, today: TODAY });

describe('an obstacle that is raised', () => {
	test('says what, where, since when, and who is asked', () => {
		expect(read({}).edit).toEqual({
			unitId: '15697',
			kind: 'obstacle',
			recordId: ID,
			set: {
				statement: {
					criterion: 6,
					title: 'Thôn 5 chưa có mặt bằng',
					raisedOn: '2018-10-29',
					asks: 'district'
				}
			}
		});
	});

	test('may be one of the commune as a whole', () => {
		expect(read({ criterion: null, detail: 'Nợ 2 công trình.' }).edit?.set['statement']).toEqual({
			title: 'Thôn 5 chưa có mặt bằng',
			detail: 'Nợ 2 công trình.',
			raisedOn: '2018-10-29',
			asks: 'district'
		});
	});

	test('needs a title, somebody who is asked, and a day that has come', () => {
		expect(read({ title: ' ', asks: null, raisedOn: '2018-11-06' })).toEqual({
			edit: undefined,
			problems: [
				{ at: 'title', kind: 'missing' },
				{ at: 'asks', kind: 'missing' },
				{ at: 'raisedOn', kind: 'future' }
			]
		});
	});
});

test('an obstacle that is told better keeps what a newer program has added', () => {
	const statement = { ...TYPED, criterion: 6, detail: 'Đất lúa', asks: 'district' as const, map: 'tờ 4' };
	const record = recordOf('obstacle', { statement }, { id: ID });
	const typed = { ...obstacleToTyped(statement), criterion: null, detail: '' };

	expect(readObstacle(typed, { unitId: '15697', recordId: ID, record, today: TODAY }).edit?.set['statement']).toEqual(
		{
			title: 'Thôn 5 chưa có mặt bằng',
			raisedOn: '2018-10-29',
			asks: 'district',
			map: 'tờ 4'
		}
	);
});

describe('the answer to an obstacle', () => {
	const statement = { title: 'Cột điện nghiêng', raisedOn: '2018-08-14', asks: 'commune' as const };
	const open = recordOf('obstacle', { statement });
	const inHand = recordOf('obstacle', {
		statement,
		answer: { state: 'in_hand', on: '2018-10-31', text: 'Đang mời thợ', room: 'P. 204' }
	});

	test('starts with the words that stand, of today', () => {
		expect(answerToTyped(open, TODAY)).toEqual({ state: 'open', text: '', on: TODAY });
		expect(answerToTyped(inHand, TODAY)).toEqual({ state: 'in_hand', text: 'Đang mời thợ', on: TODAY });
	});

	test('says how far it is, on which day, and keeps what a newer program has added', () => {
		const { edit } = readAnswer(
			{ state: 'resolved', text: '', on: '2018-11-02' },
			{ record: inHand, today: TODAY }
		);
		expect(edit).toEqual({
			unitId: inHand.unitId,
			kind: 'obstacle',
			recordId: inHand.id,
			set: { answer: { state: 'resolved', on: '2018-11-02', room: 'P. 204' } }
		});
	});

	test('can open a resolved obstacle again', () => {
		const { edit } = readAnswer(
			{ state: 'open', text: 'Lại nghiêng', on: TODAY },
			{ record: inHand, today: TODAY }
		);
		expect(edit?.set['answer']).toMatchObject({ state: 'open', text: 'Lại nghiêng' });
	});

	test('in hand needs words, and no answer is of a day still to come', () => {
		const { problems } = readAnswer(
			{ state: 'in_hand', text: ' ', on: '2018-11-06' },
			{ record: open, today: TODAY }
		);
		expect(problems).toEqual([
			{ at: 'text', kind: 'missing' },
			{ at: 'on', kind: 'future' }
		]);
	});
});
