import type { TradeDate } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getLocale } from '#lib/i18n/generated/runtime.js';

/** A number keeps its unit beside it. */
const NO_BREAK_SPACE = '\u00a0';

/** "05/11". */
export const formatDay = (date: TradeDate): string => `${date.slice(8, 10)}/${date.slice(5, 7)}`;

/** "05/11/2018". */
export const formatDate = (date: TradeDate): string => `${formatDay(date)}/${date.slice(0, 4)}`;

const WEEKDAYS = [m.weekday_7, m.weekday_1, m.weekday_2, m.weekday_3, m.weekday_4, m.weekday_5, m.weekday_6] as const;

/** "Thứ Hai 05/11", "Mon 05/11". By our own words: the first date that Intl writes costs a cheap phone a tenth of a second. */
export function formatWeekday(date: TradeDate): string {
	const weekday = WEEKDAYS[new Date(date).getUTCDay()]!;

	return `${weekday()} ${formatDay(date)}`;
}

/** "Thứ Hai, ngày 5 tháng 11"; with its year where that is not the year of `today`. */
export function formatLongDay(date: TradeDate, today?: TradeDate): string {
	const [year = '', month, day] = date.split('-');
	const weekday = WEEKDAYS[new Date(date).getUTCDay()]!();
	const words = m.day_in_words({ weekday, day: Number(day), month: m.month_name({ month: String(Number(month)) }) });

	return today?.slice(0, 4) === year ? words : m.day_in_words_year({ day: words, year });
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Decimal comma in Vietnamese; at most `digits` decimals. */
export function formatNumber(value: number, digits = 2): string {
	const key = `${getLocale()} ${digits}`;
	const format = numberFormats.get(key) ?? new Intl.NumberFormat(getLocale(), { maximumFractionDigits: digits });
	numberFormats.set(key, format);

	return format.format(value);
}

/** "87,5%". */
export const formatPercent = (value: number): string => `${formatNumber(value, 1)}%`;

/** "36 triệu đồng/người/năm", "87,5%". */
export const formatAmount = (value: number, unit: string): string =>
	unit === '%' ? formatPercent(value) : `${formatNumber(value)}${NO_BREAK_SPACE}${unit}`;

/** "6, 7 và 17". By our own words, as the weekdays are. */
export function formatList(items: readonly string[]): string {
	const last = items.at(-1) ?? '';
	if (items.length < 2) return last;
	const first = items.slice(0, -1).join(', ');

	return items.length === 2 ? m.list_of_two({ first, last }) : m.list_of_more({ first, last });
}
