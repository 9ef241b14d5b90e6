import { describe, expect, test } from 'vitest';
import { nextId, recordOf } from '../../../../tests/support/records.ts';
import { communeNamed } from '../../../../tests/support/trieu-son.ts';
import type { Register, RegisterValue, SyncRecord } from '../changes/change.ts';
import { kinds, type KindName } from '../records/kinds.ts';
import { schemas } from '../records/schemas.ts';
import { denialOf, mayWrite, type Write } from './access.ts';
import type { Officer } from './role.ts';

const unit = communeNamed('Minh Châu');
const commune: Officer = { id: 'can-bo', role: 'commune_officer', units: [unit.id] };
const office: Officer = { id: 'van-phong', role: 'district_office', units: ['397'] };
const isOffice = (person: string) => person === office.id;

const KINDS = Object.keys(kinds).filter((kind) => kinds[kind as KindName].scope !== 'district') as KindName[];
/** An entry of each list is a register too. */
const ENTRIES: { [kind: string]: readonly string[] } = {
	profile: ['village:thon-3'],
	visit: ['post:0123456789abcdef', 'criterion:6']
};
const registersOf = (kind: KindName) => [...Object.keys(schemas[kind]), ...(ENTRIES[kind] ?? []), 'life'];
const everyRegister = KINDS.flatMap((kind) => registersOf(kind).map((register) => [kind, register] as const));

const VISIT = nextId();
/** What the rules look at inside a value. */
const VALUES: { [kind: string]: { [register: string]: RegisterValue } } = {
	obstacle: { statement: { asks: 'commune' } },
	task: { assignment: { assignee: commune.id } },
	remark: { text: { visit: VISIT } },
	conflict: { clash: { kind: 'dossier', register: 'state', winner: {}, loser: {} } }
};

/** A record of which each of these registers was written by somebody. */
function writtenBy(kind: KindName, by: { [register: string]: string }): SyncRecord {
	const registers = Object.entries(by).map(([register, person]): [string, Register] => [
		register,
		{ value: VALUES[kind]?.[register] ?? {}, stamp: '', change: nextId(), by: person }
	]);
	return { unitId: unit.id, kind, id: nextId(), seq: 1, registers: Object.fromEntries(registers) };
}

const allBy = (kind: KindName, person: string) =>
	writtenBy(kind, Object.fromEntries(Object.keys(schemas[kind]).map((register) => [register, person])));

const writing = (kind: KindName, register: string, write: Partial<Write> = {}): Write => ({
	...{ unit, kind, register, record: undefined, isOffice },
	set: { [register]: { value: VALUES[kind]?.[register] ?? {}, prev: null } },
	...write
});
const may = (kind: KindName, register: string, write: Partial<Write> = {}) =>
	mayWrite(commune, writing(kind, register, write));

/** The registers in which a commune goes on from what the office wrote; everything else stays the office's word. */
const GOES_ON: { [kind: string]: readonly string[] } = {
	profile: ['villages', 'population', 'village:thon-3'],
	remark: ['answer'],
	dossier: ['state', 'plan'],
	paper: ['state'],
	tally: ['dossiers', 'departments'],
	appraisal: ['sent', 'inspected'],
	obstacle: ['answer'],
	task: ['progress'],
	works: ['progress'],
	survey: ['result'],
	conflict: ['settled']
};

describe('in a record that the office wrote, a commune', () => {
	test.each(everyRegister)('of kind %s: writes %s only where it reports how far something is', (kind, register) => {
		const record = allBy(kind, office.id);

		expect(may(kind, register, { record })).toBe(GOES_ON[kind]?.includes(register) ?? false);
	});

	test.each(everyRegister)('of kind %s: leaves %s as it was when it is the only one written', (kind, register) => {
		const record = writtenBy(kind, { [register]: office.id });
		const isAnswer = GOES_ON[kind]?.includes(register) && !['obstacle', 'task'].includes(kind);
		const isTask = kind === 'task' && register === 'progress';

		expect(may(kind, register, { record })).toBe(isAnswer || isTask);
	});

	test.each(everyRegister)(
		"of kind %s: is told that %s is the office's when it could write one of its own",
		(kind, register) => {
			const record = allBy(kind, office.id);
			const isDenied =
				may(kind, register, { record: allBy(kind, commune.id) }) && !may(kind, register, { record });
			const denial = denialOf(commune, writing(kind, register, { record }));

			if (isDenied) expect(denial).toBe('of-office');
			else expect([undefined, 'role']).toContain(denial);
		}
	);
});

test.each(everyRegister)(
	'in a record of a commune, of kind %s, its people write %s as if the office had no hand in it',
	(kind, register) => {
		const begun = Object.entries({ ...VALUES[kind], [register]: VALUES[kind]?.[register] ?? {} });
		const set = Object.fromEntries(begun.map(([name, value]) => [name, { value, prev: null }]));

		expect(may(kind, register, { record: allBy(kind, commune.id) })).toBe(may(kind, register, { set }));
	}
);

test.each(everyRegister)('the office writes in what it wrote, of kind %s, the register %s', (kind, register) => {
	const isServers = (kinds[kind] as { byServer?: readonly string[] }).byServer?.includes(register) ?? false;
	const isReviewsLife = kind === 'review' && register === 'life';

	expect(mayWrite(office, writing(kind, register, { record: allBy(kind, office.id) }))).toBe(
		!isServers && !isReviewsLife
	);
});

