import { expect, test } from 'vitest';
import { findIndicator } from '#lib/domain/criteria/criteria-set.ts';
import { groundOf } from '#lib/domain/criteria/threshold.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import { communeNamed, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { measuredWords } from './measured-words.ts';

const set = REFERENCE.criteriaSets[0]!;

function words(no: string, figures: Partial<Measurement>) {
	const measured = measuredWords({ on: '2018-11-05', ...figures }, findIndicator(set, no)!, (year) =>
		groundOf(communeNamed('Minh Châu'), year, REFERENCE)
	);
	return measured && JSON.parse(JSON.stringify(measured).replaceAll('\u00a0', ' '));
}

test('a percentage is told with the pair it comes from', () => {
	expect(words('6.3', { part: 7, whole: 8 })).toEqual({ value: '87,5%', pair: '7/8 thôn', more: [] });
	expect(words('17.8', { part: 1100, whole: 1176 })).toMatchObject({ value: '93,5%', pair: '1.100/1.176' });
});

test('a share just below its level is told on its own side, and a level that the district set counts too', () => {
	expect(words('15.1', { part: 4088, whole: 4810 })?.value).toBe('84,99%');
	expect(words('15.1', { part: 4089, whole: 4810 })?.value).toBe('85%');
	expect(words('15.3', { part: 2421, whole: 10_000 })?.value).toBe('24,21%');
	expect(words('15.1', { value: 84.996 })?.value).toBe('84,996%');
	expect(words('6.3', { part: 2999, whole: 3000 })?.value).toBe('99,97%');
	const more = [{ label: 'nước sạch', part: 5999, whole: 10_000 }];
	expect(words('17.1', { part: 990, whole: 1000, more })?.more).toEqual(['nước sạch 59,99%']);
});

test('a figure is told in its own unit', () => {
	expect(words('15.1', { value: 86.2 })).toEqual({ value: '86,2%', more: [] });
	expect(words('9.1', { value: 2 })).toEqual({ value: '2 nhà', more: [] });
	expect(words('10.1', { value: 32 })).toEqual({ value: '32 triệu đồng/người/năm', more: [] });
});

test('second figures are named', () => {
	const more = [{ label: 'nước sạch', part: 590, whole: 1000 }];
	expect(words('17.1', { part: 990, whole: 1000, more })?.more).toEqual(['nước sạch 59%']);
});

test('what a person judged by looking has no figure', () => {
	expect(words('6.1', {})).toBeUndefined();
});
