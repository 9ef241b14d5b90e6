import { expect, test } from 'vitest';
import { Watchdog } from './watchdog.ts';

const MINUTE_MS = 60_000;

/** Looks once a minute, from one minute to another. */
function watch(dog: Watchdog, from: number, to: number, seen: { oldestId?: string; isReachable?: boolean } = {}) {
	const words: string[] = [];
	for (let minute = from; minute <= to; minute++) {
		words.push(dog.look({ oldestId: 'a', isReachable: true, nowMs: minute * MINUTE_MS, ...seen }));
	}
	return words;
}

test('a change that is not sent for ten minutes though the server answers restarts the lanes once, then is told', () => {
	const words = watch(new Watchdog(), 0, 25);

	expect(words.indexOf('restart')).toBe(10);
	expect(words.filter((word) => word === 'restart')).toHaveLength(1);
	expect(words.indexOf('tell')).toBe(20);
	expect(words.slice(20).every((word) => word === 'tell')).toBe(true);
});

test('as long as changes get through, nothing is held up', () => {
	const dog = new Watchdog();
	const words = [0, 9, 18, 27].flatMap((from, index) => watch(dog, from, from + 8, { oldestId: `change ${index}` }));

	expect(new Set(words)).toEqual(new Set(['well']));
});

test('without network there is nothing to restart, and the wait begins when it is back', () => {
	const dog = new Watchdog();

	expect(new Set(watch(dog, 0, 60, { isReachable: false }))).toEqual(new Set(['well']));
	expect(watch(dog, 61, 71).indexOf('restart')).toBe(10);
});

test('while the phone sleeps nothing can be sent, and nobody is to blame', () => {
	const dog = new Watchdog();
	const words = [0, 30, 60, 90].flatMap((from) => watch(dog, from, from + 5));

	expect(new Set(words)).toEqual(new Set(['well']));
});

test('a pause of just three minutes is none in which the phone has slept', () => {
	const dog = new Watchdog();
	const words = [0, 3, 6, 9, 12].map((minute) =>
		dog.look({ oldestId: 'a', isReachable: true, nowMs: minute * MINUTE_MS })
	);

	expect(words).toEqual(['well', 'well', 'well', 'well', 'restart']);
});

test('a program that is looked at first after it has run for long begins to wait then', () => {
	expect(watch(new Watchdog(), 5_000, 5_010).indexOf('restart')).toBe(10);
});

test('where nothing waits nothing is held up', () => {
	const dog = new Watchdog();
	const words = Array.from({ length: 30 }, (_, minute) =>
		dog.look({ oldestId: undefined, isReachable: true, nowMs: minute * MINUTE_MS })
	);

	expect(new Set(words)).toEqual(new Set(['well']));
});

test('once everything is sent the word is taken back', () => {
	const dog = new Watchdog();
	watch(dog, 0, 21);

	expect(dog.look({ oldestId: undefined, isReachable: true, nowMs: 22 * MINUTE_MS })).toBe('well');
});
