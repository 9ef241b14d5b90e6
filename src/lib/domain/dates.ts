/** A day of the trade, `YYYY-MM-DD`, in Asia/Ho_Chi_Minh. */
export type TradeDate = string;

const HO_CHI_MINH_OFFSET_MS = 7 * 3_600_000; // no daylight saving there since 1975
const DAY_MS = 86_400_000;

export function dateOfInstant(instantMs: number): TradeDate {
	return new Date(instantMs + HO_CHI_MINH_OFFSET_MS).toISOString().slice(0, 10);
}

/** Days that a record of the trade may bear: a plan may lie behind the programme's beginning in 2010, and none is made for
 *  the next century. What lies outside is a slip of the finger, such as the year 0018. */
export const FIRST_DAY: TradeDate = '1990-01-01';
export const LAST_DAY: TradeDate = '2099-12-31';

export const isDayOfTrade = (text: string): boolean => isTradeDate(text) && text >= FIRST_DAY && text <= LAST_DAY;

/** When a day begins in Asia/Ho_Chi_Minh, in ms since 1970. */
export const startOfDayMs = (date: TradeDate): number => Date.parse(date) - HO_CHI_MINH_OFFSET_MS;

/** ISO 8601 in UTC with milliseconds, as values hold instants. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();

/** Hours and minutes of an instant in Asia/Ho_Chi_Minh, `HH:MM`. */
export function timeOfInstant(instantMs: number): string {
	return new Date(instantMs + HO_CHI_MINH_OFFSET_MS).toISOString().slice(11, 16);
}

/** The instant of a day and a time of day, `HH:MM`, in Asia/Ho_Chi_Minh. */
export const instantOn = (date: TradeDate, time: string): string =>
	instantOf(Date.parse(`${date}T${time}:00Z`) - HO_CHI_MINH_OFFSET_MS);

export const isTimeOfDay = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Whole days from one date to another; negative when `to` lies before `from`. */
export function daysBetween(from: TradeDate, to: TradeDate): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function addDays(date: TradeDate, days: number): TradeDate {
	return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same time of day on the day the demo calls today; without a demo, the instant itself. */
export function shiftInstant(instantMs: number, today: TradeDate | undefined): number {
	if (today === undefined) return instantMs;

	return instantMs + daysBetween(dateOfInstant(instantMs), today) * DAY_MS;
}

export function isTradeDate(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}