describe('a record that both have written in', () => {
	const officesOpening = writtenBy('visit', { opening: office.id });
	const joint = writtenBy('visit', { opening: commune.id, attendance: office.id });

	test('keeps for each what is theirs, and is voided by the office', () => {
		expect(may('visit', 'opening', { record: joint })).toBe(true);
		expect(may('visit', 'conclusion', { record: joint })).toBe(true);
		expect(may('visit', 'attendance', { record: joint })).toBe(false);
		expect(may('visit', 'life', { record: joint })).toBe(false);
	});

	test('leaves nothing free to the commune where the office alone has begun it', () => {
		for (const register of ['attendance', 'conclusion', 'place', 'life'])
			expect(may('visit', register, { record: officesOpening })).toBe(false);
	});

	test('stays voided when the office voided it', () => {
		const record = writtenBy('check', { subject: commune.id, measurement: commune.id, life: office.id });

		expect(may('check', 'life', { record })).toBe(false);
		expect(may('check', 'measurement', { record })).toBe(true);
	});

	test('is not voided by the commune through the visit that it is a part of', () => {
		const visit = allBy('visit', commune.id);

		expect(may('visit', 'life', { record: visit, parts: [allBy('finding', commune.id)] })).toBe(true);
		expect(may('visit', 'life', { record: visit, parts: [allBy('remark', office.id)] })).toBe(false);
	});
});

describe('to the evidence of the office a commune adds', () => {
	const wholes = [allBy('visit', office.id)];

	test('no verdict and no remark to its minutes', () => {
		expect(may('finding', 'verdict', { wholes })).toBe(false);
		expect(may('remark', 'text', { wholes })).toBe(false);
		expect(may('remark', 'text', { record: allBy('remark', commune.id), wholes })).toBe(false);
		expect(may('finding', 'verdict', { wholes: [allBy('visit', commune.id)] })).toBe(true);
	});

	test('no photo to its check, but one of how its remark was seen to or its works go on', () => {
		expect(may('photo', 'file', { wholes: [allBy('check', office.id)] })).toBe(false);
		for (const kind of ['remark', 'works', 'paper', 'obstacle'] as const)
			expect(may('photo', 'file', { wholes: [allBy(kind, office.id)] })).toBe(true);
	});
});

describe('what a commune asks of the office', () => {
	const asking = (asks: string) => {
		const record = writtenBy('obstacle', { statement: commune.id });
		return { ...record, registers: { statement: { ...record.registers['statement']!, value: { asks } } } };
	};
	const turned = { statement: { value: { asks: 'commune' }, prev: null }, answer: { value: {}, prev: null } };

	test('is not answered by turning the question in the same change', () => {
		expect(may('obstacle', 'answer', { record: asking('district'), set: turned })).toBe(false);
		expect(may('obstacle', 'answer', { record: asking('commune'), set: turned })).toBe(true);
		expect(may('obstacle', 'answer', { set: turned })).toBe(true);
	});

	test('is taken back by the commune, also when it was answered', () => {
		const { registers } = asking('district');
		const answer = { value: {}, stamp: '', change: nextId(), by: office.id };

		expect(
			may('obstacle', 'life', { record: { ...asking('district'), registers: { ...registers, answer } } })
		).toBe(true);
	});

	test.each([
		['a task for somebody of the office', { assignee: office.id }],
		['a check to be reopened', { assignee: 'Văn phòng', reopen: { reason: 'x' } }]
	])('%s is begun and taken back by the commune, and answered by the office', (_, value) => {
		const assignment = { value, prev: null };
		const begun = { assignment, progress: { value: { state: 'open' }, prev: null } };
		const done = { assignment, progress: { value: { state: 'done' }, prev: null } };
		const given = writtenBy('task', { assignment: commune.id, progress: commune.id });
		const record = {
			...given,
			registers: { ...given.registers, assignment: { ...given.registers['assignment']!, value } }
		};

		expect(['assignment', 'progress'].map((register) => may('task', register, { set: begun }))).toEqual([
			true,
			true
		]);
		expect(may('task', 'progress', { set: done })).toBe(false);
		expect(['assignment', 'progress', 'life'].map((register) => may('task', register, { record }))).toEqual([
			false,
			false,
			true
		]);
		expect(mayWrite(office, writing('task', 'progress', { record }))).toBe(true);
	});
});

test("a conflict about the office's word is settled by the office", () => {
	const conflict = (register: string, winner: string, loser: string) =>
		recordOf('conflict', {
			clash: {
				...{ kind: 'check', recordId: nextId(), register },
				winner: { change: nextId(), value: {}, by: winner, stamp: '1' },
				loser: { change: nextId(), value: {}, by: loser, stamp: '2' }
			}
		});

	for (const register of ['measurement', 'life']) {
		expect(may('conflict', 'settled', { record: conflict(register, commune.id, 'khac') })).toBe(true);
		expect(may('conflict', 'settled', { record: conflict(register, office.id, commune.id) })).toBe(false);
		expect(may('conflict', 'settled', { record: conflict(register, commune.id, office.id) })).toBe(false);
	}
});
