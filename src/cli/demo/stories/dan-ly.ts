import type { DemoWrite } from '../demo-write.ts';
import { SampleCommune, type DatesByCriterion } from '../sample-commune.ts';
import { commonPapers } from './common-papers.ts';
import { departmentTeam, officeTeam } from './teams.ts';
import { checkWholeSet } from './whole-set.ts';

const COMPLETED: DatesByCriterion = {
	1: '2018-08-20',
	4: '2018-08-27',
	5: '2018-08-30',
	7: '2018-09-03',
	14: '2018-09-05',
	8: '2018-09-07',
	11: '2018-09-10',
	12: '2018-09-12',
	18: '2018-09-14',
	2: '2018-09-19',
	3: '2018-09-21',
	15: '2018-10-03',
	10: '2018-10-05',
	9: '2018-10-12',
	13: '2018-10-19',
	6: '2018-10-22',
	16: '2018-10-23',
	17: '2018-10-24',
	19: '2018-10-26'
};

/** Dân Lý: all dossiers, 8 departments sent to, 5 came; the common dossier is missing. */
export function danLy(): DemoWrite[] {
	const commune = new SampleCommune('dan-ly', { villages: 10, households: 1648, people: 6720 });
	commune.complete(COMPLETED);
	commune.commonDossier('preparing', '2018-10-29', '2018-11-16');
	commonPapers(commune, ['2018-10-29', '2018-10-31'], ['', 'Chờ biên bản đối chiếu của kế toán', 'Lập sau khi họp']);
	checkFigures(commune);
	papers(commune);
	departments(commune);
	visits(commune);

	commune.obstacle(
		{
			criterion: 17,
			title: 'Chưa có hợp đồng thu gom rác thải ở 2 thôn',
			detail: 'Thôn 6 và thôn 9 vẫn tự đốt rác. Đơn vị thu gom chưa báo giá.',
			raisedOn: '2018-10-21',
			asks: 'district'
		},
		{ state: 'in_hand', on: '2018-10-22', text: 'Văn phòng Điều phối theo dõi, làm việc với đơn vị thu gom.' }
	);
	commune.task('2018-11-02', {
		title: 'Lập hồ sơ chung của xã',
		assignee: 'Chủ tịch UBND xã',
		dueOn: '2018-11-16'
	});
	commune.task(
		'2018-11-02',
		{ title: 'Gửi hồ sơ đến 9 ngành còn lại', assignee: 'Công chức Văn phòng – Thống kê', dueOn: '2018-11-12' },
		undefined,
		'office'
	);
	return commune.writes;
}

function checkFigures(commune: SampleCommune): void {
	checkWholeSet(commune, COMPLETED, {
		'2.1': { percent: 100 },
		'2.2': { percent: 96.1 },
		'2.3': { percent: 92.3 },
		'2.4': { percent: 84.5 },
		'3.1': { percent: 94.2 },
		'4.2': { percent: 99.6 },
		'5.1': { percent: 100 },
		'6.3': { percent: 100 },
		'9.1': { value: 0 },
		'9.2': { percent: 91.4 },
		'10.1': { value: 34.2 },
		'11.1': { percent: 3.6 },
		'12.1': { percent: 95.3 },
		'14.2': { percent: 93.2 },
		'14.3': { percent: 47.8 },
		'15.1': { percent: 87.6 },
		'15.3': { percent: 15.7 },
		'16.1': { percent: 90 },
		'17.1': { percent: 98.7, cleanPercent: 63.4 },
		'17.2': { percent: 100 },
		'17.6': { percent: 90.2 },
		'17.7': { percent: 78.4 },
		'17.8': { percent: 100 },
		'18.4': { percent: 100 }
	});
}

function papers(commune: SampleCommune): void {
	commune.paper(6, 'Báo cáo kết quả thực hiện tiêu chí', { done: '2018-09-28' });
	commune.paper(6, 'Biên bản kiểm tra thực địa', { done: '2018-10-01' });
	commune.paper(6, 'Danh sách nhà văn hóa, khu thể thao thôn', { done: '2018-10-18' });
	commune.paper(17, 'Báo cáo kết quả thực hiện tiêu chí', { done: '2018-10-19' });
	commune.paper(17, 'Bảng tổng hợp nước hợp vệ sinh và nước sạch', { done: '2018-10-22' });
	commune.paper(17, 'Đề án thu gom rác thải của xã', { done: '2018-10-23' });
	commune.paper(19, 'Báo cáo kết quả thực hiện tiêu chí', { done: '2018-10-24' });
	commune.paper(19, 'Xác nhận của Công an huyện', { done: '2018-10-26' });
}

