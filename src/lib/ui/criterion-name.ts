import { keepCompounds } from './compounds.ts';

/** A name of the set of criteria as it is printed: a dash between parts, compounds kept together. */
export const criterionName = (name: string): string => keepCompounds(name.replaceAll(' - ', ' – '));
