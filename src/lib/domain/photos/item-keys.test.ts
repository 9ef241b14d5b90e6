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

test('a visit is one thing with its findings, its remarks, their photos and the day of the department that came', () => {
	const visit = '0191b0c0-0000-7000-8000-000000000001';
	const keys = itemKeys([
		change('visit', visit, 'opening', { purpose: 'department' }),
		change('finding', `finding:${visit}:6`, 'verdict', { verdict: 'needs_work' }),
		change('remark', 'ghi-nhan', 'text', { visit, criterion: 6, text: 'Thiếu sân' }),
		change('photo', 'anh', 'file', { of: { kind: 'remark', id: 'ghi-nhan' } }),
		change('visit', visit, 'conclusion', { text: 'Đạt' }),
		change('appraisal', 'appraisal:so-yt', 'inspected', { on: '2018-11-05', visitId: visit }),
		change('appraisal', 'appraisal:so-yt', 'sent', { on: '2018-11-01' })
	]);

	expect(new Set(keys.map(({ kind, recordId }) => `${kind}/${recordId}`))).toEqual(
		new Set([`visit/${visit}`, 'appraisal/appraisal:so-yt'])
	);
	expect(keys.filter(({ kind }) => kind === 'visit')).toHaveLength(6);
});
