import { createContext } from 'svelte';
import type { NamedFrom } from './value-names.ts';

/** From what ids get their names on the page that is open; asked for anew each time, since what the device holds changes.
 *  The words themselves come with the forms that need them, not with the first page. */
export const [getNamedFrom, provideNamedFrom] = createContext<() => NamedFrom>();
