import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { suggestPosts } from './suggested-posts.ts';
import { visitsOf } from './read.ts';

const visit = (commune: string[]) =>
	recordOf('visit', {
		opening: { purpose: 'internal', on: '2018-10-01', startedAt: '2018-10-01T01:30:00.000Z', criteria: [6] },
		attendance: { province: ['Trưởng đoàn'], district: [], commune }
	});

const visits = visitsOf(
	[visit(['Hiệu trưởng', 'Chủ tịch UBND']), visit(['Chủ tịch UBND']), visit(['Chủ tịch UBND', 'Trạm trưởng'])],
	'vn-commune-2016'
);
const usual = ['Chủ tịch UBND', 'Bí thư Đảng ủy'];

describe('posts for a quick tap', () => {
	test('are those that came most often, then what is usual, each once', () => {
		expect(suggestPosts(visits, { level: 'commune', present: [], usual, most: 9 })).toEqual([
			'Chủ tịch UBND',
			...suggestPosts(visits, { level: 'commune', present: ['Chủ tịch UBND'], usual: [], most: 9 }),
			'Bí thư Đảng ủy'
		]);
	});

	test('leave out whoever is already noted', () => {
		const left = suggestPosts(visits, { level: 'commune', present: ['Chủ tịch UBND'], usual, most: 9 });
		expect(left.toSorted()).toEqual(['Bí thư Đảng ủy', 'Hiệu trưởng', 'Trạm trưởng']);
	});

	test('are of the same level, and few', () => {
		expect(
			suggestPosts(visits, { level: 'district', present: [], usual: ['Văn phòng Điều phối'], most: 9 })
		).toEqual(['Văn phòng Điều phối']);
		expect(suggestPosts(visits, { level: 'commune', present: [], usual, most: 1 })).toEqual(['Chủ tịch UBND']);
	});

	test('of a department leave out the people of other departments', () => {
		const of = (department: string, head: string) =>
			recordOf('visit', {
				opening: {
					purpose: 'department',
					department,
					on: '2018-10-01',
					startedAt: '2018-10-01T01:30:00.000Z',
					criteria: [5]
				},
				attendance: { province: [head], district: [], commune: [] }
			});
		const both = visitsOf(
			[of('so-gddt', 'Trưởng phòng Trung học'), of('so-ct', 'Trưởng phòng Năng lượng')],
			'vn-commune-2016'
		);
		const asked = { level: 'province', present: [], usual: ['Trưởng đoàn'], most: 9 } as const;
		expect(suggestPosts(both, { ...asked, department: 'so-ct' })).toEqual([
			'Trưởng phòng Năng lượng',
			'Trưởng đoàn'
		]);
	});
});
