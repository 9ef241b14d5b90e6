import type { DemoWrite } from '../demo-write.ts';
import { SampleCommune, type DatesByCriterion } from '../sample-commune.ts';
import { commonPapers } from './common-papers.ts';
import { departmentTeam } from './teams.ts';
import { checkWholeSet } from './whole-set.ts';

const COMPLETED: DatesByCriterion = {
	1: '2018-08-13',
	4: '2018-08-15',
	5: '2018-08-17',
	7: '2018-08-20',
	8: '2018-08-22',
	14: '2018-08-24',
	12: '2018-08-28',
	18: '2018-08-30',
	19: '2018-09-05',
	3: '2018-09-11',
	2: '2018-09-14',
	9: '2018-09-20',
	15: '2018-10-02',
	11: '2018-10-05',
	10: '2018-10-11',
	6: '2018-10-17',
	16: '2018-10-19',
	13: '2018-10-25',
	17: '2018-10-31'
};

/** Tân Ninh: all dossiers and the common one, sent to all departments, 4 came. */
/** Households, asked, satisfied. */
const SURVEYED = [
	[214, 152, 141],
	[186, 128, 117],
	[201, 131, 122],
	[173, 119, 108],
	[195, 127, 115],
	[168, 112, 104],
	[207, 138, 126],
	[159, 103, 93],
	[188, 124, 111],
	[176, 116, 107],
	[182, 121, 109],
	[187, 123, 114]
] as const;

export function tanNinh(): DemoWrite[] {
	const commune = new SampleCommune('tan-ninh', { villages: 12, households: 2236, people: 8940 });
	commune.complete(COMPLETED);
	commune.commonDossier('complete', '2018-10-31');
	commune.surveys('2018-10-24', SURVEYED);
	commonPapers(commune, ['2018-10-22', '2018-10-24', '2018-10-26', '2018-10-29', '2018-10-31']);
	checkWholeSet(commune, COMPLETED, {
		'2.1': { percent: 100 },
		'2.2': { percent: 98.3 },
		'2.3': { percent: 95.7 },
		'2.4': { percent: 88.6 },
		'3.1': { percent: 96.8 },
		'4.2': { percent: 99.9 },
		'5.1': { percent: 100 },
		'6.3': { percent: 100 },
		'9.1': { value: 0 },
		'9.2': { percent: 94.3 },
		'10.1': { value: 36.5 },
		'11.1': { percent: 2.8 },
		'12.1': { percent: 96.7 },
		'14.2': { percent: 95.2 },
		'14.3': { percent: 52.6 },
		'15.1': { percent: 90.3 },
		'15.3': { percent: 14.1 },
		'16.1': { percent: 91.7 },
		'17.1': { percent: 99.1, cleanPercent: 68.2 },
		'17.2': { percent: 100 },
		'17.6': { percent: 92.8 },
		'17.7': { percent: 81.5 },
		'17.8': { percent: 100 },
		'18.4': { percent: 100 }
	});
	papers(commune);
	departments(commune);
	visits(commune);
	commune.task(
		'2018-11-02',
		{
			title: 'Hẹn lịch kiểm tra với 13 ngành còn lại',
			assignee: 'Văn phòng Điều phối NTM huyện',
			dueOn: '2018-11-14'
		},
		undefined,
		'office'
	);
	commune.works(
		{
			name: 'Đường trục chính nội đồng thôn 5',
			criterion: 2,
			contractor: 'Nhà thầu xây dựng',
			startOn: '2018-06-11',
			dueOn: '2018-09-10'
		},
		{ percent: 100, on: '2018-09-07', note: 'Đã nghiệm thu.' }
	);
	return commune.writes;
}

function papers(commune: SampleCommune): void {
	commune.paper(13, 'Báo cáo kết quả thực hiện tiêu chí', { done: '2018-10-23' });
	commune.paper(13, 'Hợp đồng liên kết sản xuất và tiêu thụ', { done: '2018-10-25' });
	commune.paper(17, 'Báo cáo kết quả thực hiện tiêu chí', { done: '2018-10-29' });
	commune.paper(17, 'Kết quả xét nghiệm mẫu nước', { done: '2018-10-31' });
}

