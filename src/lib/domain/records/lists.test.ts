import { describe, expect, test } from 'vitest';
import { nextId, recordOf } from '../../../../tests/support/records.ts';
import type { RegisterValue, SyncRecord } from '../changes/change.ts';
import { addPost, attendanceOf, renamePost, takeOutPost } from './visit/attendance.ts';
import { criteriaNamedBy } from './criteria-named.ts';
import { findEntry } from './lists.ts';
import type { RecordEdit } from './record-edit.ts';
import { isConflictId } from './record-ids.ts';
import { schemaOf } from './schemas.ts';
import { addVillage, nameVillage, takeOutVillage, villageNameProblem } from './profile/form.ts';
import { villageNames, villagesOf, villagesOut } from './profile/villages.ts';
import { setCriterion, visitCriteria } from './visit/criteria.ts';

const accepts = (kind: string, register: string, value: RegisterValue) =>
	schemaOf(kind, register)?.safeParse(value).success;

/** As the fold leaves it: each register replaced whole. */
function after(record: SyncRecord, ...edits: (RecordEdit | undefined)[]): SyncRecord {
	const written = edits.flatMap((edit) =>
		Object.entries(edit!.set).map(([register, value]) => {
			expect(accepts(edit!.kind, register, value)).toBe(true);
			return [register, { value, change: nextId(), stamp: nextId(), by: 'x' }] as const;
		})
	);
	return { ...record, registers: { ...record.registers, ...Object.fromEntries(written) } };
}

const profileOf = (...villages: string[]) =>
	recordOf(
		'profile',
		{ villages: { items: villages.map((name, index) => ({ id: `thon-${index + 1}`, name })) } },
		{ id: 'profile' }
	);
const names = (profile: SyncRecord) => villagesOf([profile]).map(({ name }) => name);
const unitId = '15697';

describe('the villages of a commune', () => {
	const profile = profileOf('Thôn 1', 'Thôn 2');

	test('keep the order of the list that was there, and new ones follow', () => {
		const ids = [nextId(), nextId()];
		const added = after(
			profile,
			nameVillage([profile], { unitId, id: ids[1]!, name: 'Thôn 4' }),
			nameVillage([profile], { unitId, id: ids[0]!, name: ' Thôn 3 ' })
		);
		expect(names(added)).toEqual(['Thôn 1', 'Thôn 2', 'Thôn 3', 'Thôn 4']);
	});

	test('are renamed in their place, each by its own entry', () => {
		const edit = nameVillage([profile], { unitId, id: 'thon-1', name: 'Thôn Trung' });
		expect(edit.set).toEqual({ 'village:thon-1': { name: 'Thôn Trung' } });
		expect(names(after(profile, edit))).toEqual(['Thôn Trung', 'Thôn 2']);
	});

	test('that were taken out keep their name for what hangs on them, and can come back', () => {
		const without = after(profile, takeOutVillage([profile], { unitId, id: 'thon-1', name: 'Thôn 1' }));
		expect(names(without)).toEqual(['Thôn 2']);
		expect(villageNames([without])('thon-1')).toEqual({ name: 'Thôn 1', isOut: true });
		expect(villageNames([without])('thon-2')).toEqual({ name: 'Thôn 2', isOut: false });

		const [out] = villagesOut([without]);
		expect(names(after(without, nameVillage([without], { unitId, ...out! })))).toEqual(['Thôn 1', 'Thôn 2']);
	});

	test('come back when one of their name is added, however that is typed: what hangs on them is theirs again', () => {
		const without = after(profile, takeOutVillage([profile], { unitId, id: 'thon-1', name: 'Thôn 1' }));
		const edit = addVillage([without], { unitId, id: nextId(), name: '\u200bTHÔN  1' });
		expect(Object.keys(edit.set)).toEqual(['village:thon-1']);
		expect(villagesOf([after(without, edit)]).map(({ id }) => id)).toEqual(['thon-1', 'thon-2']);
	});

	test('stay out, and stay in, whatever an earlier version writes over the whole list', () => {
		const edited = after(
			profile,
			takeOutVillage([profile], { unitId, id: 'thon-1', name: 'Thôn 1' }),
			nameVillage([profile], { unitId, id: 'moi', name: 'Thôn mới' })
		);
		const items = [...(profileOf('Thôn 1', 'Thôn 2', 'Thôn 3').registers['villages']!.value!['items'] as object[])];
		const whole = { unitId, kind: 'profile', recordId: 'profile', set: { villages: { items } } };
		expect(names(after(edited, whole))).toEqual(['Thôn 2', 'Thôn 3', 'Thôn mới']);
	});

	test('have a name, and each another one', () => {
		const problem = (name: string, id = 'moi') => villageNameProblem([profile], { id, name });
		expect(problem('  ')).toBe('missing');
		expect(problem('thôn 2')).toBe('listed');
		expect(problem('thôn 2', 'thon-2')).toBeUndefined();
		expect(problem('x'.repeat(201))).toBe('too-long');
		expect(problem('Thôn 3')).toBeUndefined();
	});

	test('carry what only a later version knows of them', () => {
		const later = after(profile, {
			...{ unitId, kind: 'profile', recordId: 'profile' },
			set: { 'village:thon-1': { name: 'Thôn 1', head: 'Lê Thị A' } }
		});
		expect(nameVillage([later], { unitId, id: 'thon-1', name: 'Thôn Trung' }).set).toEqual({
			'village:thon-1': { name: 'Thôn Trung', head: 'Lê Thị A' }
		});
	});
});

