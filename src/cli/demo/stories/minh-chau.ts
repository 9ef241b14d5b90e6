import type { DemoWrite } from '../demo-write.ts';
import { officerOf } from '../people.ts';
import { SampleCommune } from '../sample-commune.ts';
import { minhChauChecks } from './minh-chau-checks.ts';
import { departmentTeam, officeTeam } from './teams.ts';

const OFFICER = officerOf('minh-chau');

/** Minh Châu: 5 dossiers complete, 11 in the making, 3 not begun; 2 departments came. Whether anything was sent and how the
 *  common dossier stands is not known. */
export function minhChau(): DemoWrite[] {
	const commune = new SampleCommune('minh-chau', { villages: 8, households: 1176, people: 4810 });
	dossiers(commune);
	minhChauChecks(commune);
	const acceptance = papers(commune);
	visits(commune);
	obstacles(commune);
	tasks(commune, acceptance);
	commune.works(
		{
			name: 'Nhà văn hóa thôn 3',
			criterion: 6,
			contractor: 'Nhà thầu xây dựng',
			startOn: '2018-05-14',
			dueOn: '2018-10-31'
		},
		{ percent: 90, on: '2018-10-24', note: 'Còn sơn và sân, chưa nghiệm thu.' }
	);
	commune.works(
		{
			name: 'Đường trục thôn 1 – thôn 4',
			criterion: 2,
			contractor: 'Nhà thầu giao thông',
			startOn: '2018-08-06',
			dueOn: '2018-12-15'
		},
		{ percent: 60, on: '2018-10-30', note: 'Đã đổ bê tông 0,7 km.' }
	);
	return commune.writes;
}

function dossiers(commune: SampleCommune): void {
	commune.complete({ 4: '2018-09-07', 14: '2018-09-27', 8: '2018-10-11', 1: '2018-10-25', 19: '2018-10-31' });
	commune.preparing(
		{
			2: '2018-09-18',
			3: '2018-09-24',
			5: '2018-10-02',
			6: '2018-10-15',
			7: '2018-10-16',
			9: '2018-10-08',
			12: '2018-10-22',
			13: '2018-10-17',
			15: '2018-10-10',
			17: '2018-10-12',
			18: '2018-10-19'
		},
		{ 2: '2018-11-20', 6: '2018-11-30' }
	);
	commune.notStarted(10, 11, 16);
}

/** Answers the id of the paper that criterion 6 waits for. */
function papers(commune: SampleCommune): string {
	commune.paper(6, 'Báo cáo kết quả thực hiện tiêu chí', { done: '2018-10-15' });
	commune.paper(6, 'Biên bản kiểm tra thực địa', { done: '2018-10-24' });
	commune.paper(6, 'Danh mục nhà văn hóa, khu thể thao thôn', { done: '2018-10-24' });
	const acceptance = commune.paper(6, 'Biên bản nghiệm thu nhà văn hóa thôn 3', { missing: '', on: '2018-10-25' });
	commune.paper(6, 'Giấy tờ đất nhà văn hóa thôn 5', { missing: 'Chờ gỡ vướng mắc', on: '2018-10-29' });

	commune.paper(1, 'Quyết định phê duyệt quy hoạch chung', { done: '2018-10-18' });
	commune.paper(1, 'Quy định quản lý quy hoạch', { done: '2018-10-25' });
	commune.paper(2, 'Bảng kê các tuyến đường', { done: '2018-09-18' });
	commune.paper(2, 'Biên bản nghiệm thu đường trục thôn 1 – thôn 4', { missing: 'Đang thi công', on: '2018-10-30' });
	commune.paper(4, 'Xác nhận của Điện lực', { done: '2018-09-07' });
	commune.paper(8, 'Ảnh bưu điện văn hóa và đài truyền thanh', { done: '2018-10-11' });
	commune.paper(12, 'Danh sách người trong độ tuổi lao động', { done: '2018-10-22' });
	commune.paper(14, 'Quyết định công nhận phổ cập giáo dục', { done: '2018-09-27' });
	commune.paper(15, 'Xác nhận tỷ lệ bảo hiểm y tế', { missing: '', on: '2018-10-26' });
	commune.paper(15, 'Quyết định công nhận chuẩn quốc gia về y tế', { done: '2018-10-10' });
	commune.paper(17, 'Báo cáo kết quả thực hiện tiêu chí', { done: '2018-10-23' });
	commune.paper(17, 'Báo cáo thu gom rác thải 8 thôn', { missing: '', on: '2018-10-26' });
	commune.paper(19, 'Xác nhận của Công an huyện', { done: '2018-10-31' });

	return acceptance;
}

