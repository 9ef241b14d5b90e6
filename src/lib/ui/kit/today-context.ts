import { getContext, setContext } from 'svelte';
import type { TradeDate } from '#lib/domain/dates.ts';

type Today = () => TradeDate;

const TODAY = Symbol('today');

/** Below a page that knows it. */
export const provideToday = (today: Today): Today => setContext(TODAY, today);

/** Undefined where nobody said which day it is. */
export const findToday = (): Today | undefined => getContext<Today | undefined>(TODAY);
