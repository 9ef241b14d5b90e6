import { expect, test } from 'vitest';
import { check, TODAY, unit } from '../../../../tests/support/minh-chau.ts';
import { nextId, recordOf } from '../../../../tests/support/records.ts';
import { reviewOf } from '../../../../tests/support/reviews.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { findIndicator } from '../criteria/criteria-set.ts';
import { groundOf } from '../criteria/threshold.ts';
import { officeOf } from '../reference/office.ts';
import { currentSet } from '../reference/reference.ts';
import { crossChecks } from './cross-checks.ts';
import { judgedValues } from './judged-values.ts';
import { cautionOf } from './weigh-fact.ts';

const isOffice = officeOf({ people: [{ ...REFERENCE.people[0]!, id: 'van-phong', role: 'district_office' }] });

function cautionAt(value: SyncRecord, ...others: SyncRecord[]) {
	const records = [value, ...others];
	const set = currentSet(REFERENCE);
	const values = judgedValues(records, { set: set.id, isOffice });
	const judged = values.find(({ record }) => record === value)!;
	const indicator = findIndicator(set, judged.kind === 'check' ? judged.check.indicator : '');

	return cautionOf(
		crossChecks(judged, {
			...{ records, values, set: set.id, isOffice, indicator, today: TODAY },
			groundOf: (year) => groundOf(unit, year, REFERENCE)
		})
	);
}

const full = { part: 8, whole: 8 };
const now = () => check('6.3', TODAY, full);

test('nothing keeps a plain value from being verified with others', () => {
	expect(cautionAt(now())).toBeNull();
	expect(cautionAt(now(), check('6.3', '2018-10-01', full))).toBeNull();
});

test('a value that differs from the office’s is a conflict, and so is one that two people wrote at once', () => {
	const office = check('6.3', '2018-11-04', { part: 7, whole: 8, met: 'not_met' }, { by: 'van-phong' });
	expect(cautionAt(now(), office)).toBe('conflicts');

	const value = now();
	const side = { change: nextId(), value: {}, by: 'can-bo-xa', stamp: '' };
	const clash = { kind: 'check', recordId: value.id, register: 'measurement', winner: side, loser: side };
	expect(cautionAt(value, recordOf('conflict', { clash }))).toBe('conflicts');
	expect(cautionAt(value, recordOf('conflict', { clash, settled: { choice: 'winner', on: TODAY } }))).toBeNull();
});

test('a figure that does not agree with its pair, or the level, is a warning', () => {
	expect(cautionAt(check('6.3', TODAY, { ...full, value: 90 }))).toBe('warns');
	expect(cautionAt(check('6.3', TODAY, { part: 7, whole: 8 }))).toBe('warns');
});

test('a whole that is another than the one verified last is a warning, also when it was recorded twice', () => {
	const verified = check('6.3', '2018-09-01', { part: 7, whole: 9, met: 'not_met' });
	const changed = check('6.3', '2018-10-01', full);

	expect(cautionAt(now(), verified, reviewOf(verified, 'verified'))).toBe('warns');
	expect(cautionAt(now(), verified, reviewOf(verified, 'verified'), changed)).toBe('warns');
	expect(cautionAt(now(), check('6.3', '2018-10-01', { part: 7, whole: 9, met: 'not_met' }))).toBe('warns');
	expect(cautionAt(now(), changed)).toBeNull();
});
