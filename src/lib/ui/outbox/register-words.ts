import type { RegisterValue } from '#lib/domain/changes/change.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import type { Place } from '#lib/domain/records/fields.ts';
import { isKnownKind } from '#lib/domain/records/kinds.ts';
import { findEntry } from '#lib/domain/records/lists.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { capitalised, joinParts } from '../sentences.ts';
import { formatExact } from '../format.ts';
import { coordinatesWords } from '../place/place-words.ts';
import { measurementParts } from './measurement-parts.ts';
import { TELLINGS } from './value-fields.ts';
import type { ValueNames } from './value-names.ts';
import { momentOf, unknown, type Fields, type Tell } from './value-tellers.ts';

/** One thing that a value says: what differs between two values is marked part by part. */
export interface Part {
	field: string;
	text: string;
}

/** A register's value, whole, part by part. Two values that differ in anything say something different. */
export function registerParts(kind: string, register: string, value: RegisterValue, names: ValueNames): Part[] {
	if (value === null) return [{ field: '', text: register === 'life' ? m.changes_revived() : m.value_nothing() }];
	if (register === 'life') return [{ field: '', text: m.value_voided({ reason: String(value['reason']) }) }];

	const entry = findEntry(kind, register);
	const own = entry && ENTRIES[entry.list.name]?.(entry.id, value, names);
	const parts = own === undefined ? tell(kind, register, { value, names }) : [{ field: '', text: own }];

	return parts.length > 0 ? parts : [{ field: '', text: m.value_nothing() }];
}

/** The same in one line: "7/8 thôn (87,5%), Chưa đạt, ngày 24/10/2018". */
export const registerWords = (kind: string, register: string, value: RegisterValue, names: ValueNames): string =>
	capitalised(joinParts(registerParts(kind, register, value, names).map(({ text }) => text)));

interface Told {
	value: Fields;
	names: ValueNames;
}

function tell(kind: string, register: string, told: Told): Part[] {
	const { value, names } = told;
	const tellings: { [register: string]: { [field: string]: Tell } } = isKnownKind(kind) ? TELLINGS[kind] : {};
	const telling = tellings[register] ?? {};
	const special = SPECIAL[`${kind}.${register}`];
	const { parts: first, fields } = special?.(told) ?? { parts: [], fields: [] };
	const known = Object.entries(telling)
		.filter(([field]) => value[field] !== undefined)
		.map(([field, say]): Part => ({ field, text: say(value[field], names) }));
	const others = Object.keys(value)
		.filter((field) => !(field in telling) && !fields.includes(field))
		.map((field): Part => ({ field, text: unknown(value[field]) }));

	return [...first, ...known, ...others].filter(({ text }) => text !== '');
}

/** What several fields say together. */
interface Together {
	parts: Part[];
	fields: string[];
}

const FIGURES = ['value', 'part', 'whole', 'more'];

const SPECIAL: { [place: string]: (told: Told) => Together } = {
	'check.measurement': ({ value, names }) => ({
		parts: measurementParts(value as Partial<Measurement>, names),
		fields: FIGURES
	}),
	'check.place': placeParts,
	'visit.place': placeParts,
	'task.assignment': ({ value, names }) => ({ parts: reopenParts(value['reopen'], names), fields: ['reopen'] })
};

function placeParts({ value }: Told): Together {
	const { lat, lon, accuracyM, at } = value as Partial<Place>;
	const isPlace = typeof lat === 'number' && typeof lon === 'number';

	return {
		parts: [
			...(isPlace ? [{ field: 'at', text: coordinatesWords({ lat, lon }) }] : []),
			...(accuracyM === undefined
				? []
				: [{ field: 'accuracyM', text: m.value_accuracy({ text: formatExact(accuracyM) }) }]),
			{ field: 'when', text: momentOf(at) }
		],
		fields: ['lat', 'lon', 'accuracyM', 'at']
	};
}

/** What is asked to stand instead of a verified value, and why. */
function reopenParts(reopen: unknown, names: ValueNames): Part[] {
	if (typeof reopen !== 'object' || reopen === null) return [];
	const { value, reason } = reopen as { value?: Fields; reason?: unknown };
	const wanted = value ? tell('check', 'measurement', { value, names }) : [];

	return [
		...wanted.map(({ field, text }): Part => ({ field: `reopen.${field}`, text: m.value_wanted({ text }) })),
		{ field: 'reopen.reason', text: typeof reason === 'string' ? m.value_reason({ text: reason }) : '' }
	];
}

/** Entries of lists: put on, or taken out. */
const ENTRIES: { [list: string]: (id: string, value: Fields, names: ValueNames) => string } = {
	village: (_, value) => {
		const name = String(value['name']);
		return isOut(value) ? m.value_village_out({ name }) : m.value_village({ name });
	},
	post: (_, value) => {
		const post = m.value_post_of({ post: String(value['post']), level: LEVELS[String(value['level'])]?.() ?? '' });
		return isOut(value) ? m.value_post_out({ post }) : m.value_post({ post });
	},
	criterion: (n, value) => (isOut(value) ? m.value_criterion_out({ n }) : m.value_criterion({ n }))
};

const LEVELS: { [level: string]: () => string } = {
	province: m.visit_level_province,
	district: m.visit_level_district,
	commune: m.visit_level_commune
};

const isOut = ({ out }: Fields): boolean => out === true;
