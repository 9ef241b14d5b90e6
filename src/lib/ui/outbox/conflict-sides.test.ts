import { expect, test } from 'vitest';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { conflictSides, type ConflictSide } from './conflict-sides.ts';
import { valueNames } from './value-names.ts';

const at = (time: string, device: string) => formatReading({ ms: Date.parse(time), counter: 0, device });
const side = (text: string, by: string, stamp: string): ConflictSide => ({
	value: { title: text, raisedOn: '2018-11-05', asks: 'district' },
	by,
	stamp
});
const LONG = 'Chưa có mặt bằng để xây nhà văn hóa thôn 3';
const of = {
	...{ kind: 'obstacle', register: 'statement', personId: 'can-bo', deviceId: 'phone001' },
	nameOf: (id: string) => id,
	names: valueNames({ reference: REFERENCE })
};
const [morning, noon] = ['2018-11-05T01:10:00Z', '2018-11-05T05:10:00Z'] as const;

test('what one person wrote on two devices is told apart by device and time, on the buttons too', () => {
	const sides = conflictSides(
		side(`${LONG} và 4`, 'can-bo', at(noon, 'desk0002')),
		side(LONG, 'can-bo', at(morning, 'phone001')),
		of
	);

	expect(sides.map(({ who }) => who)).toEqual([
		'Anh/chị, máy khác (số 0002), 05/11 12:10',
		'Anh/chị, máy này, 05/11 08:10'
	]);
	expect(sides.map(({ button }) => button)).toEqual([
		'Dùng bản ghi trên máy khác (số 0002), 05/11 12:10',
		'Dùng bản ghi trên máy này, 05/11 08:10'
	]);
});

test('no two buttons are alike, whoever looks, and however long or equal the words are', () => {
	const texts = [LONG, 'Thiếu vốn', 'Thiếu đất'];
	for (const one of texts)
		for (const other of texts)
			for (const [by, device] of [
				['can-bo', 'desk0002'],
				['van-phong', 'phone001']
			] as const)
				for (const personId of ['can-bo', 'lanh-dao']) {
					const winner = side(one, 'can-bo', at(noon, 'phone001'));
					const sides = conflictSides(winner, side(other, by, at(noon, device)), { ...of, personId });
					expect(new Set(sides.map(({ button }) => button)).size).toBe(2);
				}
});
