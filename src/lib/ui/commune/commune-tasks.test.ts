import { expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { communeTasks } from './commune-tasks.ts';

const today = '2018-11-05';
const task = (title: string, dueOn: string, doneOn?: string, voided = false) =>
	recordOf(
		'task',
		{
			assignment: { title, assignee: 'Chủ tịch UBND xã', dueOn },
			progress: doneOn === undefined ? { state: 'open' } : { state: 'done', on: doneOn }
		},
		{ voided }
	);

test('open tasks come by the day they are due, then what is done, the latest first', () => {
	const tasks = communeTasks(
		[
			task('xong trước', '2018-10-20', '2018-10-18'),
			task('sau', '2018-11-12'),
			task('quá hạn', '2018-11-02'),
			task('vừa xong', '2018-11-01', '2018-11-04'),
			task('bỏ', '2018-11-01', undefined, true)
		],
		today
	);
	expect(tasks.map(({ item, doneOn }) => [item.text, item.state, item.daysLeft, item.late, doneOn])).toEqual([
		['quá hạn', 'open', -3, true, null],
		['sau', 'open', 7, false, null],
		['vừa xong', 'done', -4, false, '2018-11-04'],
		['xong trước', 'done', -16, false, '2018-10-18']
	]);
});

test('works that are not finished stand among the open tasks, the late ones first', () => {
	const works = (name: string, dueOn: string, percent?: number) =>
		recordOf('works', {
			contract: { name, contractor: 'Nhà thầu xây dựng', dueOn },
			...(percent !== undefined && { progress: { percent, on: '2018-10-24' } })
		});
	const tasks = communeTasks(
		[
			task('quá hạn', '2018-11-02'),
			works('Nhà văn hóa thôn 3', '2018-10-31', 90),
			works('Sân thôn 5', '2018-11-01'),
			works('Trạm y tế', '2018-10-01', 100)
		],
		today
	);
	expect(tasks.map(({ item }) => [item.kind, item.text, item.daysLeft, item.late])).toEqual([
		['works', 'Nhà văn hóa thôn 3', -5, true],
		['works', 'Sân thôn 5', -4, true],
		['task', 'quá hạn', -3, true]
	]);
});
