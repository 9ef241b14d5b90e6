import { describe, expect, test } from 'vitest';
import { communeNamed, DISTRICT } from '../../../../../tests/support/trieu-son.ts';
import type { Role } from '../../access/role.ts';
import type { Person } from '../../reference/reference.ts';
import { schemaOf } from '../schemas.ts';
import { assignablePeople, readTask, type TaskTyped } from './form.ts';

const danLy = communeNamed('Dân Lý');
const at = { unitId: danLy.id, taskId: '0190a000-0000-7000-8000-000000000001', today: '2018-11-05' };
const typed: TaskTyped = {
	title: ' Nộp hợp đồng thu gom rác ',
	criterion: 17,
	person: 'canbo.danly',
	words: '',
	dueOn: '2018-11-09'
};
const problemsOf = (change: Partial<TaskTyped>) => readTask({ ...typed, ...change }, at).problems;

describe('a task that is given', () => {
	test('is open, and is what the server takes', () => {
		const { edit } = readTask(typed, at);
		expect(edit).toEqual({
			unitId: danLy.id,
			kind: 'task',
			recordId: at.taskId,
			set: {
				assignment: {
					title: 'Nộp hợp đồng thu gom rác',
					criterion: 17,
					assignee: 'canbo.danly',
					dueOn: '2018-11-09'
				},
				progress: { state: 'open' }
			}
		});
		for (const [register, value] of Object.entries(edit!.set)) {
			expect(schemaOf('task', register)!.safeParse(value).success).toBe(true);
		}
	});

	test('may be about the commune as a whole and go to somebody without an account', () => {
		const { edit } = readTask({ ...typed, criterion: null, person: null, words: ' Trưởng thôn 3 ' }, at);
		expect(edit?.set['assignment']).toEqual({
			title: 'Nộp hợp đồng thu gom rác',
			assignee: 'Trưởng thôn 3',
			dueOn: '2018-11-09'
		});
	});

	test('says what is to be done, by whom and by when', () => {
		expect(problemsOf({ person: null, words: ' ' })).toEqual([{ at: 'assignee', kind: 'missing' }]);
		expect(problemsOf({ title: '  ', person: '', dueOn: '' })).toEqual([
			{ at: 'title', kind: 'missing' },
			{ at: 'assignee', kind: 'missing' },
			{ at: 'dueOn', kind: 'missing' }
		]);
		expect(readTask({ ...typed, dueOn: '' }, at).edit).toBeUndefined();
	});

	test('is due today at the earliest', () => {
		expect(problemsOf({ dueOn: '2018-11-04' })).toEqual([{ at: 'dueOn', kind: 'past' }]);
		expect(problemsOf({ dueOn: '2018-11-05' })).toEqual([]);
	});

	test('has no text longer than a change may carry', () => {
		expect(problemsOf({ title: 'a'.repeat(10_001) })).toEqual([{ at: 'title', kind: 'too-long' }]);
	});
});

test('a task goes to officers of the commune and of its district, not to authors of sample records', () => {
	const personOf = (id: string, role: Role, unitId: string): Person => ({
		id,
		name: id,
		post: '',
		role,
		units: [unitId]
	});
	const me = personOf('vanphong', 'district_office', DISTRICT.id);
	const colleague = personOf('0190a000-0000-7000-8000-0000000000aa', 'district_office', DISTRICT.id);
	const people = [
		me,
		colleague,
		personOf('canbo.danly', 'commune_officer', danLy.id),
		personOf('canbo.minhchau', 'commune_officer', communeNamed('Minh Châu').id),
		personOf('du-lieu-mau', 'commune_officer', danLy.id),
		personOf('giao-ban-2018-11-02', 'district_office', DISTRICT.id),
		personOf('lanhdao', 'leader', DISTRICT.id)
	];

	expect(assignablePeople(people, danLy, me).map(({ id }) => id)).toEqual(['canbo.danly', 'vanphong', colleague.id]);
});
