/** A name as it is kept: phones begin with a capital and end with a space. */
export const tidyUsername = (typed: string): string => typed.normalize('NFC').trim().toLowerCase();

/** Names are plain letters, figures, dots and underscores; anything else comes from a Vietnamese keyboard (Telex turns
 *  "minhchaau" into "minhchâu") or from a slip. */
export const isPlainUsername = (name: string): boolean => /^[a-z0-9._-]+$/.test(name);
