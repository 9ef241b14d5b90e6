import { createContext } from 'svelte';
import type { ValueNames } from './value-names.ts';

/** What ids are called on the page that is open; asked for anew each time, since what the device holds changes. */
export const [getValueNames, provideValueNames] = createContext<() => ValueNames>();
