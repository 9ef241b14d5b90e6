/** What a change may hold, whatever its kind. The trade's deepest values, figures of an issued document, lie 12 levels deep in a change. */
export const VALUE_LIMITS = { depth: 16, fields: 2_000, keyLength: 200, textLength: 10_000 };

/** Half a surrogate pair, and the characters that XML has no way to write: no document could hold them. */
const UNSOUND = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

export const isSoundText = (text: string): boolean => text.search(UNSOUND) < 0;

/** The text without what is unsound in it. */
export const soundText = (text: string): string => text.replace(UNSOUND, '');

/** The value with all its texts sound. */
export function withSoundTexts<T>(value: T): T {
	if (typeof value === 'string') return soundText(value) as T;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(withSoundTexts) as T;

	return Object.fromEntries(
		Object.entries(value).map(([key, field]) => [key, withSoundTexts(field as unknown)])
	) as T;
}

/** Why a parsed JSON value cannot be kept by every browser, database and document it comes to; undefined when it can. Does not
 *  call itself: a value may be nested deeper than the stack. */
export function flawOf(value: unknown): string | undefined {
	const left: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
	let fields = 0;

	for (let next = left.pop(); next; next = left.pop()) {
		const { value: one, depth } = next;
		if (typeof one === 'string' && one.length > VALUE_LIMITS.textLength) return 'a text is too long';
		if (typeof one === 'string' && !isSoundText(one)) return 'a text holds what is no character';
		if (typeof one === 'number' && !Number.isFinite(one)) return 'a number is too large';
		if (typeof one !== 'object' || one === null) continue;
		if (depth >= VALUE_LIMITS.depth) return 'it is nested too deep';

		const keys = Array.isArray(one) ? [] : Object.keys(one);
		if (keys.some((key) => key.length > VALUE_LIMITS.keyLength || !isSoundText(key))) return 'a name is not sound';
		const inside: unknown[] = Object.values(one);
		fields += inside.length;
		if (fields > VALUE_LIMITS.fields) return 'it has too many fields';
		for (const each of inside) left.push({ value: each, depth: depth + 1 });
	}
	return undefined;
}
