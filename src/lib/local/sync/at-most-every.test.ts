import { expect, test } from 'vitest';
import { atMostEvery } from './at-most-every.ts';

test('is done at once, and however often it is asked for meanwhile, once more when the time is over', () => {
	let done = 0;
	let ring = (): void => undefined;
	const timers = { set: (callback: () => void) => (ring = callback), clear: () => undefined };
	const noting = atMostEvery(2000, timers, () => (done += 1));

	noting.ask();
	expect(done).toBe(1);
	noting.ask();
	noting.ask();
	expect(done).toBe(1);
	ring();
	expect(done).toBe(2);
	ring();
	expect(done).toBe(2);
});
