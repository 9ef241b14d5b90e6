import type { TradeDate } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';

const WEEKDAYS = [m.weekday_7, m.weekday_1, m.weekday_2, m.weekday_3, m.weekday_4, m.weekday_5, m.weekday_6] as const;

export const weekdayOf = (date: TradeDate): string => WEEKDAYS[new Date(date).getUTCDay()]!();

/** "Thứ Hai, ngày 5 tháng 11"; with its year where that is not the year of `today`. */
export function dayInWords(date: TradeDate, today?: TradeDate): string {
	const [year = '', month, day] = date.split('-');
	const name = m.month_name({ month: String(Number(month)) });
	const words = m.day_in_words({ weekday: weekdayOf(date), day: Number(day), month: name });

	return today?.slice(0, 4) === year ? words : m.day_in_words_year({ day: words, year });
}
