import { expect, test } from 'vitest';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { currentSet } from './reference.ts';
import { criteriaJudgedBy, partsOf } from './parts.ts';

const { criteria } = currentSet(REFERENCE);
const list = REFERENCE.departments;
const partsIn = (criterion: number, departments = list) =>
	partsOf(criteria[criterion - 1]!, { ...REFERENCE, departments }).map(({ department, of }) => [
		department,
		of.join(' ')
	]);
const withDepartment = (id: string, change: { criteria?: number[]; indicators?: string[] }) => ({
	...list,
	departments: list.departments.map((one) => (one.id === id ? { ...one, ...change } : one))
});

test('a criterion of one department is its whole', () => {
	expect(partsIn(6)).toEqual([['so-vhttdl', '6.1 6.2 6.3']]);
});

test('a criterion whose indicators are shared out is judged by each for its own', () => {
	expect(partsIn(19)).toEqual([
		['cong-an', '19.2'],
		['bchqs', '19.1']
	]);
});

test('who has the whole judges what is nobody else’s', () => {
	expect(partsIn(6, withDepartment('so-yt', { indicators: ['6.2'] }))).toEqual([
		['so-vhttdl', '6.1 6.3'],
		['so-yt', '6.2']
	]);
});

test('the leading department judges what nobody is named for', () => {
	expect(partsIn(14, withDepartment('so-gddt', { indicators: ['14.1'] }))).toEqual([
		['so-gddt', '14.1 14.2'],
		['so-ldtbxh', '14.3']
	]);
	expect(partsIn(14, withDepartment('so-gddt', { indicators: [] }))).toEqual([
		['so-gddt', '14.1 14.2'],
		['so-ldtbxh', '14.3']
	]);
});

test('every criterion of the list has somebody who judges it', () => {
	for (const { no } of criteria) expect(partsIn(no), `criterion ${no}`).not.toEqual([]);
});

test('a department has a say in its criteria and in those of its single indicators', () => {
	expect(criteriaJudgedBy(list.departments.find(({ id }) => id === 'so-yt')!)).toEqual([15, 17]);
});
