/** Letters without marks, lower case, `đ` as `d`: "Môi trường" and "moi truong" become the same. */
export function foldMarks(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

/** A name with what people call it in the village, to be searched together. */
export const textOf = (no: number | string, name: string, synonyms: { [no: string]: readonly string[] }): string =>
	[name, ...(synonyms[no] ?? [])].join(' ');

/** True when every word typed begins a word of the text, marks aside. */
export function matchesSearch(text: string, typed: string): boolean {
	const words = foldMarks(text).split(/[^\p{L}\p{N}.]+/u);

	return foldMarks(typed)
		.split(/\s+/)
		.filter((word) => word !== '')
		.every((wanted) => words.some((word) => word.startsWith(wanted)));
}
