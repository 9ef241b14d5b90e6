import { describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import type { RegisterValue } from '#lib/domain/changes/change.ts';
import { findIndicator } from '#lib/domain/criteria/criteria-set.ts';
import { groundOf } from '#lib/domain/criteria/threshold.ts';
import { kindOf, type KindName } from '#lib/domain/records/kinds.ts';
import { schemaOf, schemas } from '#lib/domain/records/schemas.ts';
import { communeNamed, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { registerParts, registerWords } from './register-words.ts';
import type { ValueNames } from './value-names.ts';

/** Two values of every leaf: the first two of these that its schema takes. */
const CANDIDATES: unknown[] = [
	...['Chữ một', 'Chữ hai', '2018-10-24', '2018-11-05', '2018-10-24T07:32:00.000Z', '2018-11-05T01:15:00.000Z'],
	...['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002'],
	...['a'.repeat(64), 'b'.repeat(64), 6, 7, 2018, 2019, true, false, 'vn-commune-2021:6', '14', '14.3']
];

interface Def {
	type: string;
	shape?: { [field: string]: z.ZodMiniType };
	innerType?: z.ZodMiniType;
	element?: z.ZodMiniType;
	entries?: { [name: string]: string };
}

const defOf = (schema: z.ZodMiniType) => schema._zod.def as unknown as Def;

/** A value with every field there is. */
function fullOf(schema: z.ZodMiniType): unknown {
	const { type, shape, innerType, element } = defOf(schema);
	if (type === 'object')
		return Object.fromEntries(Object.entries(shape!).map(([field, inner]) => [field, fullOf(inner)]));
	if (type === 'optional' || type === 'nullable') return fullOf(innerType!);
	if (type === 'array') return [fullOf(element!)];

	return leavesOf(schema)[0];
}

/** Values that differ from the full one in exactly one field, each with the name of that field. */
function variantsOf(schema: z.ZodMiniType, full: unknown): { at: string; value: unknown }[] {
	const { type, shape, innerType, element } = defOf(schema);
	if (type === 'object')
		return Object.entries(shape!).flatMap(([field, inner]) => {
			const whole = full as { [field: string]: unknown };
			return variantsOf(inner, whole[field]).map(({ at, value }) => {
				const { [field]: _, ...rest } = whole;
				return { at: `${field}${at}`, value: value === undefined ? rest : { ...whole, [field]: value } };
			});
		});
	if (type === 'optional') return [{ at: ' left out', value: undefined }, ...variantsOf(innerType!, full)];
	if (type === 'nullable') return [{ at: ' null', value: null }, ...variantsOf(innerType!, full)];
	if (type === 'array') {
		const items = full as unknown[];
		return [
			{ at: ' empty', value: [] },
			...variantsOf(element!, items[0]).map(({ at, value }) => ({ at: `.${at}`, value: [value] }))
		];
	}
	return leavesOf(schema)
		.slice(1, type === 'enum' ? undefined : 2)
		.map((value) => ({ at: '', value }));
}

function leavesOf(schema: z.ZodMiniType): unknown[] {
	const { type, entries } = defOf(schema);

	return type === 'enum' ? Object.values(entries!) : CANDIDATES.filter((one) => schema.safeParse(one).success);
}

const set = REFERENCE.criteriaSets[0]!;
/** What each id is called: another name for each, without the id. */
const nameOf = (id: string) => `Tên ${[...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7)}`;
const names: ValueNames = {
	...{ person: nameOf, department: nameOf, unit: nameOf, village: nameOf, content: nameOf, criteriaSet: nameOf },
	record: (kind, id) => nameOf(`${kind}/${id}`),
	check: {
		indicator: findIndicator(set, '17.1')!,
		groundOf: (year) => groundOf(communeNamed('Minh Châu'), year, REFERENCE)
	}
};

/** Registers of which two values never stand beside each other: written once, or by the server alone. */
const isAlone = (kind: string, register: string): boolean => {
	const { once = [], byServer = [] } = kindOf(kind) ?? {};
	return once.includes(register) || byServer.includes(register);
};

const ENTRIES = [
	['profile', 'village:thon-1'],
	['visit', 'post:00112233445566ff'],
	['visit', 'criterion:6']
] as const;

const REGISTERS = [
	...(Object.keys(schemas) as KindName[]).flatMap((kind) =>
		Object.keys(schemas[kind]).map((register) => [kind, register] as const)
	),
	...ENTRIES,
	['task', 'life'] as const
].filter(([kind, register]) => !isAlone(kind, register));

/** What names nothing that anybody could be shown: the id of a village in the list as it once began. */
const UNSAID = ['profile.villages: items.id'];

const withoutNullable = (schema: z.ZodMiniType): z.ZodMiniType =>
	defOf(schema).type === 'nullable' ? defOf(schema).innerType! : schema;

describe.each(REGISTERS)('two values of %s.%s', (kind, register) => {
	const schema = withoutNullable(schemaOf(kind, register)!);
	const full = fullOf(schema) as RegisterValue;
	const say = (value: unknown) => registerWords(kind, register, value as RegisterValue, names);
	const variants = variantsOf(schema, full).filter(({ at }) => !UNSAID.includes(`${kind}.${register}: ${at}`));

	test('that differ in one field are said in different words', () => {
		expect(schema.safeParse(full).success).toBe(true);
		for (const { at, value } of variants) {
			expect(schema.safeParse(value).success || at.includes('left out') || at.endsWith(' empty'), at).toBe(true);
			expect(say(value), `${at}: ${say(full)}`).not.toBe(say(full));
		}
		expect(say(null)).not.toBe(say(full));
	});

	test('show what differs part by part, and the rest alike', () => {
		const parts = (value: unknown) =>
			registerParts(kind, register, value as RegisterValue, names).map(({ field, text }) => `${field}: ${text}`);
		for (const { value } of variants) {
			const whole = new Set(parts(full));
			const other = parts(value);
			expect(other.filter((part) => !whole.has(part)).length).toBeLessThanOrEqual(1);
		}
	});

	test('have no id and no raw time', () => {
		for (const value of [full, ...variants.map((variant) => variant.value)])
			expect(say(value)).not.toMatch(
				/\d{4}-\d{2}-\d{2}|T\d{2}:\d{2}|[0-9a-f]{8}-[0-9a-f]{4}|undefined|null|object/
			);
	});
});

test('a field of a later version is said too', () => {
	const words = (value: RegisterValue) => registerWords('dossier', 'plan', value, names);
	expect(words({ expectedOn: '2018-11-30', weather: 'mưa' })).toBe('Dự kiến xong 30/11/2018, mưa');
	expect(registerWords('later', 'something', { on: '2018-11-02', words: 'Mới' }, names)).toBe('02/11/2018, Mới');
});
