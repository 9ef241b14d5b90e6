import { tidyText } from '#lib/domain/tidy-text.ts';

/** A name as it is kept: phones begin with a capital and end with a space, and pasted text begins with what cannot be seen. */
export const tidyUsername = (typed: string): string => tidyText(typed).toLowerCase();

/** Names are plain letters, figures, dots and underscores; anything else comes from a Vietnamese keyboard (Telex turns
 *  "minhchaau" into "minhchâu") or from a slip. */
export const isPlainUsername = (name: string): boolean => /^[a-z0-9._-]+$/.test(name);
