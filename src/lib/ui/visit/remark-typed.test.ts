import { expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import type { RemarkRead } from '#lib/domain/records/visit/read.ts';
import { isRemarkTouched, newRemarkTyped, remarkToTyped } from './remark-typed.ts';

const text = { visit: '0191b0c0-0000-7000-8000-000000000001', criterion: 6, text: 'Thiếu biên bản.' };
const remark: RemarkRead = { id: 'r', text, isDone: false, record: recordOf('remark', { text }) };

test('a new sheet in which only the criterion was chosen has nothing to lose', () => {
	expect(isRemarkTouched(newRemarkTyped(16), null)).toBe(false);
	expect(isRemarkTouched({ ...newRemarkTyped(16), dueOn: '2018-11-20' }, null)).toBe(true);
});

test('a sheet that says what the remark says has nothing to lose', () => {
	expect(isRemarkTouched(remarkToTyped(remark), remark)).toBe(false);
	expect(isRemarkTouched({ ...remarkToTyped(remark), criterion: 16 }, remark)).toBe(true);
	expect(isRemarkTouched({ ...remarkToTyped(remark), reason: 'Ghi nhầm.' }, remark)).toBe(true);
});
