/** JSON in which the order of an object's fields does not matter: equal values come out as the same text. */
export const canonicalText = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => inOrder(part));

function inOrder(part: unknown): unknown {
	if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
	return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
}
