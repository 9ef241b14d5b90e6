import { expect } from 'vitest';
import type { Change, RegisterValue } from '#lib/domain/changes/change.ts';
import type { Asker } from './answering-server.ts';

export const set = (register: string, value: RegisterValue, prev: string | null = null) => ({
	[register]: { value, prev }
});
export const voided = (prev: string | null = null) => set('life', { voided: true, reason: 'ghi nhầm' }, prev);
export const taken = { r: 'ok' };
export const refused = (code: string, message = '') => ({
	...{ r: 'refused', code },
	message: expect.stringContaining(message) as string
});
export const held = (code: string) => ({ r: 'hold', code });

export async function take(by: Asker, change: Change): Promise<Change> {
	expect(await by.receipt(change)).toMatchObject(taken);
	return change;
}

const OPENING = { purpose: 'follow_up', on: '2018-11-05', startedAt: '2018-11-05T01:00:00.000Z', criteria: [6] };
export const visitOf = (by: Asker) => by.change({ kind: 'visit', set: set('opening', OPENING) });
export const findingOf = (by: Asker, visit: Change, criterion: string | number = 6) =>
	by.change({
		...{ kind: 'finding', recordId: `finding:${visit.recordId}:${criterion}` },
		set: set('verdict', { verdict: 'needs_work' })
	});
export const remarkOf = (by: Asker, visit: Change) =>
	by.change({ kind: 'remark', set: set('text', { visit: visit.recordId, criterion: 6, text: 'Sửa lại' }) });
const FILE = { bytes: 1, width: 1, height: 1, filetype: 'image/jpeg', takenAt: '2018-11-05T01:00:00.000Z' };
export const photoOf = (by: Asker, of: { kind: string; recordId: string }) =>
	by.change({
		kind: 'photo',
		set: set('file', { of: { kind: of.kind, id: of.recordId }, sha256: 'a'.repeat(64), ...FILE })
	});
