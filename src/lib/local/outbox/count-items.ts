import { recordKeyText, type Change } from '#lib/domain/changes/change.ts';
import { itemKeys } from '#lib/domain/photos/item-keys.ts';

/** How many records wait: what people call "mục". */
export const countItems = (changes: readonly Change[]): number => new Set(itemKeys(changes).map(recordKeyText)).size;
