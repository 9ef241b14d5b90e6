import type { TradeDate } from '#lib/domain/dates.ts';
import { getLocale } from '#lib/i18n/generated/runtime.js';

/** A number keeps its unit beside it. */
const NO_BREAK_SPACE = '\u00a0';

/** "05/11". */
export const formatDay = (date: TradeDate): string => `${date.slice(8, 10)}/${date.slice(5, 7)}`;

/** "05/11/2018". */
export const formatDate = (date: TradeDate): string => `${formatDay(date)}/${date.slice(0, 4)}`;

/** "Thứ Hai 05/11", "Mon 05/11". */
export function formatWeekday(date: TradeDate): string {
	const style = getLocale() === 'vi' ? 'long' : 'short';
	const weekday = new Intl.DateTimeFormat(getLocale(), { weekday: style, timeZone: 'UTC' }).format(Date.parse(date));

	return `${weekday} ${formatDay(date)}`;
}

/** Decimal comma in Vietnamese; at most `digits` decimals. */
export function formatNumber(value: number, digits = 2): string {
	return new Intl.NumberFormat(getLocale(), { maximumFractionDigits: digits }).format(value);
}

/** "87,5%". */
export const formatPercent = (value: number): string => `${formatNumber(value, 1)}%`;

/** "36 triệu đồng/người/năm", "87,5%". */
export const formatAmount = (value: number, unit: string): string =>
	unit === '%' ? formatPercent(value) : `${formatNumber(value)}${NO_BREAK_SPACE}${unit}`;
