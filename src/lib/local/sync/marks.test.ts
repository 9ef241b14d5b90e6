import { expect, test } from 'vitest';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import { isAnyAhead, marksAbout, noteMarks } from './marks.ts';

test('of each unit the mark is kept that lies farthest in its log, the newer of two at one place', async () => {
	const store = new MemoryStore();
	const note = (...told: [string, [number, string]][]) => store.transact('strict', (tx) => noteMarks(tx, told));
	await note();
	expect(store.disk.meta.has('marks')).toBe(false);

	await note(['15697', [4, 'a']], ['15703', [2, 'b']]);
	await note(['15697', [3, 'earlier']], ['15703', [2, 'anew']], ['15700', [1, 'c']]);
	expect(store.disk.meta.get('marks')).toEqual({ '15697': [4, 'a'], '15703': [2, 'anew'], '15700': [1, 'c'] });
});

test('more is expected when a mark lies beyond what has come down of its unit', () => {
	const cursor = (seq: number) => ({ '15697': { perm: 'p', seq, generation: 1, sweeping: false } });

	expect(isAnyAhead({ '15697': [4, 'a'] }, cursor(3))).toBe(true);
	expect(isAnyAhead({ '15697': [4, 'a'] }, cursor(4))).toBe(false);
	expect(isAnyAhead({ '15703': [4, 'a'] }, cursor(0))).toBe(false);
	expect(isAnyAhead({}, {})).toBe(false);
});

test('along with changes go the marks of their units', () => {
	const marks = { '15697': [4, 'a'] as [number, string], '15703': [2, 'b'] as [number, string] };

	expect(marksAbout(marks, [{ unitId: '15697' }, { unitId: '15700' }])).toEqual({ '15697': [4, 'a'] });
	expect(marksAbout(marks, [])).toEqual({});
});
