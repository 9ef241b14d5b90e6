import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { COMMUNES, DISTRICT, PROVINCE, communeNamed } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { schemas } from '../records/schemas.ts';
import { mayWrite, unitsInScope } from './access.ts';
import type { Officer, Role } from './role.ts';

const UNITS = [PROVINCE, DISTRICT, ...COMMUNES];
const minhChau = communeNamed('Minh Châu');
const officerOf = (role: Role, ...units: string[]): Officer => ({ id: `${role}-1`, role, units });
const commune = officerOf('commune_officer', minhChau.id);
const office = officerOf('district_office', DISTRICT.id);
const leader = officerOf('leader', DISTRICT.id);
const administrator = officerOf('administrator', PROVINCE.id);
const isOffice = (person: string) => person === office.id;

interface Attempt {
	kind: string;
	register: string;
	value?: { [field: string]: unknown } | null;
	record?: SyncRecord;
	unit?: typeof minhChau;
	judgedBy?: string;
}
function may(officer: Officer, { kind, register, value = {}, record, unit = minhChau, judgedBy }: Attempt): boolean {
	const set = { [register]: { value, prev: null } };
	return mayWrite(officer, { unit, kind, register, record, set, judgedBy, isOffice });
}

describe('who reads what', () => {
	const idsOf = (officer: Officer) => unitsInScope(officer, UNITS).map(({ id }) => id);

	test('an officer of a commune reads the commune', () => {
		expect(idsOf(commune)).toEqual([minhChau.id]);
	});

	test('the office and its leaders read the district and its 36 communes, not the province', () => {
		expect(idsOf(office)).toEqual([DISTRICT.id, ...COMMUNES.map(({ id }) => id)]);
		expect(idsOf(leader)).toEqual(idsOf(office));
	});

	test('a leader of the province reads everything below', () => {
		expect(idsOf(officerOf('leader', PROVINCE.id))).toHaveLength(UNITS.length);
	});

	test('an officer of a commune who was attached to the district by mistake reads no commune', () => {
		expect(idsOf(officerOf('commune_officer', DISTRICT.id))).toEqual([DISTRICT.id]);
	});

	test('an administrator reads no records', () => {
		expect(idsOf(administrator)).toEqual([]);
	});

	test('the office of one district reads no commune of another', () => {
		const elsewhere = { ...minhChau, id: '99999', parentId: '398' };
		expect(unitsInScope(office, [...UNITS, elsewhere]).map(({ id }) => id)).not.toContain('99999');
	});
});

describe('a commune writes', () => {
	test.each(['profile', 'check', 'visit', 'finding', 'remark', 'dossier', 'paper', 'tally', 'works'] as const)(
		'every register of its %s',
		(kind) => {
			for (const register of Object.keys(schemas[kind])) expect(may(commune, { kind, register })).toBe(true);
			expect(may(commune, { kind, register: 'life' })).toBe(true);
		}
	);

	test('its photos, but not which of them everybody may see', () => {
		const written = Object.keys(schemas.photo).filter((register) => may(commune, { kind: 'photo', register }));
		expect(written).toEqual(['file', 'caption']);
		expect(may(office, { kind: 'photo', register: 'shown' })).toBe(true);
	});

	test('what it sent and who inspected, but no confirmation', () => {
		const written = ['sent', 'inspected', 'confirmed', 'life'].filter((register) =>
			may(commune, { kind: 'appraisal', register })
		);
		expect(written).toEqual(['sent', 'inspected']);
	});

	test('no letter of a department, no target, no review and nothing of the district', () => {
		expect(may(commune, { kind: 'letter', register: 'content' })).toBe(false);
		expect(may(commune, { kind: 'target', register: 'registration' })).toBe(false);
		expect(may(commune, { kind: 'review', register: 'verdict' })).toBe(false);
		expect(may(commune, { kind: 'briefing', register: 'meeting', unit: DISTRICT })).toBe(false);
		expect(may(commune, { kind: 'check', register: 'measurement', unit: DISTRICT })).toBe(false);
	});

	test('an obstacle, and its answer only when the commune itself is asked', () => {
		const asked = (asks: 'commune' | 'district') =>
			recordOf('obstacle', { statement: { title: 'x', raisedOn: '2018-10-21', asks } });
		const answer = { kind: 'obstacle', register: 'answer', value: { state: 'resolved', on: '2018-11-05' } };

		expect(may(commune, { kind: 'obstacle', register: 'statement' })).toBe(true);
		expect(may(commune, { ...answer, record: asked('commune') })).toBe(true);
		expect(may(commune, { ...answer, record: asked('district') })).toBe(false);
		expect(may(commune, answer)).toBe(false);
	});

	test('an answer together with the statement that asks the commune', () => {
		const set = {
			statement: { value: { title: 'x', raisedOn: '2018-10-21', asks: 'commune' }, prev: null },
			answer: { value: { state: 'open', on: '2018-10-21' }, prev: null }
		};
		const write = { unit: minhChau, kind: 'obstacle', register: 'answer', record: undefined, set, isOffice };
		expect(mayWrite(commune, write)).toBe(true);
	});

	test("its own tasks, and how far anybody's is", () => {
		const task = (by: string) =>
			recordOf('task', { assignment: { title: 'x', assignee: 'x', dueOn: '2018-11-09' } }, { by });
		expect(may(commune, { kind: 'task', register: 'assignment' })).toBe(true);
		expect(may(commune, { kind: 'task', register: 'assignment', record: task(commune.id) })).toBe(true);
		expect(may(commune, { kind: 'task', register: 'assignment', record: task(office.id) })).toBe(false);
		expect(may(commune, { kind: 'task', register: 'life', record: task(office.id) })).toBe(false);
		expect(may(commune, { kind: 'task', register: 'progress', record: task(office.id) })).toBe(true);
	});

	test('which side of a conflict is right', () => {
		expect(may(commune, { kind: 'conflict', register: 'settled' })).toBe(true);
		expect(may(commune, { kind: 'conflict', register: 'life' })).toBe(false);
	});
});

describe('the office writes', () => {
	test('letters, targets, answers, briefings and all that communes write', () => {
		for (const [kind, register] of [
			['appraisal', 'confirmed'],
			['letter', 'content'],
			['target', 'registration'],
			['obstacle', 'answer'],
			['check', 'measurement']
		] as const) {
			expect(may(office, { kind, register })).toBe(true);
		}
		expect(may(office, { kind: 'briefing', register: 'meeting', unit: DISTRICT })).toBe(true);
	});

	test('a review of what somebody else recorded, never of its own, and voids none', () => {
		expect(may(office, { kind: 'review', register: 'verdict', judgedBy: commune.id })).toBe(true);
		expect(may(office, { kind: 'review', register: 'verdict', judgedBy: office.id })).toBe(false);
		expect(may(office, { kind: 'review', register: 'life' })).toBe(false);
	});
});

describe('nobody else writes', () => {
	test('leaders and administrators change no record', () => {
		for (const officer of [leader, administrator]) {
			expect(may(officer, { kind: 'check', register: 'measurement' })).toBe(false);
			expect(may(officer, { kind: 'review', register: 'verdict' })).toBe(false);
		}
	});

	test('the server alone says that a photo is stored or that two edits clash', () => {
		const attempts = [
			{ kind: 'photo', register: 'stored' },
			{ kind: 'conflict', register: 'clash' }
		];
		for (const attempt of attempts) {
			expect([commune, office, leader].map((officer) => may(officer, attempt))).toEqual([false, false, false]);
			expect(may({ ...office, id: 'server' }, attempt)).toBe(true);
		}
	});
});
