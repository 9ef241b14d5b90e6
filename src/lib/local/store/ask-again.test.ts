import { expect, test } from 'vitest';
import { askingAgain } from './ask-again.ts';

const closed = () => Object.assign(new Error('closed'), { name: 'DatabaseClosedError' });

/** A query that fails or answers as it is told, one time after the other. */
function queryOf(...course: (string | Error)[]) {
	return askingAgain(async () => {
		const next = course.shift();
		if (next instanceof Error) throw next;
		return next;
	});
}

test('a page whose query the loss of the connection has cut off hears its answer all the same', async () => {
	expect(await queryOf(closed(), 'the answer')()).toBe('the answer');
	expect(await queryOf(closed(), closed(), closed(), 'the answer')()).toBe('the answer');
});

test('a connection that cannot be had again is told', async () => {
	await expect(queryOf(closed(), closed(), closed(), closed(), 'too late')()).rejects.toThrow('closed');
});

test('a mistake in a query is told at once', async () => {
	await expect(queryOf(new RangeError('a mistake of ours'), 'too late')()).rejects.toThrow('a mistake of ours');
});