function departments(commune: SampleCommune): void {
	commune.sent({
		'so-gtvt': '2018-09-24',
		'so-ct': '2018-09-26',
		'so-gddt': '2018-09-28',
		'so-vhttdl': '2018-10-02',
		'so-yt': '2018-10-08',
		'so-xd': '2018-10-15',
		'so-tttt': '2018-10-18',
		'so-tnmt': '2018-10-24'
	});
	commune.letter('so-gtvt', { on: '2018-10-15', number: '1897/SGTVT-QLKCHT', said: { 2: 'passed' } });
	commune.letter('so-ct', { on: '2018-10-16', number: '1660/SCT-QLTM', said: { 4: 'passed', 7: 'passed' } });
	commune.letter('so-vhttdl', {
		on: '2018-10-25',
		number: '1207/SVHTTDL-XDNSVH',
		said: { 6: { verdict: 'passed', note: 'Đã đủ giấy tờ bổ sung.' }, 16: 'passed' }
	});
	commune.letter('so-gddt', {
		on: '2018-10-29',
		number: '1868/SGDĐT-KHTC',
		said: { 5: 'passed', '14.1': 'passed', '14.2': 'passed' }
	});
	commune.letter('so-yt', { on: '2018-11-01', number: '1677/SYT-NVY', said: { 15: 'passed' } });
}

function visits(commune: SampleCommune): void {
	commune.visit({
		purpose: 'department',
		department: 'so-gtvt',
		on: '2018-10-05',
		from: '08:00',
		to: '10:40',
		attendance: departmentTeam(
			'Phó Trưởng phòng Kết cấu hạ tầng',
			2,
			'Phòng Kinh tế và Hạ tầng',
			'công chức Địa chính – Xây dựng'
		),
		verdicts: { 2: 'satisfied' },
		conclusion: 'Đường xã, đường thôn đạt. Đã đo 4 tuyến.'
	});
	commune.visit({
		purpose: 'department',
		department: 'so-ct',
		on: '2018-10-09',
		from: '14:00',
		to: '16:10',
		attendance: departmentTeam(
			'Phó Trưởng phòng Quản lý năng lượng',
			2,
			'Phòng Kinh tế và Hạ tầng',
			'công chức Tài chính – Kế toán'
		),
		verdicts: { 4: 'satisfied', 7: 'satisfied' },
		conclusion: 'Tiêu chí 4 và 7 đạt.'
	});
	commune.visit({
		purpose: 'department',
		department: 'so-vhttdl',
		on: '2018-10-12',
		from: '08:30',
		to: '11:15',
		attendance: departmentTeam(
			'Phó Trưởng phòng Xây dựng nếp sống văn hóa',
			2,
			'Phòng Văn hóa và Thông tin',
			'công chức Văn hóa – Xã hội'
		),
		verdicts: { 6: 'needs_work', 16: 'satisfied' },
		remarks: [
			{
				criterion: 6,
				text: 'Bổ sung danh sách nhà văn hóa, khu thể thao thôn.',
				dueOn: '2018-10-20',
				doneOn: '2018-10-18'
			}
		],
		conclusion: 'Cần bổ sung 1 giấy tờ của tiêu chí 6.'
	});
	commune.visit({
		purpose: 'department',
		department: 'so-gddt',
		on: '2018-10-19',
		from: '08:00',
		to: '11:00',
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
		purpose: 'follow_up',
		on: '2018-10-22',
		from: '14:00',
		to: '15:30',
		attendance: officeTeam('công chức Địa chính – Xây dựng'),
		verdicts: { 17: 'needs_work' },
		remarks: [{ criterion: 17, text: 'Xin báo giá thu gom cho thôn 6 và thôn 9.', dueOn: '2018-11-09' }],
		conclusion: 'Hồ sơ tiêu chí 17 lập được; còn rác thải ở 2 thôn.',
		by: 'office'
	});
	commune.visit({
		purpose: 'department',
		department: 'so-yt',
		on: '2018-10-31',
		from: '08:15',
		to: '10:30',
		attendance: departmentTeam('Phó Trưởng phòng Nghiệp vụ Y', 2, 'Phòng Y tế', 'trạm trưởng trạm y tế'),
		verdicts: { 15: 'satisfied' },
		conclusion: 'Đạt. Đoàn 3 người, biên bản 2 trang.'
	});
}
