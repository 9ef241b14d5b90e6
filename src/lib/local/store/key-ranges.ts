/** Keys of records begin with their unit and kind. In IndexedDB's order an array comes after every text, and a shorter array
 *  before the longer ones that begin like it: these are the bounds of all keys that begin so. */
export const allBelow = (beginning: readonly string[]): [string[], (string | never[])[]] => [
	[...beginning],
	[...beginning, []]
];
