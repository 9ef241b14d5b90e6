import { expect, test } from 'vitest';
import type { FieldProblem } from '#lib/domain/records/form-fields.ts';
import { problemAt, problemNames, type FormWords } from './field-problem-words.ts';

type At = 'title' | 'on' | 'sent';

const words: FormWords<At> = {
	names: { title: () => 'Vướng ở chỗ nào', on: () => 'Ngày nêu', sent: () => 'Số ngành đã gửi' },
	missing: { title: () => 'Chưa ghi vướng ở chỗ nào.' }
};
const say = (problem: FieldProblem<At>, tried = true) =>
	problemAt([problem], problem.at, { words, today: '2018-11-05', tried });

test('what is missing is said in words of its field, after the first try', () => {
	expect(say({ at: 'title', kind: 'missing' })).toBe('Chưa ghi vướng ở chỗ nào.');
	expect(say({ at: 'on', kind: 'missing' })).toBe('Chưa có ngày. Bản nháp vẫn giữ. Chọn ngày.');
	expect(say({ at: 'title', kind: 'missing' }, false)).toBeNull();
});

test('what is wrong is said at once', () => {
	expect(say({ at: 'on', kind: 'future' }, false)).toContain('05/11/2018');
	expect(say({ at: 'sent', kind: 'over', most: 17 }, false)).toBe(
		'Chỉ có 17 nên số này không quá 17. Bản nháp vẫn giữ. Sửa lại số.'
	);
	expect(say({ at: 'sent', kind: 'unreadable', typed: 'năm' }, false)).toContain('“năm”');
});

test('a field without a problem has none, and the summary names the others', () => {
	const problems: FieldProblem<At>[] = [
		{ at: 'title', kind: 'missing' },
		{ at: 'on', kind: 'past' }
	];
	expect(problemAt(problems, 'sent', { words, today: '2018-11-05', tried: true })).toBeNull();
	expect(problemNames(problems, words)).toEqual(['Vướng ở chỗ nào', 'Ngày nêu']);
});
