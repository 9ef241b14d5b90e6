/** No text of a change may be longer; forms stop at the same number. */
export const TEXT_LIMIT = 10_000;
