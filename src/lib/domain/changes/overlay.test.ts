import { describe, expect, test } from 'vitest';
import type { Change, SyncRecord } from './change.ts';
import { layOver } from './overlay.ts';

const key = { unitId: '15697', kind: 'dossier', recordId: 'dossier:6' };
const change = (n: number, set: Change['set']): Change => ({
	id: `c${n}`,
	v: 1,
	...key,
	set,
	hlc: `0000000000${n}0.phone001`,
	device: 'phone001',
	n
});
const base: SyncRecord = {
	unitId: key.unitId,
	kind: key.kind,
	id: key.recordId,
	seq: 9,
	registers: { state: { value: { state: 'complete' }, stamp: '9', change: 's', by: 'office' } }
};

describe('what a screen shows of a record', () => {
	test('is the server’s copy with the unsent changes over it, in their order', () => {
		const shown = layOver(
			base,
			[
				change(1, { state: { value: { state: 'preparing' }, prev: 's' } }),
				change(2, { state: { value: { state: 'not_started' }, prev: 'c1' } })
			],
			'me'
		);

		expect(shown).toMatchObject({ seq: 9, registers: { state: { value: { state: 'not_started' }, by: 'me' } } });
	});

	test('keeps the registers that no change touches', () => {
		const shown = layOver(base, [change(1, { plan: { value: { expectedOn: '2018-11-30' }, prev: null } })], 'me');

		expect(shown?.registers['state']).toEqual(base.registers['state']);
	});

	test('is the server’s copy itself where nothing is unsent', () => {
		expect([layOver(base, [], 'me'), layOver(undefined, [], 'me')]).toEqual([base, undefined]);
	});

	test('exists before the server knows of it', () => {
		const shown = layOver(undefined, [change(1, { state: { value: { state: 'preparing' }, prev: null } })], 'me');

		expect(shown).toMatchObject({ id: 'dossier:6', seq: 0 });
	});
});
