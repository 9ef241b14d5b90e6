import { VALUE_LIMITS } from '../changes/sound-json.ts';

/** No text of a change may be longer; forms stop at the same number. */
export const TEXT_LIMIT = VALUE_LIMITS.textLength;
