import type { DemoWrite } from '../demo-write.ts';
import { SampleCommune, type DatesByCriterion } from '../sample-commune.ts';
import { commonPapers } from './common-papers.ts';
import { departmentTeam, officeTeam } from './teams.ts';
import { checkWholeSet } from './whole-set.ts';

const COMPLETED: DatesByCriterion = {
	1: '2018-08-09',
	4: '2018-08-14',
	7: '2018-08-16',
	8: '2018-08-20',
	5: '2018-08-23',
	14: '2018-08-27',
	12: '2018-08-30',
	18: '2018-09-04',
	3: '2018-09-06',
	16: '2018-09-10',
	19: '2018-09-12',
	11: '2018-09-14',
	2: '2018-09-28',
	9: '2018-10-04',
	15: '2018-10-09',
	10: '2018-10-12',
	6: '2018-10-23',
	13: '2018-10-26',
	17: '2018-10-30'
};

/** Thọ Thế: all dossiers, sent to all departments, 4 came; the common dossier is missing. */
export function thoThe(): DemoWrite[] {
	const commune = new SampleCommune('tho-the', { villages: 9, households: 1432, people: 5810 });
	commune.complete(COMPLETED);
	commune.commonDossier('preparing', '2018-10-24', '2018-11-14');
	commonPapers(commune, ['2018-10-24', '2018-10-26', '2018-10-30'], ['Họp dân ngày 08/11', 'Lập sau khi họp']);
	checkWholeSet(commune, COMPLETED, {
		'2.1': { percent: 100 },
		'2.2': { percent: 94.7 },
		'2.3': { percent: 90.8 },
		'2.4': { percent: 82.1 },
		'3.1': { percent: 92.5 },
		'4.2': { percent: 99.4 },
		'5.1': { percent: 100 },
		'6.3': { percent: 100 },
		'9.1': { value: 0 },
		'9.2': { percent: 89.7 },
		'10.1': { value: 33.1 },
		'11.1': { percent: 4.1 },
		'12.1': { percent: 94.6 },
		'14.2': { percent: 91.4 },
		'14.3': { percent: 44.9 },
		'15.1': { percent: 86.8 },
		'15.3': { percent: 16.9 },
		'16.1': { percent: 88.9 },
		'17.1': { percent: 98.4, cleanPercent: 61.7 },
		'17.2': { percent: 100 },
		'17.6': { percent: 88.3 },
		'17.7': { percent: 74.9 },
		'17.8': { percent: 100 },
		'18.4': { percent: 100 }
	});
	papers(commune);
	departments(commune);
	visits(commune);

	commune.obstacle({
		criterion: 17,
		title: 'Bãi rác tạm thôn 4 chưa đóng',
		detail: 'Chờ kinh phí xử lý lượng rác còn lại.',
		raisedOn: '2018-10-18',
		asks: 'district'
	});
	commune.task('2018-11-02', {
		title: 'Họp dân lấy ý kiến đề nghị xét công nhận',
		assignee: 'Chủ tịch UBND xã',
		dueOn: '2018-11-08'
	});
	return commune.writes;
}

function papers(commune: SampleCommune): void {
	commune.paper(13, 'Báo cáo kết quả thực hiện tiêu chí', { done: '2018-10-24' });
	commune.paper(13, 'Quy chế hoạt động của hợp tác xã', { done: '2018-10-26' });
	commune.paper(17, 'Báo cáo kết quả thực hiện tiêu chí', { done: '2018-10-26' });
	commune.paper(17, 'Hợp đồng thu gom rác thải', { done: '2018-10-30' });
}

function departments(commune: SampleCommune): void {
	commune.sent({
		'so-ct': '2018-09-24',
		'so-gddt': '2018-09-24',
		'so-tttt': '2018-09-26',
		'cong-an': '2018-09-27',
		bchqs: '2018-09-27',
		'so-gtvt': '2018-10-03',
		'so-xd': '2018-10-08',
		'so-ldtbxh': '2018-10-10',
		'so-yt': '2018-10-12',
		'cuc-tk': '2018-10-16',
		'so-nv': '2018-10-18',
		'so-tp': '2018-10-18',
		mttq: '2018-10-22',
		hlhpn: '2018-10-22',
		'so-vhttdl': '2018-10-25',
		'so-nnptnt': '2018-10-29',
		'so-tnmt': '2018-10-31'
	});
	commune.letter('so-ct', { on: '2018-10-17', number: '1777/SCT-QLTM', said: { 4: 'passed', 7: 'passed' } });
	commune.letter('so-gddt', {
		on: '2018-10-24',
		number: '1079/SGDĐT-KHTC',
		said: { 5: 'passed', '14.1': 'passed', '14.2': 'passed' }
	});
	commune.letter('so-ldtbxh', { on: '2018-10-31', number: '3142/SLĐTBXH-DN', said: { '14.3': 'passed' } });
	commune.letter('so-tttt', { on: '2018-10-30', number: '1121/STTTT-BCVT', said: { 8: 'passed' } });
	commune.letter('cong-an', { on: '2018-11-02', number: '1061/CAT-PV01', said: { '19.2': 'passed' } });
	commune.letter('bchqs', { on: '2018-11-02', number: '1908/BCH-TM', said: { '19.1': 'passed' } });
}

function visits(commune: SampleCommune): void {
	commune.visit({
		purpose: 'department',
		department: 'so-ct',
		on: '2018-10-11',
		from: '08:00',
		to: '10:20',
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
		department: 'so-gddt',
		on: '2018-10-16',
		from: '08:00',
		to: '10:50',
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
		on: '2018-10-19',
		from: '14:00',
		to: '15:20',
		attendance: officeTeam('công chức Địa chính – Xây dựng'),
		verdicts: { 17: 'not_satisfied' },
		remarks: [{ criterion: 17, text: 'Lập phương án đóng bãi rác tạm thôn 4.', dueOn: '2018-11-10' }],
		conclusion: 'Bãi rác tạm phải đóng trước khi ngành về kiểm tra.',
		by: 'office'
	});
	commune.visit({
		purpose: 'department',
		department: 'so-tttt',
		on: '2018-10-24',
		from: '14:00',
		to: '15:45',
		attendance: departmentTeam(
			'Phó Trưởng phòng Bưu chính Viễn thông',
			1,
			'Phòng Văn hóa và Thông tin',
			'công chức Văn hóa – Xã hội'
		),
		verdicts: { 8: 'satisfied' },
		conclusion: 'Tiêu chí 8 đạt.'
	});
	commune.visit({
		purpose: 'department',
		department: 'cong-an',
		on: '2018-10-30',
		from: '08:00',
		to: '09:40',
		attendance: departmentTeam('Đại diện phòng nghiệp vụ', 2, 'Công an huyện', 'trưởng Công an xã'),
		verdicts: { 19: 'satisfied' },
		conclusion: 'Tiêu chí 19 đạt.'
	});
}
