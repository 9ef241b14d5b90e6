import { criterionInSet } from '#lib/domain/criteria/criterion-ref.ts';
import { BARE_SET } from '#lib/domain/criteria/criteria-set.ts';
import { dateOfInstant, isTradeDate, timeOfInstant } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDate, formatExact } from '../format.ts';
import { joinParts } from '../sentences.ts';
import type { ValueNames } from './value-names.ts';

export type Fields = { [field: string]: unknown };

/** A field of a value in words; empty where it says nothing. */
export type Tell = (value: unknown, names: ValueNames) => string;

type Labelled = (inputs: { text: string }) => string;
type OfDay = (inputs: { day: string }) => string;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** What is not a day is no day's fault: it stands as it was written. */
const dayOf = (value: unknown): string =>
	typeof value === 'string' && isTradeDate(value) ? formatDate(value) : textOf(value);

export const momentOf = (value: unknown): string => {
	const ms = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(ms) ? '' : `${timeOfInstant(ms)} ${formatDate(dateOfInstant(ms))}`;
};

export const words: Tell = (value) => textOf(value);

export const labelled =
	(label: Labelled): Tell =>
	(value) => {
		const text = textOf(value);
		return text === '' ? '' : label({ text });
	};

/** `none`: what it means that there is no day. */
export const day =
	(label: OfDay, none: () => string = () => ''): Tell =>
	(value) =>
		value === null ? none() : label({ day: dayOf(value) });

export const moment =
	(label: Labelled): Tell =>
	(value) =>
		label({ text: momentOf(value) });

/** A null is a figure nobody has. */
export const number =
	(label: Labelled): Tell =>
	(value) =>
		label({ text: typeof value === 'number' ? formatExact(value) : m.value_unknown() });

/** Years are no amounts: they have no point. */
export const year =
	(label: Labelled): Tell =>
	(value) =>
		label({ text: String(value) });

/** One of a few; a word of a later version stands as it is. */
export const choice =
	(choices: { [value: string]: () => string }): Tell =>
	(value) =>
		choices[String(value)]?.() ?? textOf(value);

export const yes =
	(label: () => string, no: () => string = () => ''): Tell =>
	(value) =>
		value === true ? label() : no();

export const named =
	(name: (names: ValueNames, id: string) => string, label: Labelled = ({ text }) => text): Tell =>
	(value, names) =>
		typeof value === 'string' && value !== '' ? label({ text: name(names, value) }) : '';

/** `6`, or `vn-commune-2021:6` of another set. */
export const criterion: Tell = (value, names) => {
	const own = criterionInSet(value as number | string, BARE_SET);
	if (own !== undefined) return m.value_of_criterion({ n: own });
	const [set = '', n = ''] = String(value).split(':');

	return m.value_of_criterion_in({ n, set: names.criteriaSet(set) });
};

export const list =
	(tell: Tell, label: Labelled): Tell =>
	(value, names) => {
		const texts = Array.isArray(value) ? value.map((item) => tell(item, names)).filter((text) => text !== '') : [];
		return label({ text: texts.length > 0 ? texts.join('; ') : m.value_none() });
	};

/** A group inside a value. */
export const group =
	(telling: { [field: string]: Tell }, label: Labelled = ({ text }) => text): Tell =>
	(value, names) =>
		isFields(value) ? label({ text: joinParts(tellAll(telling, value, names)) }) : '';

/** The record that something follows from. */
export const source: Tell = (value, names) =>
	isFields(value) ? m.value_from({ text: names.record(textOf(value['kind']), textOf(value['id'])) }) : '';

const tellAll = (telling: { [field: string]: Tell }, value: Fields, names: ValueNames): string[] =>
	Object.entries(telling)
		.filter(([field]) => value[field] !== undefined)
		.map(([field, tell]) => tell(value[field], names))
		.filter((text) => text !== '');

/** What this version does not know of a value: words and figures as they are, days as days. */
export function unknown(value: unknown): string {
	if (typeof value === 'number') return formatExact(value);
	if (typeof value === 'string')
		return isTradeDate(value) ? formatDate(value) : value.includes('T') ? momentOf(value) || value : value;
	if (typeof value === 'boolean') return value ? m.value_true() : m.value_false();
	if (!isFields(value)) return '';

	return joinParts(Object.values(value).map((one) => unknown(one)));
}
