/** Whether two JSON values are equal; the order of an object's fields does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) !== Array.isArray(b)) return false;

	const fieldsOfA = definedFields(a);
	const fieldsOfB = definedFields(b);
	return (
		fieldsOfA.length === fieldsOfB.length &&
		fieldsOfA.every((field) => sameValue(a[field as keyof typeof a], b[field as keyof typeof b]))
	);
}

const definedFields = (value: object) =>
	Object.keys(value).filter((field) => value[field as keyof typeof value] !== undefined);
