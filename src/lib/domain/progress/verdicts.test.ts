import { describe, expect, test } from 'vitest';
import {
	appraisal,
	cellOf,
	check,
	confirmed,
	dossier,
	letter,
	progressOf,
	TODAY,
	unit
} from '../../../../tests/support/minh-chau.ts';
import kept from '../../../../tests/support/one-letter-a-department.json' with { type: 'json' };
import { recordOf } from '../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { voidLetter } from '../records/letter/form.ts';
import { readLetters } from '../records/letter/read.ts';
import type { LetterVerdict } from '../records/letter/schema.ts';
import { communeProgress } from './commune.ts';
import { timeline } from './timeline.ts';

const stateOf = (criterion: number, ...records: SyncRecord[]) => cellOf(criterion, ...records).state;
const told = (...records: SyncRecord[]) => timeline(records, { unit, reference: REFERENCE });

describe('letters of one department', () => {
	test('all stand: a second one takes nothing from the first', () => {
		const records = [
			letter('so-ct', '2018-10-22', { 4: 'passed' }),
			letter('so-ct', '2018-11-02', { 7: 'supplement' })
		];
		expect(stateOf(4, ...records)).toBe('met');
		expect(stateOf(7, ...records)).toBe('supplement');
		expect(told(...records).map(({ on, criteria }) => [on, criteria])).toEqual([
			['2018-11-02', [7]],
			['2018-10-22', [4]]
		]);
		const { each } = progressOf(...records).departments;
		expect(each.find(({ department }) => department === 'so-ct')?.verdicts).toMatchObject([
			{ of: '4', verdict: 'passed', on: '2018-10-22' },
			{ of: '7', verdict: 'supplement', on: '2018-11-02' }
		]);
	});

	test.each([
		['supplement', 'passed', 'met'],
		['passed', 'failed', 'failed']
	] as const)('the later one on a criterion is what stands: first %s, then %s', (first, then, state) => {
		const earlier = letter('so-ct', '2018-10-22', { 4: first });
		const later = letter('so-ct', '2018-11-02', { 4: then });
		for (const records of [
			[earlier, later],
			[later, earlier]
		])
			expect(stateOf(4, ...records)).toBe(state);
		expect(told(earlier, later)).toHaveLength(2);
	});

	test('of two letters of one day the one that was written down later stands', () => {
		const first = letter('so-ct', '2018-10-22', { 4: 'failed' });
		const then = letter('so-ct', '2018-10-22', { 4: 'passed' });
		expect(stateOf(4, then, first)).toBe('met');
	});

	test('a word on an indicator stands beside one on its criterion, until a later word on the whole', () => {
		const whole = letter('so-vhttdl', '2018-10-10', { 6: 'passed' });
		const one = letter('so-vhttdl', '2018-10-20', { '6.2': 'failed' });
		const again = letter('so-vhttdl', '2018-10-30', { 6: 'passed' });
		expect(stateOf(6, whole, one)).toBe('failed');
		expect(cellOf(6, whole, one).indicators.map(({ standings }) => standings.confirmed)).toEqual([
			...['passed', 'failed', 'passed']
		]);
		expect(stateOf(6, whole, one, again)).toBe('met');
	});

	test('in one letter the word on an indicator goes before the word on its criterion', () => {
		expect(stateOf(6, letter('so-vhttdl', '2018-10-10', { '6.2': 'failed', 6: 'passed' }))).toBe('failed');
	});

	test('one that was taken out says nothing', () => {
		const wrong = letter('so-ct', '2018-11-02', { 4: 'failed' }, { voided: true });
		expect(stateOf(4, letter('so-ct', '2018-10-22', { 4: 'passed' }), wrong)).toBe('met');
		expect(told(wrong)).toEqual([]);
	});

	test('of another set of criteria say nothing of this one', () => {
		const content = {
			department: 'so-ct',
			on: '2018-10-22',
			set: 'vn-commune-2021',
			points: [{ of: '4', verdict: 'passed' as const }]
		};
		expect(stateOf(4, recordOf('letter', { content }))).toBe('na');
	});
});

