import type { TradeDate } from '../dates.ts';
import type { Figure, Run, Source } from './report-document.ts';

/** A report is an official paper: its words are Vietnamese whatever language the screen around it speaks. */

/** "02/11/2018". */
export const dateInReport = (date: TradeDate): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

/** "ngày 02 tháng 11 năm 2018": days under 10 and the months 1 and 2 get a zero, others none (Nghị định 30/2020/NĐ-CP). */
export function longDate(date: TradeDate): string {
	const month = Number(date.slice(5, 7));

	return `ngày ${date.slice(8, 10)} tháng ${month < 3 ? `0${month}` : month} năm ${date.slice(0, 4)}`;
}

/** What was typed in lines, within a sentence. */
export const inSentence = (text: string): string =>
	text
		.split(/\s*\n\s*/)
		.filter((line) => line !== '')
		.join('; ');

export const listInReport = (items: readonly string[]): string => items.join(', ');

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

export const plain = (text: string): Run => ({ text });
export const bold = (text: string): Run => ({ text, bold: true });

/** A figure in a sentence or a cell. `text` where more than the bare value is printed, such as 8/17. */
export function figureRun(key: string, value: number | string | null, sources: Source[], text?: string): Run {
	const figure: Figure = { key, text: text ?? (value === null ? UNKNOWN : String(value)), value, sources };

	return { text: figure.text, figure };
}

/** In a table, for what nobody has reported. */
const UNKNOWN = '–';
