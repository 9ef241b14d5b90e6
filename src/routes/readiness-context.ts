import { createContext } from 'svelte';
import type { Readiness } from '#lib/local/app/readiness.svelte.ts';

export const [getReadiness, setReadiness] = createContext<Readiness>();