describe('a criterion that several departments judge', () => {
	test('is not passed by the department that leads it alone', () => {
		expect(stateOf(14, letter('so-gddt', '2018-10-29', { 14: 'passed' }))).toBe('na');
		expect(stateOf(14, confirmed('so-gddt', [14], 'passed'))).toBe('na');
	});

	test('says of each department what it judges and what it wrote', () => {
		expect(cellOf(14, letter('so-gddt', '2018-10-29', { '14.1': 'passed', '14.2': 'passed' })).parts).toEqual([
			{ department: 'so-gddt', of: ['14.1', '14.2'], verdict: 'passed' },
			{ department: 'so-ldtbxh', of: ['14.3'], verdict: null }
		]);
	});

	test('half of a part is not the part', () => {
		const records = [
			letter('so-gddt', '2018-10-29', { '14.1': 'passed' }),
			letter('so-ldtbxh', '2018-10-29', { 14: 'passed' })
		];
		expect(stateOf(14, ...records)).toBe('na');
		expect(stateOf(14, ...records, letter('so-gddt', '2018-10-30', { '14.2': 'passed' }))).toBe('met');
	});

	test('counts for each indicator what the department that judges it says', () => {
		const { indicators, counts } = cellOf(14, letter('so-gddt', '2018-10-29', { 14: 'passed' }));
		expect(indicators.map(({ standings }) => standings.confirmed)).toEqual(['passed', 'passed', null]);
		expect(counts.confirmed).toBe(2);
	});

	test('is not passed while a department objects that does not judge it', () => {
		const passed = [letter('so-ct', '2018-10-22', { 4: 'passed' })];
		expect(stateOf(4, ...passed)).toBe('met');
		expect(stateOf(4, ...passed, letter('so-xd', '2018-10-20', { '4.1': 'failed' }))).toBe('failed');
	});

	/** A list in which five departments judge criterion 17. */
	const departments = {
		...REFERENCE.departments,
		departments: REFERENCE.departments.departments.map((one) =>
			one.id === 'so-ct' ? { ...one, indicators: ['17.8'] } : one
		)
	};
	const FIVE = ['so-xd', 'so-nnptnt', 'so-ct', 'so-yt', 'so-tnmt'];
	const stateAt = (records: SyncRecord[]) =>
		communeProgress(records, { unit, reference: { ...REFERENCE, departments }, today: TODAY }).criteria[16]!.state;

	function* orders<T>(items: readonly T[]): Generator<T[]> {
		if (items.length === 0) yield [];
		for (const [at, first] of items.entries())
			for (const rest of orders(items.toSpliced(at, 1))) yield [first, ...rest];
	}

	test('is passed by the last of five letters, in whatever order they are written and read', () => {
		for (const order of orders(FIVE)) {
			const records = order.map((department, day) => letter(department, `2018-10-1${day}`, { 17: 'passed' }));
			for (let count = 0; count < FIVE.length; count += 1)
				expect(stateAt(records.slice(0, count)), order.slice(0, count).join()).toBe('na');
			expect(stateAt(records), order.join()).toBe('met');
			expect(stateAt(records.toReversed()), order.join()).toBe('met');
		}
	});

	test('whoever of the five wants a supplement holds it up until it writes again', () => {
		for (const verdict of ['supplement', 'failed'] satisfies LetterVerdict[])
			for (const objecting of FIVE) {
				const records = FIVE.map((department) =>
					letter(department, '2018-10-10', { 17: department === objecting ? verdict : 'passed' })
				);
				expect(stateAt(records)).toBe(verdict);
				expect(stateAt([letter(objecting, '2018-10-20', { 17: 'passed' }), ...records])).toBe('met');
			}
	});
});

describe('a criterion is not passed', () => {
	test('while the last check of one of its indicators failed', () => {
		const passed = letter('so-vhttdl', '2018-10-22', { 6: 'passed' });
		expect(stateOf(6, passed)).toBe('met');
		expect(stateOf(6, passed, check('6.3', '2018-10-24', { part: 6, whole: 8 }))).toBe('doing');
		expect(stateOf(6, passed, check('6.3', '2018-10-24', { part: 8, whole: 8 }))).toBe('met');
	});

	test('where the list of departments is of another set: nobody is known to judge it', () => {
		const list = { ...REFERENCE.departments, criteria_set: 'vn-commune-2021' };
		const place = { unit, reference: { ...REFERENCE, departments: list }, today: TODAY };
		const { state, parts } = communeProgress([confirmed('so-vhttdl', [6], 'passed')], place).criteria[5]!;
		expect([state, parts]).toEqual(['na', []]);
	});
});

