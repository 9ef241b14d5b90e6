import { expect, test } from 'vitest';
import { Allowance } from './allowance.ts';

const clock = { nowMs: 1_000 };
const allowance = () => new Allowance({ most: 10, perSecond: 2 }, () => clock.nowMs);

test('what is there may be used at once, and the next one waits until something has come back', () => {
	const changes = allowance();
	changes.spend('hoa', 9);
	expect(changes.waitMs('hoa')).toBe(0);
	changes.spend('hoa', 5);
	const waitMs = changes.waitMs('hoa');

	expect(waitMs).toBe(2_500);
	clock.nowMs += waitMs;
	expect(changes.waitMs('hoa')).toBe(0);
});

test('one who uses too much takes nothing from others', () => {
	const changes = allowance();
	changes.spend('hoa', 1_000);

	expect(changes.waitMs('nam')).toBe(0);
});

test('nobody waits longer than it takes to fill twice', () => {
	const changes = allowance();
	for (let times = 0; times < 50; times++) changes.spend('hoa', 1_000);
	expect(changes.waitMs('hoa')).toBeLessThanOrEqual(2 * 5_000 + 500);
});

test('names without number do not fill the memory, and whoever uses too much is not forgotten for them', () => {
	const changes = allowance();
	changes.spend('hoa', 12);
	for (let index = 0; index < 9_000; index++) changes.spend(`made up ${index}`, 0);

	expect(changes.waitMs('hoa')).toBeGreaterThan(0);
});
