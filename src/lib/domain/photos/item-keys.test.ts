import { expect, test } from 'vitest';
import type { Change, RegisterValue } from '../changes/change.ts';
import { itemKeys } from './item-keys.ts';

const change = (kind: string, recordId: string, register: string, value: RegisterValue): Change => ({
	id: `${kind}-${recordId}-${register}`,
	v: 1,
	unitId: '15697',
	kind,
	recordId,
	set: { [register]: { value, prev: null } },
	hlc: '',
	device: 'a',
	n: 1
});

test('the photos of a check are counted with it, a caption of an earlier photo by itself', () => {
	const keys = itemKeys([
		change('check', 'kiem-tra', 'measurement', { on: '2018-11-05' }),
		change('photo', 'anh-1', 'file', { of: { kind: 'check', id: 'kiem-tra' } }),
		change('photo', 'anh-1', 'caption', { text: 'Cổng nhà văn hóa' }),
		change('photo', 'anh-0', 'caption', { text: 'Sân' })
	]);

	expect(keys.map(({ kind, recordId }) => `${kind}/${recordId}`)).toEqual([
		'check/kiem-tra',
		'check/kiem-tra',
		'check/kiem-tra',
		'photo/anh-0'
	]);
});
