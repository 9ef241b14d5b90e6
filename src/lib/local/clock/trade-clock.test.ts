import { describe, expect, test } from 'vitest';
import { TradeClock, type ClockContact } from './trade-clock.svelte.ts';

const HOUR_MS = 3_600_000;
const NO_CONTACT: ClockContact = { offsetMs: 0, atMs: null };

/** A page on a device whose clock and timer are turned by hand. */
class OpenPage {
	deviceMs: number;
	timer: { ms: number; act: () => void } | undefined;
	readonly clock: TradeClock;

	constructor(at: string, { contact = NO_CONTACT, demoDay }: { contact?: ClockContact; demoDay?: string } = {}) {
		this.deviceMs = Date.parse(at);
		this.clock = new TradeClock(
			{
				now: () => this.deviceMs,
				demoDay: () => demoDay,
				after: (ms, act) => {
					const timer = { ms, act };
					this.timer = timer;
					return () => {
						if (this.timer === timer) this.timer = undefined;
					};
				}
			},
			contact
		);
		this.clock.look();
	}

	/** The device stays awake until the timer. */
	timerFires(): void {
		const { ms, act } = this.timer!;
		this.deviceMs += ms;
		act();
	}
}

describe('today, in a page that stays open', () => {
	test('turns at midnight in Vietnam, night after night', () => {
		const page = new OpenPage('2018-11-05T16:30:00Z');
		expect(page.clock.today).toBe('2018-11-05');

		page.timerFires();
		expect(page.clock.today).toBe('2018-11-06');
		page.timerFires();
		expect(page.clock.today).toBe('2018-11-07');
	});

	test('is looked at anew when a phone that slept over midnight shows the page again', () => {
		const page = new OpenPage('2018-11-05T16:30:00Z');
		page.deviceMs += 9 * HOUR_MS;

		page.clock.look();
		expect(page.clock.today).toBe('2018-11-06');
	});

	test('stays the day of the demo', () => {
		const page = new OpenPage('2026-11-30T16:30:00Z', { demoDay: '2018-11-05' });
		page.timerFires();

		expect(page.clock.today).toBe('2018-11-05');
	});

	test('after a stop nothing looks any more', () => {
		const page = new OpenPage('2018-11-05T16:30:00Z');
		page.clock.stop();

		expect(page.timer).toBeUndefined();
	});
});

describe("a device whose clock is wrong follows the server's", () => {
	test.each([
		['a year ahead', '2019-11-05T03:00:00Z', -365 * 24 * HOUR_MS],
		['in 1970', '1970-01-01T03:00:00Z', Date.parse('2018-11-05T03:00:00Z') - Date.parse('1970-01-01T03:00:00Z')]
	])('%s', (_name, at, offsetMs) => {
		const page = new OpenPage(at);
		expect(page.clock.behindMs).toBe(0);

		page.clock.heard({ offsetMs, atMs: page.deviceMs });
		expect(page.clock.today).toBe('2018-11-05');
		expect(page.clock.nowInstant()).toBe('2018-11-05T03:00:00.000Z');
		expect(page.clock.behindMs).toBe(offsetMs);
	});

	test('two hours ahead it turns the day when Vietnam does', () => {
		const page = new OpenPage('2018-11-05T18:30:00Z', { contact: { offsetMs: -2 * HOUR_MS, atMs: null } });
		expect(page.clock.today).toBe('2018-11-05');

		page.timerFires();
		expect(page.clock.today).toBe('2018-11-06');
	});

	test('a clock that fell back to 1970 without network is no earlier than the last contact, and is told', () => {
		const atMs = Date.parse('2018-11-05T03:00:00Z');
		const page = new OpenPage('1970-01-01T00:00:10Z', { contact: { offsetMs: 1_000, atMs } });

		expect(page.clock.today).toBe('2018-11-05');
		expect(page.clock.behindMs).toBeGreaterThan(40 * 365 * 24 * HOUR_MS);
	});

	test('a few minutes are nothing to speak of', () => {
		const page = new OpenPage('2018-11-05T03:00:00Z', { contact: { offsetMs: -14 * 60_000, atMs: null } });

		expect(page.clock.behindMs).toBe(0);
	});
});
