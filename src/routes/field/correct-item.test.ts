import { describe, expect, test } from 'vitest';
import type { Change, RegisterValue, SyncRecord } from '#lib/domain/changes/change.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import { check, dossier, TODAY, unit } from '../../../tests/support/minh-chau.ts';
import { REFERENCE } from '../../../tests/support/trieu-son.ts';
import { correctionOf } from './correct-item.ts';

const set = REFERENCE.criteriaSets.find(({ id }) => id === REFERENCE.criteriaSetId)!;

/** A refused item of one change. */
function itemOf(kind: KindName, recordId: string, values: { [register: string]: RegisterValue }) {
	const change: Change = {
		id: 'change',
		v: 1,
		unitId: unit.id,
		kind,
		recordId,
		set: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, prev: null }])),
		hlc: '000000001000.device01',
		device: 'device01',
		n: 1
	};
	return { id: 'change', unitId: unit.id, kind, recordId, changes: [change], code: 'locked', message: '', atMs: 0 };
}
const correct = (item: ReturnType<typeof itemOf>, ...records: SyncRecord[]) =>
	correctionOf(item, { records, set, reference: REFERENCE, today: TODAY });

describe('a refused item is corrected in the form it was typed in', () => {
	test('a check that stands: its form opens with the refused figures', () => {
		const standing = check('6.3', '2018-10-20', { part: 6, whole: 8 });
		const item = itemOf('check', standing.id, { measurement: { on: TODAY, part: 7, whole: 8, met: 'not_met' } });

		expect(correct(item, standing)).toMatchObject({
			href: `/field/check/6.3?id=${standing.id}`,
			draft: {
				key: `check/${unit.id}/6.3/${standing.id}`,
				value: { typed: { figure: { part: '7', whole: '8' } } }
			}
		});
	});

	test('a check that never came to stand is recorded anew, as the one that its photos are of', () => {
		const item = itemOf('check', 'lost', {
			subject: { indicator: '6.3' },
			measurement: { on: TODAY, part: 7, whole: 8, met: 'not_met' }
		});

		expect(correct(item)).toMatchObject({
			href: '/field/check/6.3',
			draft: { key: `check/${unit.id}/6.3`, recordId: 'lost' }
		});
	});

	test("what the office's check did not take becomes a check of the commune's own", () => {
		const standing = check('6.3', '2018-10-20', { part: 6, whole: 8 });
		const item = itemOf('check', standing.id, { measurement: { on: TODAY, part: 7, whole: 8, met: 'not_met' } });
		const { href, draft } = correct({ ...item, code: 'of-office' }, standing)!;

		expect(href).toBe('/field/check/6.3');
		expect(draft).toMatchObject({
			key: `check/${unit.id}/6.3`,
			value: { typed: { figure: { part: '7', whole: '8' } } }
		});
		expect(draft).toMatchObject({ seen: {} });
		expect(draft).not.toHaveProperty('recordId');
	});

	test('a dossier: only what was refused differs from what stands', () => {
		const standing = dossier(18, 'preparing');
		const item = itemOf('dossier', 'dossier:18', { state: { state: 'complete', on: TODAY } });

		expect(correct(item, standing)).toMatchObject({
			href: '/field/dossiers/18',
			draft: { value: { typed: { state: 'complete' }, shown: { state: 'preparing' } } }
		});
	});

	test('a new obstacle, with its words', () => {
		const item = itemOf('obstacle', 'lost', {
			statement: { criterion: 6, title: 'Thiếu đất', raisedOn: TODAY, asks: 'district' }
		});

		expect(correct(item)).toMatchObject({
			href: '/field/obstacles/new?criterion=6',
			draft: {
				value: { typed: { title: 'Thiếu đất', asks: 'district' }, shown: { title: '' } },
				recordId: 'lost'
			}
		});
	});

	test('what has no form of its own is only sent again as it is', () => {
		expect(correct(itemOf('remark', 'lost', { answer: { state: 'done', on: TODAY } }))).toBeUndefined();
	});
});
