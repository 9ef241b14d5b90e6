import { ALL_AND_NOTHING, decimalsFor, type Norm } from '#lib/domain/criteria/decimals.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getLocale } from '#lib/i18n/generated/runtime.js';
import { weekdayOf } from './kit/day-words.ts';

/** A number keeps its unit beside it. */
const NO_BREAK_SPACE = '\u00a0';

/** "05/11". */
export const formatDay = (date: TradeDate): string => `${date.slice(8, 10)}/${date.slice(5, 7)}`;

/** "05/11/2018". */
export const formatDate = (date: TradeDate): string => `${formatDay(date)}/${date.slice(0, 4)}`;

/** "Thứ Hai 05/11", "Mon 05/11". By our own words: the first date that Intl writes costs a cheap phone a tenth of a second. */
export function formatWeekday(date: TradeDate): string {
	return `${weekdayOf(date)} ${formatDay(date)}`;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Decimal comma in Vietnamese; at most `digits` decimals. */
export function formatNumber(value: number, digits = 2): string {
	const key = `${getLocale()} ${digits}`;
	const format = numberFormats.get(key) ?? new Intl.NumberFormat(getLocale(), { maximumFractionDigits: digits });
	numberFormats.set(key, format);

	return format.format(value);
}

/** "87,5%"; "84,99%" where it is held against 85. What is nearly all is never "100%". */
export const formatPercent = (value: number, ...levels: Norm[]): string =>
	`${formatNumber(value, decimalsFor(value, 1, [...ALL_AND_NOTHING, ...levels]))}%`;

/** "36 triệu đồng/người/năm", "87,5%", on its own side of the levels that it is held against. */
export const formatAmount = (value: number, unit: string, ...levels: Norm[]): string =>
	unit === '%' ? formatPercent(value, ...levels) : `${formatMeasured(value, ...levels)}${NO_BREAK_SPACE}${unit}`;

export const formatMeasured = (value: number, ...levels: Norm[]): string =>
	formatNumber(value, decimalsFor(value, 2, levels));

/** A level, or anything else that was given as a number: as it was given. */
export const formatExact = (value: number): string => formatNumber(value, DIGITS_MOST);
const DIGITS_MOST = 9;

/** How much is wanting: never nothing where something is. */
export const formatDistance = (value: number, decimals = 2): string =>
	formatNumber(value, decimalsFor(value, decimals, [{ op: '<=', value: 0 }]));

/** "6, 7 và 17". By our own words, as the weekdays are. */
export function formatList(items: readonly string[]): string {
	const last = items.at(-1) ?? '';
	if (items.length < 2) return last;
	const first = items.slice(0, -1).join(', ');

	return items.length === 2 ? m.list_of_two({ first, last }) : m.list_of_more({ first, last });
}
