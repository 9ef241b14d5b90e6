import { describe, expect, test } from 'vitest';
import { nextId, recordOf } from '../../../../tests/support/records.ts';
import { appraisalId } from './record-ids.ts';
import { conflictId } from './record-ids.ts';
import { COMMON_DOSSIER_ID, TALLY_ID, dossierId } from './record-ids.ts';
import { TEXT_LIMIT } from './text-limit.ts';
import { hasFixedId, isKnownKind, isVoided, kindOf, kinds, latestRegister, valueOf } from './kinds.ts';
import { schemaOf } from './schemas.ts';
import { TARGET_ID } from './record-ids.ts';
import { findingId } from './record-ids.ts';

const accepts = (kind: string, register: string, value: unknown) => schemaOf(kind, register)!.safeParse(value).success;

describe('what a register takes', () => {
	test.each([
		[
			'a pair with a second figure',
			'check',
			'measurement',
			{ on: '2018-11-05', part: 7, whole: 8, more: [{ label: 'nước sạch', value: 60 }], met: 'not_met' }
		],
		[
			'an odd pair: oddities are flagged, not refused',
			'check',
			'measurement',
			{ on: '2030-01-01', part: 9, whole: -8, met: 'met' }
		],
		['figures that are not known', 'tally', 'dossiers', { complete: null, common: null, on: '2018-11-02' }],
		['a sending taken back', 'appraisal', 'sent', { on: null }],
		['a paper of the common dossier', 'paper', 'item', { of: 'common', name: 'Tờ trình' }],
		["a paper of another set's criterion", 'paper', 'item', { of: 'vn-commune-2021:6', name: 'Báo cáo' }],
		[
			'a year with its history',
			'target',
			'registration',
			{ year: 2019, basis: 'district_plan', movedFrom: [{ year: 2018, on: '2018-11-02', basis: 'giao ban' }] }
		],
		[
			'fields that only a newer version knows',
			'check',
			'measurement',
			{ on: '2018-11-05', met: 'met', weather: { rain: true } }
		],
		['a record voided with its reason', 'check', 'life', { voided: true, reason: 'ghi nhầm' }],
		['a record taken back into life', 'check', 'life', null]
	])('%s', (_what, kind, register, value) => {
		expect(accepts(kind, register, value)).toBe(true);
	});

	test.each([
		['a day that does not exist', 'check', 'measurement', { on: '2018-02-30', met: 'met' }],
		['a verdict that does not exist', 'check', 'measurement', { on: '2018-11-05', met: 'perhaps' }],
		['a figure written as text', 'check', 'measurement', { on: '2018-11-05', value: '87,5', met: 'met' }],
		['no verdict at all', 'check', 'measurement', { on: '2018-11-05' }],
		['half a dossier', 'tally', 'dossiers', { complete: 4.5, common: null, on: '2018-11-02' }],
		['a figure left out instead of "not known"', 'tally', 'dossiers', { complete: 5, on: '2018-11-02' }],
		['criterion 0', 'obstacle', 'statement', { criterion: 0, title: 'x', raisedOn: '2018-10-21', asks: 'commune' }],
		[
			'a text beyond the limit',
			'visit',
			'conclusion',
			{ text: 'x'.repeat(TEXT_LIMIT + 1), closedAt: '2018-11-05T02:00:00.000Z' }
		],
		['an instant without milliseconds', 'visit', 'conclusion', { text: 'x', closedAt: '2018-11-05T02:00:00Z' }],
		[
			'a place beyond the pole',
			'check',
			'place',
			{ lat: 91, lon: 105, accuracyM: 8, at: '2018-11-05T02:00:00.000Z' }
		],
		['voiding without a reason', 'check', 'life', { voided: true, reason: '' }],
		['nothing in place of a value', 'check', 'measurement', null],
		[
			'a review of a value that is no change',
			'review',
			'verdict',
			{ of: { kind: 'check', id: 'x' }, judged: 'x', verdict: 'verified', on: '2018-11-05' }
		]
	])('not %s', (_what, kind, register, value) => {
		expect(accepts(kind, register, value)).toBe(false);
	});

	test('a text of exactly the limit, and fields of a newer version are kept', () => {
		const value = { state: 'resolved', on: '2018-11-05', text: 'x'.repeat(TEXT_LIMIT), mood: 1 };
		expect(schemaOf('obstacle', 'answer')!.parse(value)).toEqual(value);
	});
});

describe('what is not known yet', () => {
	test('a kind or register of a newer version has no shape here', () => {
		expect(schemaOf('inventory', 'count')).toBeUndefined();
		expect(schemaOf('check', 'weather')).toBeUndefined();
		expect(isKnownKind('inventory')).toBe(false);
	});

	test('words of the language itself are no kinds and no registers', () => {
		expect(isKnownKind('constructor')).toBe(false);
		expect(kindOf('toString')).toBeUndefined();
		expect(schemaOf('check', 'constructor')).toBeUndefined();
	});
});

describe('ids', () => {
	const visitId = nextId();

	test.each([
		['profile', 'profile'],
		['dossier', dossierId(6)],
		['dossier', COMMON_DOSSIER_ID],
		['dossier', 'dossier:vn-commune-2021:6'],
		['tally', TALLY_ID],
		['target', TARGET_ID],
		['appraisal', appraisalId('so-vhttdl')],
		['finding', findingId(visitId, 15)],
		['conflict', conflictId(visitId, 'measurement')]
	] as const)('of a %s may be %s', (kind, id) => {
		const { id: form } = kinds[kind];
		expect(hasFixedId(kind)).toBe(true);
		expect((form as (id: string) => boolean)(id)).toBe(true);
	});

	test.each([
		['dossier', 'dossier:0'],
		['dossier', 'dossier:06'],
		['dossier', 'dossier:'],
		['finding', 'finding:x:15'],
		['finding', `finding:${visitId}`],
		['appraisal', 'appraisal:'],
		['target', 'target:2018'],
		['conflict', 'conflict:x']
	] as const)('of a %s may not be %s', (kind, id) => {
		const { id: form } = kinds[kind];
		expect((form as (id: string) => boolean)(id)).toBe(false);
	});

	test('of what each person starts for himself are UUIDs', () => {
		expect(
			['check', 'review', 'visit', 'remark', 'letter', 'paper', 'obstacle', 'task', 'photo'].some(hasFixedId)
		).toBe(false);
	});
});

describe('reading a record', () => {
	test('a register that was never written or was emptied has no value', () => {
		const record = recordOf('check', { measurement: { on: '2018-11-05', met: 'met' } });
		expect(valueOf(record, 'check', 'measurement')?.met).toBe('met');
		expect(valueOf(record, 'check', 'place')).toBeUndefined();
		expect(valueOf(undefined, 'check', 'measurement')).toBeUndefined();

		record.registers['measurement']!.value = null;
		expect(valueOf(record, 'check', 'measurement')).toBeUndefined();
	});

	test('a record is voided until its life is given back', () => {
		const record = recordOf('check', {}, { voided: true });
		expect(isVoided(record)).toBe(true);
		record.registers['life']!.value = null;
		expect(isVoided(record)).toBe(false);
	});

	test('the register written last is told by its stamp', () => {
		const record = recordOf('check', {
			subject: { indicator: '6.3' },
			measurement: { on: '2018-11-05', met: 'met' }
		});
		expect(latestRegister(record)).toBe(record.registers['measurement']);
		expect(latestRegister({ ...record, registers: {} })).toBeUndefined();
	});
});