describe('a complete dossier', () => {
	const sent = (department: string) => appraisal(department, { sent: { on: '2018-10-24' } });

	test('waits for the departments only once it was sent to all that judge it', () => {
		expect(stateOf(14, dossier(14, 'complete'))).toBe('ready');
		expect(stateOf(14, dossier(14, 'complete'), sent('so-gddt'))).toBe('ready');
		expect(stateOf(14, dossier(14, 'complete'), sent('so-gddt'), sent('so-ldtbxh'))).toBe('wait');
		expect(stateOf(14, dossier(14, 'preparing'), sent('so-gddt'), sent('so-ldtbxh'))).toBe('doing');
	});

	test('needs no sending to a department that came to inspect, or confirmed its part', () => {
		const came = appraisal('so-ldtbxh', { inspected: { on: '2018-10-31' } });
		const wrote = letter('so-gddt', '2018-10-29', { 14: 'passed' });
		expect(stateOf(14, dossier(14, 'complete'), came, wrote)).toBe('wait');
	});
});

describe('the one letter of a department that earlier versions kept', () => {
	const old = confirmed('so-ct', [4, 7], 'passed');
	const idOf = (record: SyncRecord) => record.registers['confirmed']!.change;

	test('is a letter like any other', () => {
		expect(stateOf(4, old)).toBe('met');
		expect(told(old)).toMatchObject([{ kind: 'letter', department: 'so-ct', criteria: [4, 7], on: '2018-10-31' }]);
		const later = letter('so-ct', '2018-11-02', { 7: 'failed' });
		expect([stateOf(4, old, later), stateOf(7, old, later)]).toEqual(['met', 'failed']);
		expect(told(old, later)).toHaveLength(2);
	});

	test('gives way to its correction, which has its id', () => {
		const corrected = letter('so-ct', '2018-10-31', { 4: 'passed' }, { id: idOf(old) });
		for (const records of [
			[old, corrected],
			[corrected, old]
		]) {
			expect([stateOf(4, ...records), stateOf(7, ...records)]).toEqual(['met', 'na']);
			expect(told(...records)).toHaveLength(1);
		}
	});

	test('can be taken out', () => {
		const { kind, recordId, set } = voidLetter(readLetters([old])[0]!, ' ghi nhầm xã ');
		expect(kind).toBe('letter');
		expect(set['life']).toEqual({ voided: true, reason: 'ghi nhầm xã' });
		const out = letter('so-ct', '2018-10-31', { 4: 'passed' }, { id: recordId, voided: true });
		expect(stateOf(4, old, out)).toBe('na');
		expect(told(old, out)).toEqual([]);
	});

	test('written again by an old device is one more letter: the corrected one stays', () => {
		const corrected = letter('so-ct', '2018-10-31', { 4: 'passed' }, { id: idOf(old) });
		const again = confirmed('so-ct', [7], 'supplement');
		expect(told(corrected, again)).toHaveLength(2);
		expect(stateOf(4, corrected, again)).toBe('met');
	});

	test('in the demo of that version: all that was confirmed stands, and what needs another department waits for it', () => {
		const byUnit = Map.groupBy(kept, ({ unitId }) => unitId);
		const came = [...byUnit.values()].map((some) => {
			const records = some.map(({ unitId, personId: by, recordId: id, set }) =>
				recordOf('appraisal', set as never, { unitId, by, id })
			);
			const met = progressOf(...records).criteria.filter(({ state }) => state === 'met');
			return [told(...records).length, met.map(({ criterion }) => criterion).join(' ')];
		});
		expect(came).toEqual([
			[5, '2 4 5 6 7 15 16'],
			[4, '4 5 7 8'],
			[2, '4'],
			[4, '1 2 5 9 15'],
			[1, '']
		]);
	});
});
