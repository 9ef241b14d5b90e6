import { m } from '#lib/i18n/generated/messages.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "Đồng hồ máy chậm khoảng 2 giờ"; `behindMs` is negative for a clock that is ahead. */
export function clockWords(behindMs: number): string {
	const amount = amountWords(Math.abs(behindMs));

	return behindMs > 0 ? m.clock_behind({ amount }) : m.clock_ahead({ amount });
}

function amountWords(ms: number): string {
	if (ms < HOUR_MS) return m.clock_minutes({ n: Math.round(ms / MINUTE_MS) });
	if (ms < 2 * DAY_MS) return m.clock_hours({ n: Math.round(ms / HOUR_MS) });

	return m.clock_days({ n: Math.round(ms / DAY_MS) });
}
