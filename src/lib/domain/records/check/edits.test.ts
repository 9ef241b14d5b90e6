import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { recordCheck } from './edits.ts';
import { readCheckRecord } from './read.ts';

const CHECK = '0191b0c0-0000-7000-8000-000000000003';
const PLACE = { lat: 19.8172, lon: 105.5936, accuracyM: 8, at: '2018-11-05T02:40:00.000Z' };
const TOLD = {
	unitId: '15697',
	checkId: CHECK,
	set: 'vn-commune-2016',
	indicator: '6.3',
	village: '',
	measurement: { on: '2018-11-05', part: 7, whole: 8, met: 'not_met' }
} as const;

describe('a new check', () => {
	test('says what was measured, of what and where', () => {
		expect(recordCheck({ ...TOLD, place: PLACE })).toEqual({
			unitId: '15697',
			kind: 'check',
			recordId: CHECK,
			set: { subject: { indicator: '6.3' }, measurement: TOLD.measurement, place: PLACE }
		});
	});

	test('without a place has none', () => {
		expect(recordCheck({ ...TOLD, place: null }).set).not.toHaveProperty('place');
	});

	test('names its village, and any set but the first', () => {
		expect(recordCheck({ ...TOLD, set: 'vn-commune-2021', village: 'thon-3' }).set['subject']).toEqual({
			indicator: '6.3',
			set: 'vn-commune-2021',
			village: 'thon-3'
		});
	});
});

describe('a check that is edited', () => {
	const subject = { indicator: '6.3', village: 'thon-3', district: 'noted' };
	const earlier = readCheckRecord(recordOf('check', { subject, measurement: TOLD.measurement }, { id: CHECK }))!;

	test('writes what was measured and leaves the rest alone', () => {
		expect(Object.keys(recordCheck({ ...TOLD, village: 'thon-3', earlier }).set)).toEqual(['measurement']);
	});

	test('may be moved to another village or to the whole commune', () => {
		expect(recordCheck({ ...TOLD, village: 'thon-5', earlier }).set['subject']).toEqual({
			indicator: '6.3',
			village: 'thon-5',
			district: 'noted'
		});
		expect(recordCheck({ ...TOLD, earlier }).set['subject']).toEqual({ indicator: '6.3', district: 'noted' });
	});
});