function visits(commune: SampleCommune): void {
	commune.visit({
		purpose: 'department',
		department: 'so-ct',
		on: '2018-10-16',
		from: '14:00',
		to: '16:00',
		attendance: departmentTeam(
			'Phó Trưởng phòng Quản lý năng lượng',
			1,
			'Phòng Kinh tế và Hạ tầng',
			'công chức Văn phòng – Thống kê'
		),
		verdicts: { 4: 'satisfied', 7: 'not_satisfied' },
		remarks: [{ criterion: 7, text: 'Sửa mái và nền chợ, lập nội quy chợ.' }],
		conclusion: 'Tiêu chí 4 đạt. Tiêu chí 7 chờ sửa chợ xong.'
	});
	commune.letter('so-ct', { on: '2018-10-22', number: '1066/SCT-QLTM', said: { 4: 'passed' } });
	commune.visit({
		purpose: 'department',
		department: 'so-gddt',
		on: '2018-10-23',
		from: '08:00',
		to: '10:45',
		attendance: departmentTeam(
			'Phó Trưởng phòng Giáo dục Trung học',
			1,
			'Phòng Giáo dục và Đào tạo',
			'hiệu trưởng 3 trường'
		),
		verdicts: { 5: 'needs_work', 14: 'satisfied' },
		remarks: [
			{
				criterion: 14,
				text: 'Bổ sung danh sách học sinh lớp 9 học tiếp.',
				dueOn: '2018-10-30',
				doneOn: '2018-10-26'
			}
		],
		conclusion: 'Tiêu chí 14 đạt. Tiêu chí 5 còn trường mầm non.'
	});
	commune.letter('so-gddt', {
		on: '2018-10-29',
		number: '1277/SGDĐT-KHTC',
		said: { '14.1': 'passed', '14.2': 'passed' }
	});
	commune.letter('so-ct', {
		on: '2018-11-01',
		number: '1131/SCT-QLTM',
		said: { 7: { verdict: 'supplement', note: 'Chợ sửa xong mái thì báo để kiểm tra lại.' } }
	});
	commune.visit({
		purpose: 'cluster',
		on: '2018-10-30',
		from: '08:00',
		to: '09:50',
		attendance: officeTeam('công chức Văn hóa – Xã hội'),
		verdicts: { 6: 'needs_work', 17: 'needs_work' },
		remarks: [{ criterion: 6, text: 'Nghiệm thu nhà văn hóa thôn 3, chọn đất cho thôn 5.' }],
		conclusion: 'Tập trung tiêu chí 6 và 17. Cụm trưởng làm việc lại sau giao ban.',
		by: 'office'
	});
}

function obstacles(commune: SampleCommune): void {
	commune.obstacle(
		{
			criterion: 6,
			title: 'Thôn 5 chưa có mặt bằng xây nhà văn hóa',
			detail: 'Khu đất dự kiến đang là đất lúa, chưa chuyển mục đích.',
			raisedOn: '2018-10-29',
			asks: 'district'
		},
		{ state: 'in_hand', on: '2018-10-31', text: 'Phòng Tài nguyên và Môi trường đang xử lý, hẹn trả lời 12/11.' }
	);
	commune.obstacle({
		criterion: 17,
		title: 'Thôn 2 và thôn 7 chưa có điểm tập kết rác',
		raisedOn: '2018-10-26',
		asks: 'district'
	});
	commune.obstacle(
		{
			criterion: 4,
			title: 'Hai cột điện thôn 6 nghiêng',
			raisedOn: '2018-08-14',
			asks: 'district'
		},
		{ state: 'resolved', on: '2018-09-05', text: 'Điện lực đã dựng lại cột.' }
	);
}

function tasks(commune: SampleCommune, acceptance: string): void {
	commune.task('2018-10-25', {
		title: 'Nộp biên bản nghiệm thu nhà văn hóa thôn 3',
		criterion: 6,
		assignee: OFFICER,
		dueOn: '2018-11-02',
		from: { kind: 'paper', id: acceptance }
	});
	commune.task('2018-10-26', {
		title: 'Lấy xác nhận tỷ lệ bảo hiểm y tế',
		criterion: 15,
		assignee: OFFICER,
		dueOn: '2018-11-05'
	});
	commune.task(
		'2018-10-30',
		{ title: 'Báo cáo thu gom rác thải 8 thôn', criterion: 17, assignee: OFFICER, dueOn: '2018-11-09' },
		undefined,
		'office'
	);
	commune.task('2018-11-02', {
		title: 'Lập danh sách việc và người làm của 14 tiêu chí chưa xong',
		assignee: 'Ban Chỉ đạo xã',
		dueOn: '2018-11-12'
	});
	commune.task(
		'2018-10-19',
		{ title: 'Nộp ảnh đài truyền thanh 8 thôn', criterion: 8, assignee: OFFICER, dueOn: '2018-10-24' },
		{ on: '2018-10-23' }
	);
}
