/** Whether two JSON values are equal; the order of an object's fields does not matter. Does not call itself: what an earlier
 *  server has stored may be nested deeper than the stack. */
export function sameValue(one: unknown, other: unknown): boolean {
	const left: [unknown, unknown][] = [[one, other]];

	for (let next = left.pop(); next; next = left.pop()) {
		const [a, b] = next;
		if (a === b) continue;
		if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
		if (Array.isArray(a) !== Array.isArray(b)) return false;

		const fieldsOfA = definedFields(a);
		if (fieldsOfA.length !== definedFields(b).length) return false;
		for (const field of fieldsOfA) left.push([a[field as keyof typeof a], b[field as keyof typeof b]]);
	}
	return true;
}

const definedFields = (value: object) =>
	Object.keys(value).filter((field) => value[field as keyof typeof value] !== undefined);
