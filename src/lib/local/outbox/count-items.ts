import { recordKeyText, type Change } from '#lib/domain/changes/change.ts';
import { itemKeys } from '#lib/domain/photos/item-keys.ts';

/** The records that changes belong to, by the text of their keys: what people call "mục". */
export const itemsOf = (changes: readonly Change[]): ReadonlySet<string> =>
	new Set(itemKeys(changes).map(recordKeyText));

/** How many of them wait. */
export const countItems = (changes: readonly Change[]): number => itemsOf(changes).size;
