import { getLocale } from '#lib/i18n/generated/runtime.js';

type Part = string | null | undefined;

/** What is known of something as sentences; parts that are missing are left out, and so is a sentence without parts. */
export function sentences(...groups: Part[][]): string {
	return groups
		.map((parts) => joinParts(parts))
		.filter((sentence) => sentence !== '')
		.map((sentence) => closed(capitalised(sentence)))
		.join(' ');
}

/** The parts that are there in one line, with commas between them. One that somebody typed with a full stop ends its sentence. */
export function joinParts(parts: readonly Part[]): string {
	const [first = '', ...more] = parts.map((part) => part?.trim() ?? '').filter((part) => part !== '');

	return more.reduce(
		(line, part) => (IS_CLOSED.test(line) ? `${line} ${capitalised(part)}` : `${line}, ${part}`),
		first
	);
}

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase(getLocale()) + text.slice(1);

const IS_CLOSED = /[.?…:;]$/;

const closed = (text: string): string => (IS_CLOSED.test(text) ? text : `${text}.`);
