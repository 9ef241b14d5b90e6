import { describe, expect, test } from 'vitest';
import type { Made } from './change.ts';
import { formatReading, parseReading } from './clock.ts';
import { stampChange } from './stamp.ts';

const NOW = Date.parse('2018-11-05T02:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;
const device = 'phone001';

const readingAt = (ms: number) => formatReading({ ms, counter: 7, device });
const stamped = { ms: NOW - MINUTE, counter: 7, device };

describe('the effective time of a change', () => {
	const stampOf = (made: Made, phoneNowMs: number, prevStamps: string[] = []) =>
		stampChange({
			change: { hlc: readingAt(NOW), device, made },
			requestNowMs: phoneNowMs,
			hasMetServer: true,
			serverNowMs: NOW,
			prevStamps
		});

	test.each([0, 2 * HOUR, -2 * HOUR, YEAR, -YEAR])(
		'is when it was made, on the server’s clock, on a phone whose clock is off by %d ms',
		(off) => {
			expect(parseReading(stampOf({ at: NOW + off - MINUTE, after: 0 }, NOW + off))).toEqual(stamped);
		}
	);

	test('never lies in the future; a clamped one has no counter', () => {
		const clamped = { ms: NOW, counter: 0, device };

		expect(parseReading(stampOf({ at: NOW + YEAR, after: 0 }, NOW))).toEqual(clamped);
		expect(parseReading(stampOf({ at: NOW, after: NOW + YEAR }, NOW))).toEqual(clamped);
	});

	test('is never before what the device had heard: its clock stood in 1970 meanwhile, and was set before it could send', () => {
		expect(parseReading(stampOf({ at: 5 * HOUR, after: NOW - 3 * HOUR }, NOW)).ms).toBe(NOW - 3 * HOUR);
		expect(parseReading(stampOf({ at: 5 * HOUR, after: 0 }, NOW)).ms).toBe(5 * HOUR);
		expect(parseReading(stampOf({ at: 5 * HOUR, after: 0 }, NOW + YEAR)).ms).toBe(0);
	});

	test('made in the very moment in which the server asks, it keeps its counter', () => {
		expect(parseReading(stampOf({ at: NOW, after: 0 }, NOW))).toEqual({ ms: NOW, counter: 7, device });
	});

	test('is its own where that is later than what it was made on top of', () => {
		const prev = formatReading({ ms: NOW - HOUR, counter: 3, device: 'office01' });

		expect(parseReading(stampOf({ at: NOW - MINUTE, after: 0 }, NOW, [prev]))).toEqual(stamped);
	});

	test.each([
		['is the one that it had before a restore', NOW, readingAt(NOW)],
		['is none that lies ahead, whatever it says it had', NOW + 1, formatReading(stamped)]
	])('%s', (_, againMs, expected) => {
		const change = { hlc: readingAt(NOW), device, made: { at: NOW - MINUTE, after: 0 }, again: readingAt(againMs) };
		const clocks = { requestNowMs: NOW, serverNowMs: NOW, hasMetServer: true };

		expect(stampChange({ change, ...clocks, prevStamps: [] })).toBe(expected);
	});

	test('is later than what it was made on top of, whatever the clocks said', () => {
		const prev = formatReading({ ms: NOW, counter: 3, device: 'office01' });

		expect(parseReading(stampOf({ at: NOW - YEAR, after: 0 }, NOW, [prev]))).toEqual({
			ms: NOW,
			counter: 4,
			device
		});
	});
});

describe('what an earlier version of the program made, which adds the offset to its readings and not to the request', () => {
	const stampOf = (reading: number, phoneNowMs: number, hasMetServer = true) =>
		parseReading(
			stampChange({
				change: { hlc: readingAt(reading), device },
				requestNowMs: phoneNowMs,
				hasMetServer,
				serverNowMs: NOW,
				prevStamps: []
			})
		);

	test.each([2 * HOUR, -2 * HOUR])('its readings stand as they are where its clock is off by %d ms', (off) => {
		expect(stampOf(NOW - MINUTE, NOW + off)).toEqual(stamped);
	});

	test.each([2 * HOUR, -2 * HOUR])('before its first answer, they are of its own clock, off by %d ms', (off) => {
		expect(stampOf(NOW + off - MINUTE, NOW + off, false)).toEqual(stamped);
	});

	test('one that lies ahead was made before the first answer', () => {
		expect(stampOf(NOW + YEAR - MINUTE, NOW + YEAR)).toEqual(stamped);
	});

	test('a minute ahead may still be what measuring is off', () => {
		expect(stampOf(NOW + MINUTE, NOW + 2 * HOUR)).toEqual({ ms: NOW, counter: 0, device });
		expect(stampOf(NOW + MINUTE + 1, NOW + 2 * HOUR).ms).toBe(NOW - 2 * HOUR + MINUTE + 1);
	});

	test('one that is ahead by what measuring is off is not moved', () => {
		expect(stampOf(NOW + 300, NOW + 2 * HOUR)).toEqual({ ms: NOW, counter: 0, device });
	});
});