function departments(commune: SampleCommune): void {
	commune.sent({
		'so-gtvt': '2018-10-01',
		'so-gddt': '2018-10-01',
		'so-xd': '2018-10-02',
		'so-tttt': '2018-10-02',
		'so-ct': '2018-10-04',
		'so-yt': '2018-10-08',
		'so-ldtbxh': '2018-10-09',
		'cuc-tk': '2018-10-15',
		'cong-an': '2018-10-16',
		bchqs: '2018-10-16',
		'so-vhttdl': '2018-10-22',
		'so-nv': '2018-10-23',
		'so-tp': '2018-10-23',
		mttq: '2018-10-25',
		hlhpn: '2018-10-25',
		'so-nnptnt': '2018-10-29',
		'so-tnmt': '2018-11-01'
	});
	commune.letter('so-gtvt', { on: '2018-10-24', number: '1213/SGTVT-QLKCHT', said: { 2: 'passed' } });
	commune.letter('so-gddt', {
		on: '2018-10-26',
		number: '1181/SGDĐT-KHTC',
		said: { 5: 'passed', '14.1': 'passed', '14.2': 'passed' }
	});
	commune.letter('so-ldtbxh', { on: '2018-10-29', number: '3127/SLĐTBXH-DN', said: { '14.3': 'passed' } });
	commune.letter('so-xd', { on: '2018-10-30', number: '1877/SXD-QHKT', said: { 1: 'passed', 9: 'passed' } });
	commune.letter('so-yt', { on: '2018-11-02', number: '1894/SYT-NVY', said: { 15: 'passed' } });
}

function visits(commune: SampleCommune): void {
	commune.visit({
		purpose: 'department',
		department: 'so-gtvt',
		on: '2018-10-17',
		from: '08:00',
		to: '11:00',
		attendance: departmentTeam(
			'Phó Trưởng phòng Kết cấu hạ tầng',
			2,
			'Phòng Kinh tế và Hạ tầng',
			'công chức Địa chính – Xây dựng'
		),
		verdicts: { 2: 'satisfied' },
		conclusion: 'Tiêu chí 2 đạt.'
	});
	commune.visit({
		purpose: 'department',
		department: 'so-gddt',
		on: '2018-10-19',
		from: '14:00',
		to: '16:30',
		attendance: departmentTeam(
			'Phó Trưởng phòng Giáo dục Trung học',
			1,
			'Phòng Giáo dục và Đào tạo',
			'hiệu trưởng 3 trường'
		),
		verdicts: { 5: 'satisfied', 14: 'satisfied' },
		conclusion: 'Tiêu chí 5 và 14 đạt.'
	});
	commune.visit({
		purpose: 'department',
		department: 'so-xd',
		on: '2018-10-23',
		from: '08:30',
		to: '11:20',
		attendance: departmentTeam(
			'Phó Trưởng phòng Quy hoạch',
			2,
			'Phòng Kinh tế và Hạ tầng',
			'công chức Địa chính – Xây dựng'
		),
		verdicts: { 1: 'satisfied', 9: 'satisfied' },
		remarks: [
			{
				criterion: 9,
				text: 'Đính kèm ảnh 3 nhà vừa sửa xong.',
				dueOn: '2018-10-30',
				doneOn: '2018-10-26'
			}
		],
		conclusion: 'Tiêu chí 1 và 9 đạt, bổ sung ảnh vào hồ sơ.'
	});
	commune.visit({
		purpose: 'department',
		department: 'so-yt',
		on: '2018-10-30',
		from: '08:15',
		to: '10:45',
		attendance: departmentTeam('Phó Trưởng phòng Nghiệp vụ Y', 2, 'Phòng Y tế', 'trạm trưởng trạm y tế'),
		verdicts: { 15: 'satisfied' },
		conclusion: 'Tiêu chí 15 đạt.'
	});
}
