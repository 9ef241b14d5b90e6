import { expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { answerObstacle, answerProblem, restoreAnswer } from './answer.ts';

const statement = { title: 'Chưa có hợp đồng thu gom rác', raisedOn: '2018-10-21', asks: 'district' as const };
const raised = recordOf('obstacle', { statement });
const inHand = { state: 'in_hand' as const, on: '2018-11-01', text: 'Đang mời thầu', room: 'P. 204' };
const taken = recordOf('obstacle', { statement, answer: inHand });

test('an answer says what is being done, from today on', () => {
	expect(answerObstacle(raised, { state: 'in_hand', text: ' Huyện làm việc với công ty ' }, '2018-11-05')).toEqual({
		unitId: raised.unitId,
		kind: 'obstacle',
		recordId: raised.id,
		set: { answer: { state: 'in_hand', on: '2018-11-05', text: 'Huyện làm việc với công ty' } }
	});
});

test('a later answer replaces the words and keeps what a newer program may have added', () => {
	expect(answerObstacle(taken, { state: 'resolved', text: '' }, '2018-11-05').set['answer']).toEqual({
		state: 'resolved',
		on: '2018-11-05',
		room: 'P. 204'
	});
});

test('that it is in hand needs words, that it is resolved does not', () => {
	expect(answerProblem({ state: 'in_hand', text: '  ' })).toBe('missing');
	expect(answerProblem({ state: 'resolved', text: '' })).toBeUndefined();
	expect(answerProblem({ state: 'resolved', text: 'a'.repeat(10_001) })).toBe('too-long');
});

test('an answer taken back leaves the one before, or an open obstacle', () => {
	expect(restoreAnswer(taken, '2018-11-05').set['answer']).toEqual(inHand);
	expect(restoreAnswer(raised, '2018-11-05').set['answer']).toEqual({ state: 'open', on: '2018-11-05' });
});
