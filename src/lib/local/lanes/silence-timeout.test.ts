import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unreachable, Watch } from './silence-timeout.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a request that brings nothing for three quarters of a minute is given up', () => {
	const watch = new Watch();
	vi.advanceTimersByTime(44_999);
	expect(watch.signal.aborted).toBe(false);
	vi.advanceTimersByTime(1);
	expect(watch.signal.aborted).toBe(true);
});

test('one that has a long body to carry up is given the time that a slow line takes for it', () => {
	const watch = new Watch(256 * 1024);
	vi.advanceTimersByTime(5 * 60_000);
	expect(watch.signal.aborted).toBe(false);
	vi.advanceTimersByTime(60_000);
	expect(watch.signal.aborted).toBe(true);
});

test('one whose answer goes on coming is never given up', () => {
	const watch = new Watch();
	for (let part = 0; part < 20; part++) {
		vi.advanceTimersByTime(40_000);
		watch.touch();
	}
	expect(watch.signal.aborted).toBe(false);
});

test('one that has ended is watched no more', () => {
	const watch = new Watch();
	watch.stop();
	vi.advanceTimersByTime(60_000);

	expect(watch.signal.aborted).toBe(false);
});

test.each([new TypeError('Failed to fetch'), new DOMException('aborted', 'AbortError')])(
	'a failure of the network is silence, and ends the watch: %s',
	(cause) => {
		const watch = new Watch();
		expect(unreachable(cause, watch)).toBeNull();
		vi.advanceTimersByTime(60_000);

		expect(watch.signal.aborted).toBe(false);
	}
);

test('a mistake of ours is none', () => {
	const mistake = new RangeError('ours');

	expect(() => unreachable(mistake, new Watch())).toThrow(mistake);
});
