import { expect, test } from 'vitest';
import type { RecordKey } from '#lib/domain/changes/change.ts';
import type { OutboxRow } from '../store/device-store.ts';
import { stuckItems } from './stuck-items.ts';

const NOW_MS = Date.parse('2018-11-05T02:00:00Z');
const DAY_MS = 24 * 3_600_000;
const CHECK = { unitId: '15697', kind: 'check', recordId: 'check-1' };

function row(order: number, more: Partial<OutboxRow> = {}, key: RecordKey = CHECK): OutboxRow {
	const change = { id: `change-${order}`, v: 1, ...key, set: {}, hlc: 'h', device: 'phone001', n: order };
	return { order, id: change.id, ...key, change, state: 'new', savedAtMs: NOW_MS, ...more };
}

const photoOf = (check: string, order: number): OutboxRow => {
	const photo = row(order, { state: 'aside' }, { ...CHECK, kind: 'photo', recordId: 'photo-1' });
	return {
		...photo,
		change: { ...photo.change, set: { file: { value: { of: { kind: 'check', id: check } }, prev: null } } }
	};
};

test('what is set aside needs a person, and the later changes of its record are counted as waiting behind it', () => {
	const other = { ...CHECK, recordId: 'check-2' };
	const rows = [row(1), row(2, { state: 'aside' }), row(3), row(4, {}, other), row(5)];

	expect(stuckItems(rows, NOW_MS)).toEqual([
		{ ...CHECK, key: '15697/check/check-1', id: 'change-2', changes: [rows[1]!.change], code: 'aside', behind: 2 }
	]);
});

test('what the server puts off does only after a day', () => {
	const held = (ms: number) => row(1, { state: 'held', code: 'prev-unknown', heldSinceMs: NOW_MS - ms });

	expect(stuckItems([held(DAY_MS)], NOW_MS)).toEqual([]);
	expect(stuckItems([held(DAY_MS + 1)], NOW_MS)).toMatchObject([{ code: 'prev-unknown', behind: 0 }]);
	const withoutReason = row(1, { state: 'held', heldSinceMs: NOW_MS - 2 * DAY_MS });
	expect(stuckItems([withoutReason], NOW_MS)).toMatchObject([{ code: 'held' }]);
});

test('a check and its photo are one item', () => {
	const rows = [row(1, { state: 'aside' }), photoOf('check-1', 2), row(3)];

	expect(stuckItems(rows, NOW_MS)).toMatchObject([
		{ kind: 'check', changes: [{ id: 'change-1' }, { id: 'change-2' }], behind: 1 }
	]);
});

test('what simply waits for its turn, or for the network, needs nobody', () => {
	expect(stuckItems([row(1), row(2, { suspected: { sinceMs: 0, failures: 3, countsFromMs: 0 } })], NOW_MS)).toEqual(
		[]
	);
});
