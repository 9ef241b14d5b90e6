import { expect, test } from 'vitest';
import { briefingRecords, COMMUNES, REFERENCE, seed } from '../../../../tests/support/trieu-son.ts';
import { districtProgress } from './district.ts';
import { sortCommunes, type CommuneOrder } from './sort-communes.ts';

const { communes } = districtProgress(briefingRecords(), {
	units: COMMUNES,
	reference: REFERENCE,
	today: seed.conference.date
});
const namesBy = (order: CommuneOrder) =>
	sortCommunes(communes, order, COMMUNES).map(({ unitId }) => COMMUNES.find(({ id }) => id === unitId)!.name);

test('by dossiers the communes stay as the district ranks them', () => {
	expect(namesBy('dossiers')).toEqual(communes.map(({ unitId }) => COMMUNES.find(({ id }) => id === unitId)!.name));
	expect(namesBy('dossiers').slice(0, 4)).toEqual(['Tân Ninh', 'Thọ Thế', 'Dân Lý', 'Minh Châu']);
});

test('by departments sent to, a commune that has not reported them comes after those that have', () => {
	expect(namesBy('sent').slice(0, 3)).toEqual(['Tân Ninh', 'Thọ Thế', 'Dân Lý']);
});

test('by name the order is that of the Vietnamese alphabet', () => {
	expect(namesBy('name')).toEqual([
		'Dân Lực',
		'Dân Lý',
		'Dân Quyền',
		'Khuyến Nông',
		'Minh Châu',
		'Tân Ninh',
		'Thọ Cường',
		'Thọ Thế'
	]);
});

test('by year the commune that was moved to 2019 comes last, and within a year nothing moves', () => {
	expect(namesBy('year').at(-1)).toBe('Thọ Cường');
	expect(namesBy('year').slice(0, 7)).toEqual(namesBy('dossiers').filter((name) => name !== 'Thọ Cường'));
});
