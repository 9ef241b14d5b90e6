/** Spaces, and signs that no screen shows, such as the zero-width space that pasted text begins with. */
const BLANK = /[\s\p{Cf}]/u;

/** Text as it is stored: composed letters, and nothing at its ends that cannot be seen. */
export function tidyText(text: string): string {
	const composed = text.normalize('NFC');
	let [from, to] = [0, composed.length];
	while (from < to && BLANK.test(composed[from]!)) from += 1;
	while (to > from && BLANK.test(composed[to - 1]!)) to -= 1;

	return composed.slice(from, to);
}
