import { describe, expect, test } from 'vitest';
import { COMMUNES, DISTRICT, PROVINCE, communeNamed } from '../../../../tests/support/trieu-son.ts';
import { kinds, type KindName } from '../records/kinds.ts';
import { schemas } from '../records/schemas.ts';
import { denialOf, unitsInScope } from './access.ts';
import { ROLES, readsBelow, worksForOffice, type Officer, type Role, type RoleRules } from './role.ts';

const UNITS = [PROVINCE, DISTRICT, ...COMMUNES];
const minhChau = communeNamed('Minh Châu');

const everyRegister = Object.keys(kinds).flatMap((kind) =>
	[...Object.keys(schemas[kind as KindName]), 'life'].map((register) => [kind as KindName, register] as const)
);

function written(officer: Officer): string[] {
	return everyRegister
		.filter(([kind, register]) => {
			const unit = kinds[kind].scope === 'district' ? DISTRICT : minhChau;
			const begun = { value: { asks: 'commune' }, prev: null };
			const set = { statement: begun, [register]: begun };
			const write = { unit, kind, register, record: undefined, set, isOffice: () => false };
			return denialOf(officer, write) === undefined;
		})
		.map(([kind, register]) => `${kind}.${register}`);
}

/** A person of a role whose row is empty, or who has a role of a later version. */
const stranger = { id: 'moi', role: 'department' as Role, units: UNITS.map(({ id }) => id) };

describe('a role that the table does not know', () => {
	test('reads nothing', () => {
		expect(unitsInScope(stranger, UNITS)).toEqual([]);
		expect(readsBelow(stranger)).toBe(false);
	});

	test('writes nothing', () => {
		expect(written(stranger)).toEqual([]);
		expect(worksForOffice(stranger)).toBe(false);
	});
});

test('a role with nothing but a page to start on reads and writes nothing', () => {
	const rules = ROLES as { [role: string]: RoleRules };
	rules['department'] = { home: '/district' };
	try {
		expect(unitsInScope(stranger, UNITS)).toEqual([]);
		expect(written(stranger)).toEqual([]);
	} finally {
		delete rules['department'];
	}
});

describe.each(Object.keys(ROLES) as Role[])('the role %s', (role) => {
	const rules: RoleRules = ROLES[role];
	const officer: Officer = {
		id: 'ai-do',
		role,
		units: [rules.reads?.units === 'attached' ? minhChau.id : DISTRICT.id]
	};

	test('writes each register that its row names, and no other', () => {
		const named = everyRegister.filter(([kind, register]) => {
			const registers: 'all' | readonly string[] = rules.writes?.[kind] ?? [];
			const isServers = (kinds[kind] as { byServer?: readonly string[] }).byServer?.includes(register) ?? false;
			return !isServers && (registers === 'all' || registers.includes(register));
		});

		expect(written(officer)).toEqual(named.map(([kind, register]) => `${kind}.${register}`));
	});
});
