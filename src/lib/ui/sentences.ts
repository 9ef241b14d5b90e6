import { getLocale } from '#lib/i18n/generated/runtime.js';

/** What is known of something as sentences; parts that are missing are left out, and so is a sentence without parts. */
export function sentences(...groups: (string | null)[][]): string {
	return groups
		.map((parts) => parts.filter((part) => part !== null && part !== '').join(', '))
		.filter((sentence) => sentence !== '')
		.map((sentence) => closed(capitalised(sentence.trim())))
		.join(' ');
}

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase(getLocale()) + text.slice(1);

const closed = (text: string): string => (/[.?…:;]$/.test(text) ? text : `${text}.`);
