import { describe, expect, test } from 'vitest';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { follow, isSame } from './follow.ts';

const REGISTERS = { state: 'state', on: 'state', owner: 'plan', photos: null };
type Fields = { state: string; on: string; owner: string; photos: string[] };

const SHOWN: Fields = { state: 'preparing', on: '2018-11-01', owner: 'Ông An', photos: [] };

/** A dossier as it stands, each register written by a change of a device. */
function dossier(state: [change: string, device?: string], plan: [change: string, device?: string]): SyncRecord {
	const register = ([change, device = 'phone-of']: typeof state, value: object) => ({
		value: { ...value },
		stamp: `0jo1a0000000.${device}`,
		change,
		by: 'nam'
	});
	return {
		...{ unitId: '15697', kind: 'dossier', id: 'dossier:9', seq: 1 },
		registers: { state: register(state, {}), plan: register(plan, {}) }
	};
}

function look({
	typed = {},
	now = {},
	record
}: {
	typed?: Partial<Fields>;
	now?: Partial<Fields>;
	record: SyncRecord;
}) {
	const found = follow<Fields>({
		registers: REGISTERS,
		shown: SHOWN,
		typed: { ...SHOWN, ...typed },
		now: { ...SHOWN, ...now },
		seen: { state: 'a', plan: 'b' },
		record,
		deviceId: 'my-phone'
	});
	const names = (of: { register: string }[]) => of.map(({ register }) => register);
	return { ...found, rivals: names(found.rivals), followed: names(found.followed), told: names(found.told) };
}

describe('while a form is open', () => {
	test('nothing has come: nothing is followed', () => {
		expect(look({ record: dossier(['a'], ['b']) })).toEqual({ rivals: [], followed: [], stale: [], told: [] });
	});

	test('where nothing is typed it shows what somebody else wrote, and says so', () => {
		expect(look({ record: dossier(['a'], ['c']), now: { owner: 'Lê Văn C' } })).toEqual({
			rivals: [],
			followed: ['plan'],
			stale: ['owner'],
			told: ['plan']
		});
	});

	test('where something is typed, another’s value waits for a choice, and nothing of that register is taken over', () => {
		expect(
			look({
				record: dossier(['c'], ['b']),
				typed: { state: 'complete' },
				now: { state: 'preparing', on: '2018-11-05' }
			})
		).toEqual({ rivals: ['state'], followed: [], stale: [], told: [] });
	});

	test('a choice in one register keeps the other ones from nothing', () => {
		const { rivals, stale } = look({
			record: dossier(['c'], ['d']),
			typed: { owner: 'Bà Hoa' },
			now: { owner: 'Lê Văn C', state: 'complete' }
		});
		expect({ rivals, stale }).toEqual({ rivals: ['plan'], stale: ['state'] });
	});

	test('who wrote the same as is typed is no rival', () => {
		const { rivals, followed } = look({
			record: dossier(['a'], ['c']),
			typed: { owner: 'Lê Văn C' },
			now: { owner: 'Lê Văn C' }
		});
		expect({ rivals, followed }).toEqual({ rivals: [], followed: ['plan'] });
	});

	test('what this device wrote itself is seen as it stands, and nobody is told of it', () => {
		expect(
			look({
				record: dossier(['a'], ['c', 'my-phone']),
				typed: { owner: 'Bà Hoa' },
				now: { owner: 'Ông Bình' }
			})
		).toMatchObject({ rivals: [], followed: ['plan'], told: [] });
	});

	test('a field that is in no register follows by itself', () => {
		expect(look({ record: dossier(['a'], ['b']), now: { photos: ['one'] } })).toMatchObject({ stale: ['photos'] });
	});
});

test('values are compared as they are stored', () => {
	expect([isSame({ a: undefined }, {}), isSame([1], ['1'])]).toEqual([true, false]);
});
