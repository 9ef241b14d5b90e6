/** Signs that no screen shows and pasted text brings along: zero-width spaces, marks of direction, soft hyphens. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Letters without marks, lower case, `đ` as `d`: "Môi trường" and "moi truong" become the same. Old fonts write Ð for Đ. */
export function foldMarks(text: string): string {
	return text.normalize('NFKD').replace(INVISIBLE, '').replace(/\p{M}/gu, '').toLowerCase().replaceAll(/[đð]/g, 'd');
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

/** Whether two names are read as one: case, how letters are composed, spaces and what cannot be seen aside. Marks count. */
export const isSameName = (a: string, b: string): boolean => asRead(a) === asRead(b);

const asRead = (name: string): string =>
	name.normalize('NFKC').replace(INVISIBLE, '').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('vi');