describe('who came to a visit', () => {
	const opening = { purpose: 'internal', on: '2018-11-05', startedAt: '2018-11-05T01:30:00.000Z', criteria: [6] };
	const visit = recordOf('visit', { opening } as never);
	const whole = recordOf('visit', {
		opening,
		attendance: { province: ['Phó Trưởng phòng'], district: [], commune: ['Chủ tịch UBND', 'Bí thư'] }
	} as never);

	test('is noted post by post, in the order of noting, at its level', () => {
		const noted = after(visit, addPost(visit, 'commune', 'Trưởng thôn 2'), addPost(visit, 'commune', 'Bí thư'));
		expect(attendanceOf(noted)).toEqual({ province: [], district: [], commune: ['Trưởng thôn 2', 'Bí thư'] });
		expect(addPost(visit, 'commune', '  ')).toBeUndefined();
		expect(addPost(visit, 'commune', '\u200b')).toBeUndefined();
	});

	test('is noted once, however often and by however many it is noted', () => {
		expect(addPost(visit, 'commune', ' Bí thư ')).toEqual(addPost(visit, 'commune', 'Bí thư'));
		expect(attendanceOf(after(whole, addPost(whole, 'commune', 'Bí thư'))).commune).toEqual([
			'Chủ tịch UBND',
			'Bí thư'
		]);
		expect(attendanceOf(after(whole, addPost(whole, 'district', 'Bí thư'))).district).toEqual(['Bí thư']);
	});

	test('is noted once, however it is typed: with capitals, in pieces, or with what cannot be seen', () => {
		const typings = ['bí thư', 'Bí\u200b thư', 'Bí  thư'.normalize('NFD')];
		for (const typed of typings) {
			const noted = after(whole, addPost(whole, 'commune', typed));
			expect(attendanceOf(noted).commune).toEqual(['Chủ tịch UBND', 'Bí thư']);
		}
	});

	test('may be taken out again, from a list that was written whole too', () => {
		const without = after(whole, takeOutPost(whole, 'commune', 'Chủ tịch UBND'));
		expect(attendanceOf(without)).toEqual({
			province: ['Phó Trưởng phòng'],
			district: [],
			commune: ['Bí thư']
		});
	});
});

