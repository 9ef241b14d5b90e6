import { expect, test } from 'vitest';
import { briefingRecords, COMMUNES, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { districtProgress, overallAssessment } from '#lib/domain/progress/district.ts';
import { reasonGroups } from './assessment-words.ts';

test('the assessment of 05/11/2018 names each commune, what is wrong and the day it is measured against', () => {
	const today = '2018-11-05';
	const district = districtProgress(briefingRecords(), { units: COMMUNES, reference: REFERENCE, today });
	const { reasons } = overallAssessment(district, today);
	const told = reasonGroups(reasons).map(({ against, reasons }) => [
		against,
		reasons.map(({ unitId, words }) => `${COMMUNES.find(({ id }) => id === unitId)!.name}: ${words}`)
	]);

	expect(told).toEqual([
		[
			'2017-12-31',
			['Thọ Thế: Chậm: kế hoạch 2017', 'Dân Lý: Chậm: kế hoạch 2017', 'Khuyến Nông: Chậm: kế hoạch 2017']
		],
		[
			'2018-12-31',
			[
				'Thọ Thế: Còn thiếu: hồ sơ chung',
				'Dân Lý: Còn thiếu: hồ sơ chung, gửi đủ ngành',
				'Minh Châu: Còn thiếu: hồ sơ tiêu chí, hồ sơ chung, gửi đủ ngành',
				'Dân Lực: Còn thiếu: hồ sơ tiêu chí, hồ sơ chung, gửi đủ ngành',
				'Dân Quyền: Còn thiếu: hồ sơ tiêu chí, hồ sơ chung, gửi đủ ngành',
				'Khuyến Nông: Còn thiếu: hồ sơ tiêu chí, hồ sơ chung, gửi đủ ngành',
				'Thọ Cường: Lùi từ 2018 sang 2019'
			]
		]
	]);
});
