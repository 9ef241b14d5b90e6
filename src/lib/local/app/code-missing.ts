/** What the browsers say of a script that could not be fetched: Chromium, Firefox, Safari. None of them gives it a name. */
const SAID = [
	/^Failed to fetch dynamically imported module/,
	/^error loading dynamically imported module/,
	/^Importing a module script failed/,
	/^Unable to preload CSS/
];

/** Whether a part of the program has not come down to this device and could not be fetched now. */
export const isCodeMissing = (error: unknown): boolean =>
	error instanceof Error && SAID.some((words) => words.test(error.message));