describe('a post that was noted', () => {
	const opening = { purpose: 'internal', on: '2018-11-05', startedAt: '2018-11-05T01:30:00.000Z', criteria: [6] };
	const whole = recordOf('visit', {
		opening,
		attendance: { province: [], district: [], commune: ['Chủ tịch UBND', 'Bí thư'] }
	} as never);
	const communeOf = (record: typeof whole) => attendanceOf(record).commune;

	test('may be given another name; the first one is free again', () => {
		const renamed = after(whole, renamePost(whole, 'commune', 'Chủ tịch UBND', ' Phó Chủ tịch UBND '));
		expect(communeOf(renamed)).toEqual(['Bí thư', 'Phó Chủ tịch UBND']);

		const both = after(renamed, addPost(renamed, 'commune', 'Chủ tịch UBND'));
		expect(communeOf(both)).toEqual(['Chủ tịch UBND', 'Bí thư', 'Phó Chủ tịch UBND']);
	});

	test('may be written otherwise: it stays where it stands', () => {
		expect(communeOf(after(whole, renamePost(whole, 'commune', 'Chủ tịch UBND', 'chủ tịch Ubnd')))).toEqual([
			'chủ tịch Ubnd',
			'Bí thư'
		]);
	});

	test('that gets the name of another one is that one', () => {
		expect(communeOf(after(whole, renamePost(whole, 'commune', 'Chủ tịch UBND', 'bí thư')))).toEqual(['Bí thư']);
	});

	test('without a name, or with the one it has, stays as it is', () => {
		for (const typed of [' ', 'Chủ tịch UBND'])
			expect(renamePost(whole, 'commune', 'Chủ tịch UBND', typed)).toBeUndefined();
	});
});

describe('the criteria of a visit', () => {
	const opening = { purpose: 'internal', on: '2018-11-05', startedAt: '2018-11-05T01:30:00.000Z', criteria: [16, 6] };
	const visit = recordOf('visit', { opening } as never);

	test('are those it was opened with, with what was put on and taken off since', () => {
		expect(visitCriteria(visit)).toEqual([6, 16]);
		const edits = [setCriterion(visit, 2, true), setCriterion(visit, 16, false)];
		expect(edits.map(({ set }) => set)).toEqual([{ 'criterion:2': {} }, { 'criterion:16': { out: true } }]);
		expect(visitCriteria(after(visit, ...edits))).toEqual([2, 6]);
	});

	test('are looked up in the set like any other', () => {
		const set = { 'criterion:77': { value: {}, prev: null } };
		expect(criteriaNamedBy({ kind: 'visit', recordId: visit.id, set })).toMatchObject([{ criterion: 77 }]);
	});
});

describe('registers of entries', () => {
	test('are known by list and id, and have their shape', () => {
		expect(findEntry('profile', 'village:thon-1')).toMatchObject({ id: 'thon-1' });
		expect(accepts('profile', 'village:thon-1', { name: 'Thôn 1' })).toBe(true);
		expect(accepts('profile', 'village:thon-1', { name: '' })).toBe(false);
		expect(accepts('profile', 'village:thon-1', null)).toBe(false);
		expect(accepts('profile', 'village:thon-1', { name: 'Thôn 1', out: false })).toBe(false);
		expect(accepts('visit', 'post:00112233445566ff', { level: 'village', post: 'x' })).toBe(false);
	});

	test.each([
		['profile', 'village:'],
		['profile', 'village:a b'],
		['profile', 'village:a:b'],
		['profile', `village:${'x'.repeat(81)}`],
		['profile', 'hamlet:1'],
		['visit', 'village:thon-1'],
		['visit', 'criterion:0'],
		['visit', 'criterion:06'],
		['visit', 'post:Chủ tịch'],
		['check', 'constructor:1']
	])('%s.%s is none', (kind, register) => {
		expect(findEntry(kind, register)).toBeUndefined();
		expect(schemaOf(kind, register)).toBeUndefined();
	});

	test('can be what two edits clash about', () => {
		expect(isConflictId(`conflict:${nextId()}:village:thon-1`)).toBe(true);
		expect(isConflictId(`conflict:${nextId()}:village:thon-1:x`)).toBe(false);
	});
});
