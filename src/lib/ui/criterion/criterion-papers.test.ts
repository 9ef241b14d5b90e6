import { expect, test } from 'vitest';
import { dueItems } from '#lib/domain/progress/schedule.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import { criterionPapers, tickPaper } from './criterion-papers.ts';

const today = '2018-11-05';
const paper = (name: string, of: number | 'common', state?: { done: boolean; note?: string }) =>
	recordOf('paper', { item: { of, name }, ...(state ? { state } : {}) });

test('a paper comes with its photos and with the task that asks for it', () => {
	const acceptance = paper('Biên bản nghiệm thu', 6, { done: false });
	const records = [
		acceptance,
		paper('Báo cáo', 6, { done: true }),
		paper('Bảng kê', 2),
		paper('Tờ trình', 'common'),
		recordOf('task', {
			assignment: {
				title: 'Nộp biên bản nghiệm thu',
				criterion: 6,
				assignee: 'can-bo-xa',
				dueOn: '2018-11-02',
				from: { kind: 'paper', id: acceptance.id }
			}
		}),
		recordOf('photo', {
			file: {
				of: { kind: 'paper', id: acceptance.id },
				sha256: 'x',
				bytes: 1,
				width: 1,
				height: 1,
				filetype: 'image/jpeg',
				takenAt: '2018-11-05T02:00:00.000Z'
			}
		})
	];
	const papers = criterionPapers(records, 6, { set: 'vn-commune-2016', due: dueItems(records, { today }) });

	expect(papers.map(({ name, photos, due }) => [name, photos?.n ?? 0, due?.daysLeft])).toEqual([
		['Biên bản nghiệm thu', 1, -3],
		['Báo cáo', 0, undefined]
	]);
});

test('a tick replaces the reason why it was missing and keeps what else stands there', () => {
	const before = { done: false, on: '2018-10-29', note: 'Chờ gỡ vướng mắc', folder: 3 };

	expect(tickPaper(before, true, today)).toEqual({ done: true, on: today, folder: 3 });
	expect(tickPaper(undefined, false, today)).toEqual({ done: false, on: today });
});
