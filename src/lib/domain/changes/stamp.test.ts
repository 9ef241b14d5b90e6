import { describe, expect, test } from 'vitest';
import { formatReading, parseReading } from './clock.ts';
import { stampChange } from './stamp.ts';

const NOW = Date.parse('2018-11-05T02:00:00Z');
const YEAR = 365 * 86_400_000;
const device = 'phone001';

const stampOf = (madeMs: number, phoneNowMs: number, prevStamps: string[] = []) =>
	stampChange({
		hlc: formatReading({ ms: madeMs, counter: 7, device }),
		device,
		requestNowMs: phoneNowMs,
		serverNowMs: NOW,
		prevStamps
	});

describe('the effective time of a change', () => {
	test('is when it was made, on the server’s clock', () => {
		expect(parseReading(stampOf(NOW - 60_000, NOW))).toEqual({ ms: NOW - 60_000, counter: 7, device });
	});

	test.each([YEAR, -YEAR])('does not depend on a phone clock that is off by %d ms', (off) => {
		expect(stampOf(NOW + off - 60_000, NOW + off)).toBe(stampOf(NOW - 60_000, NOW));
	});

	test('never lies in the future; a clamped one has no counter', () => {
		expect(parseReading(stampOf(NOW + YEAR, NOW))).toEqual({ ms: NOW, counter: 0, device });
	});

	test('is later than what it was made on top of, whatever the clocks said', () => {
		const prev = formatReading({ ms: NOW, counter: 3, device: 'office01' });

		expect(stampOf(NOW - YEAR, NOW, [prev]) > prev).toBe(true);
		expect(parseReading(stampOf(NOW - YEAR, NOW, [prev]))).toEqual({ ms: NOW, counter: 4, device });
	});
});
