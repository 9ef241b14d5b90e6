import type { RegisterValue, SyncRecord } from '../changes/change.ts';
import { BARE_SET } from '../criteria/criteria-set.ts';
import type { TradeDate } from '../dates.ts';
import { checkOddities, type CheckOddity } from './check/oddities.ts';
import type { Measurement } from './check/schema.ts';
import { isKnownKind, kindOf, type Value } from './kinds.ts';
import { ownDate } from './own-date.ts';

export type Oddity = 'part-over-whole' | 'negative' | 'future-date' | CheckOddity;

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

/** What a value is of, where that tells what is odd about it: the subject of a check. */
export const subjectIn = (set: ChangeSet, record: Pick<SyncRecord, 'registers'> | undefined): RegisterValue =>
	(set['subject'] ?? record?.registers['subject'])?.value ?? null;

type ChangeSet = { [register: string]: { value: RegisterValue } };

/** What is merely odd about a value: taken all the same, and flagged for whoever reads it. */
export function oddities(
	{ kind, register, subject = null }: { kind: string; register: string; subject?: RegisterValue },
	value: RegisterValue,
	today: TradeDate
): Oddity[] {
	if (value === null || !isKnownKind(kind) || kindOf(kind)?.byServer?.includes(register)) return [];

	// A briefing is planned for a day to come.
	const isPlan = kind === 'briefing' && register === 'meeting';
	const found = new Set<Oddity>();
	for (const group of [value, ...groupsIn(value)]) {
		if (isOver(group)) found.add('part-over-whole');
		if (AMOUNTS.some((field) => isNegative(group[field]))) found.add('negative');
		if (!isPlan && (ownDate(group) ?? today) > today) found.add('future-date');
	}
	const ofCheck = kind === 'check' && register === 'measurement' ? checkOdditiesOf(value, subject) : [];

	return [...found, ...ofCheck];
}

function checkOdditiesOf(value: NonNullable<RegisterValue>, subject: RegisterValue): CheckOddity[] {
	const { set, indicator } = (subject ?? {}) as Partial<Value<'check', 'subject'>>;

	return checkOddities(value as Partial<Measurement>, { set: set ?? BARE_SET, indicator: String(indicator) });
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
