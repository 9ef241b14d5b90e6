import { describe, expect, test } from 'vitest';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { Draft } from '../store/draft.ts';
import { firstState, isAside } from './form-state.ts';

type Fields = { state: string; owner: string };

const RECORD: SyncRecord = {
	...{ unitId: '15697', kind: 'dossier', id: 'dossier:9', seq: 1 },
	registers: {
		state: { value: { state: 'preparing' }, stamp: '', change: 'a', by: 'nam' },
		plan: { value: { owner: 'Lê Văn C' }, stamp: '', change: 'b', by: 'nam' }
	}
};
const SOURCE = {
	first: (): Fields => ({ state: 'preparing', owner: 'Lê Văn C' }),
	record: () => RECORD,
	registers: { state: 'state', owner: 'plan' }
};
const draft = (changes: Partial<Draft>): Draft => ({ key: 'dossier/15697/9', value: {}, changedAtMs: 1, ...changes });

test('a form that is opened anew has seen what stands', () => {
	expect(firstState(undefined, SOURCE)).toEqual({
		typed: { state: 'preparing', owner: 'Lê Văn C' },
		shown: { state: 'preparing', owner: 'Lê Văn C' },
		seen: { state: 'a', plan: 'b' },
		recordId: undefined,
		isAside: false
	});
});

test('a draft knows what it was made from, over a reload', () => {
	const value = { typed: { owner: 'Bà Hoa' }, shown: { owner: 'Ông An' } };
	const kept = draft({ value, seen: { plan: 'earlier' }, recordId: 'mine' });

	expect(firstState(kept, SOURCE)).toMatchObject({
		typed: { owner: 'Bà Hoa' },
		shown: { owner: 'Ông An' },
		seen: { plan: 'earlier' },
		recordId: 'mine'
	});
});

describe('a draft of an earlier version, which kept nothing of what it was made from, is kept', () => {
	test('where what it showed still stands, its author was looking at that', () => {
		const value = { typed: { state: 'complete', owner: 'Lê Văn C' }, shown: SOURCE.first() };

		expect(firstState(draft({ value }), SOURCE)).toMatchObject({
			typed: { state: 'complete' },
			seen: { state: 'a', plan: 'b' }
		});
	});

	test('where something else stands by now, its author has not seen that', () => {
		const value = {
			typed: { state: 'preparing', owner: 'Bà Hoa' },
			shown: { state: 'preparing', owner: 'Ông An' }
		};

		expect(firstState(draft({ value }), SOURCE).seen).toEqual({ state: 'a' });
	});

	test('its bare fields are what was typed; nothing tells what it showed, so that is what stands', () => {
		const value = { owner: 'Bà Hoa', newId: 'mine', open: false };

		expect(firstState(draft({ value }), SOURCE)).toEqual({
			typed: { state: 'preparing', owner: 'Bà Hoa' },
			shown: SOURCE.first(),
			seen: { state: 'a', plan: 'b' },
			recordId: 'mine',
			isAside: true
		});
	});

	test('a sheet that it had left open comes back', () => {
		expect(isAside(draft({ value: { open: true, text: 'Bổ sung' } }))).toBe(false);
	});
});
