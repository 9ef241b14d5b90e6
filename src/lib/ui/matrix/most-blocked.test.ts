import { expect, test } from 'vitest';
import { mostBlocked } from './most-blocked.ts';

const obstaclesOf = (counts: { [criterion: number]: number }) =>
	Object.entries(counts).map(([criterion, communes]) => ({ criterion: Number(criterion), communes }));

test('the criterion at which most communes are held up; several when they are level; none without obstacles', () => {
	expect(mostBlocked(obstaclesOf({ 2: 3, 6: 1, 17: 5 }))).toEqual([17]);
	expect(mostBlocked(obstaclesOf({ 2: 3, 6: 1, 17: 3 }))).toEqual([2, 17]);
	expect(mostBlocked(obstaclesOf({ 2: 0, 17: 0 }))).toEqual([]);
	expect(mostBlocked([])).toEqual([]);
});
