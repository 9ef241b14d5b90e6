import { addDays, type TradeDate } from '#lib/domain/dates.ts';

/** The first day after `date` on which the office works. */
export function nextWorkingDay(date: TradeDate): TradeDate {
	const next = addDays(date, 1);
	const weekday = new Date(Date.parse(next)).getUTCDay();

	return weekday === 0 || weekday === 6 ? nextWorkingDay(next) : next;
}
