import type { RegisterValue } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import { isKnownKind, kindOf } from './kinds.ts';
import { ownDate } from './own-date.ts';

export type Oddity = 'part-over-whole' | 'negative' | 'future-date';

/** Figures that count or measure something, in whatever register they stand. */
const AMOUNTS = [
	'value',
	'part',
	'whole',
	'complete',
	'sent',
	'inspected',
	'asked',
	'satisfied',
	'households',
	'people',
	'percent'
];

/** What is merely odd about a value: taken all the same, and flagged for whoever reads it. */
export function oddities(kind: string, register: string, value: RegisterValue, today: TradeDate): Oddity[] {
	if (value === null || !isKnownKind(kind) || kindOf(kind)?.byServer?.includes(register)) return [];

	// A briefing is planned for a day to come.
	const isPlan = kind === 'briefing' && register === 'meeting';
	const found = new Set<Oddity>();
	for (const group of [value, ...groupsIn(value)]) {
		if (isOver(group)) found.add('part-over-whole');
		if (AMOUNTS.some((field) => isNegative(group[field]))) found.add('negative');
		if (!isPlan && (ownDate(group) ?? today) > today) found.add('future-date');
	}
	return [...found];
}

/** The objects in the value's lists, such as second figures and earlier years. */
function groupsIn(value: NonNullable<RegisterValue>): NonNullable<RegisterValue>[] {
	return Object.values(value)
		.filter((field) => Array.isArray(field))
		.flatMap((list: unknown[]) => list.filter((item): item is NonNullable<RegisterValue> => isGroup(item)));
}

const isGroup = (item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item);

const isOver = ({ part, whole }: NonNullable<RegisterValue>) =>
	typeof part === 'number' && typeof whole === 'number' && part > whole;

const isNegative = (amount: unknown) => typeof amount === 'number' && amount < 0;
