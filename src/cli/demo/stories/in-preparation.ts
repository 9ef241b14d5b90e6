import type { DemoWrite } from '../demo-write.ts';
import { SampleCommune } from '../sample-commune.ts';
import { departmentTeam, officeTeam } from './teams.ts';
import { checkSome } from './whole-set.ts';

/** The four communes that prepare their dossiers without having said how many are complete. Some criteria show by a check
 *  or a paper that they are worked at and have no dossier state: with all nineteen recorded the number would be known. */
export function inPreparation(): DemoWrite[] {
	return [khuyenNong(), danLuc(), danQuyen(), thoCuong()].flatMap(({ writes }) => writes);
}

function khuyenNong(): SampleCommune {
	const commune = new SampleCommune('khuyen-nong', { villages: 9, households: 1295, people: 5240 });
	commune.preparing({
		1: '2018-08-21',
		2: '2018-09-11',
		4: '2018-08-28',
		5: '2018-09-18',
		6: '2018-10-04',
		7: '2018-09-25',
		8: '2018-09-05',
		9: '2018-10-09',
		10: '2018-10-16',
		12: '2018-09-27',
		14: '2018-09-06',
		15: '2018-10-02',
		16: '2018-10-11',
		17: '2018-10-17'
	});
	commune.notStarted(11);
	checkSome(
		commune,
		'2018-10-01',
		['1.1', '3.1', '4.1', '4.2', '8.1', '8.2', '9.2', '13.1', '14.1', '14.2', '18.1', '18.2', '19.1'],
		{
			'3.1': { percent: 87.4 },
			'4.2': { percent: 98.9 },
			'9.2': { percent: 84.1 },
			'14.2': { percent: 89.6 }
		}
	);
	commune.check('2.2', '2018-10-15', { percent: 81.2, met: 'not_met', note: 'Còn hai tuyến thôn 6 và thôn 8.' });
	commune.check('15.1', '2018-11-04', { percent: 86.2, review: 'waits' });
	commune.paper(3, 'Bản đồ tưới tiêu', { done: '2018-10-05' });
	commune.paper(18, 'Bằng cấp của cán bộ, công chức', { done: '2018-10-22' });

	commune.obstacle(
		{
			criterion: 2,
			title: 'Chưa đủ kinh phí cứng hóa 1,4 km đường trục thôn',
			detail: 'Nhân dân đã góp một phần, còn thiếu phần ngân sách hỗ trợ.',
			raisedOn: '2018-10-16',
			asks: 'district'
		},
		{ state: 'in_hand', on: '2018-10-23', text: 'Phòng Tài chính – Kế hoạch đang cân đối nguồn xi măng.' }
	);
	commune.visit({
		purpose: 'department',
		department: 'so-gddt',
		on: '2018-10-25',
		from: '08:00',
		to: '10:30',
		attendance: departmentTeam(
			'Phó Trưởng phòng Giáo dục Trung học',
			1,
			'Phòng Giáo dục và Đào tạo',
			'hiệu trưởng 3 trường'
		),
		verdicts: { 5: 'needs_work', 14: 'satisfied' },
		remarks: [{ criterion: 5, text: 'Bổ sung hồ sơ thiết bị trường tiểu học.', dueOn: '2018-11-15' }],
		conclusion: 'Tiêu chí 14 cơ bản đạt, tiêu chí 5 cần bổ sung.'
	});
	commune.task(
		'2018-11-02',
		{ title: 'Báo số hồ sơ đã xong cho huyện', assignee: 'Chủ tịch UBND xã', dueOn: '2018-11-07' },
		undefined,
		'office'
	);
	commune.works(
		{
			name: 'Đường trục thôn 6',
			criterion: 2,
			contractor: 'Nhà thầu giao thông',
			startOn: '2018-09-10',
			dueOn: '2018-12-20'
		},
		{ percent: 35, on: '2018-10-29' }
	);
	return commune;
}

function danLuc(): SampleCommune {
	const commune = new SampleCommune('dan-luc', { villages: 10, households: 1870, people: 7510 });
	commune.preparing({
		2: '2018-09-13',
		3: '2018-09-20',
		5: '2018-09-26',
		6: '2018-10-10',
		7: '2018-09-19',
		9: '2018-10-05',
		12: '2018-10-18',
		13: '2018-10-12',
		15: '2018-10-03',
		17: '2018-10-16',
		19: '2018-10-24'
	});
	commune.notStarted(10, 11, 16);
	checkSome(
		commune,
		'2018-10-08',
		['1.1', '1.2', '4.1', '4.2', '6.1', '8.1', '8.2', '8.3', '14.1', '14.3', '15.2', '18.2', '19.2'],
		{
			'4.2': { percent: 99.3 },
			'14.3': { percent: 45.2 }
		}
	);
	commune.check('2.1', '2018-10-17', { percent: 100 });
	commune.check('2.2', '2018-10-17', { percent: 77.8, met: 'not_met', note: 'Đường thôn 9 đang làm nền.' });
	commune.check('3.1', '2018-11-04', { percent: 91.2, review: 'waits' });
	commune.check('13.2', '2018-10-22', { met: 'not_met', note: 'Chưa có nơi bao tiêu.' });
	commune.paper(14, 'Quyết định công nhận phổ cập giáo dục', { done: '2018-10-11' });

	commune.obstacle({
		criterion: 2,
		title: 'Mặt bằng đường thôn 9 còn 3 hộ chưa bàn giao',
		raisedOn: '2018-10-12',
		asks: 'commune'
	});
	commune.obstacle({
		criterion: 13,
		title: 'Hợp tác xã chưa tìm được nơi bao tiêu nông sản',
		raisedOn: '2018-10-22',
		asks: 'district'
	});
	commune.visit({
		purpose: 'follow_up',
		on: '2018-10-26',
		from: '14:00',
		to: '15:40',
		attendance: officeTeam('công chức Văn phòng – Thống kê'),
		verdicts: { 2: 'not_satisfied', 13: 'needs_work' },
		remarks: [{ criterion: 2, text: 'Vận động 3 hộ bàn giao mặt bằng.', dueOn: '2018-11-16' }],
		conclusion: 'Xã cần chốt kế hoạch từng tiêu chí trong tháng 11.',
		by: 'office'
	});
	commune.task('2018-10-26', {
		title: 'Ký biên bản bàn giao mặt bằng thôn 9',
		criterion: 2,
		assignee: 'Chủ tịch UBND xã',
		dueOn: '2018-11-16'
	});
	return commune;
}

function danQuyen(): SampleCommune {
	const commune = new SampleCommune('dan-quyen', { villages: 12, households: 2010, people: 8160 });
	commune.preparing({
		1: '2018-08-29',
		2: '2018-09-12',
		4: '2018-09-04',
		5: '2018-09-21',
		6: '2018-10-08',
		7: '2018-09-27',
		8: '2018-09-10',
		10: '2018-10-19',
		12: '2018-10-23',
		15: '2018-10-04',
		17: '2018-10-15',
		19: '2018-10-22'
	});
	commune.notStarted(9, 11, 16);
	checkSome(
		commune,
		'2018-10-05',
		['1.1', '2.1', '3.1', '3.2', '4.1', '4.2', '8.1', '8.2', '8.4', '13.1', '14.1', '15.2', '18.1', '18.2'],
		{
			'2.1': { percent: 100 },
			'3.1': { percent: 88.6 },
			'4.2': { percent: 99 }
		}
	);
	commune.check('14.3', '2018-11-03', { percent: 43.8, review: 'waits' });
	commune.check('17.5', '2018-10-29', {
		review: { code: 'missing_papers', text: 'Bổ sung hợp đồng thu gom rác thải, hoặc ghi lại là chưa đạt.' }
	});
	commune.paper(13, 'Quy chế hoạt động của hợp tác xã', { done: '2018-10-18' });

	commune.obstacle({
		criterion: 17,
		title: 'Làng nghề thôn 10 chưa có nơi xử lý nước thải',
		detail: '7 hộ sản xuất xả chung vào mương.',
		raisedOn: '2018-10-17',
		asks: 'province'
	});
	commune.visit({
		purpose: 'department',
		department: 'so-yt',
		on: '2018-10-24',
		from: '08:30',
		to: '10:40',
		attendance: departmentTeam('Phó Trưởng phòng Nghiệp vụ Y', 1, 'Phòng Y tế', 'trạm trưởng trạm y tế'),
		verdicts: { 15: 'needs_work' },
		remarks: [{ criterion: 15, text: 'Bổ sung danh sách người tham gia bảo hiểm y tế.', dueOn: '2018-11-13' }],
		conclusion: 'Trạm y tế đạt; còn thiếu danh sách bảo hiểm.'
	});
	commune.letter('so-yt', {
		on: '2018-10-31',
		number: '1647/SYT-NVY',
		said: { 15: { verdict: 'supplement', note: 'Chờ danh sách bảo hiểm y tế.' } }
	});
	return commune;
}

function thoCuong(): SampleCommune {
	const commune = new SampleCommune('tho-cuong', { villages: 8, households: 1108, people: 4460 });
	commune.preparing({
		1: '2018-09-05',
		3: '2018-09-25',
		5: '2018-10-03',
		8: '2018-09-17',
		13: '2018-10-10',
		15: '2018-10-17',
		18: '2018-10-24'
	});
	commune.notStarted(2, 6, 7, 9, 10, 11, 12, 16, 17);
	checkSome(commune, '2018-10-03', ['1.1', '3.1', '4.1', '4.2', '8.1', '8.2', '14.1', '14.2', '18.2', '19.1'], {
		'3.1': { percent: 82.7 },
		'4.2': { percent: 98.4 },
		'14.2': { percent: 87.1 }
	});
	commune.check('15.1', '2018-11-03', { percent: 79.8, met: 'not_met', review: 'waits' });

	commune.obstacle({
		criterion: 2,
		title: 'Đường liên thôn hư hỏng, chưa có vốn sửa',
		raisedOn: '2018-09-28',
		asks: 'province'
	});
	commune.obstacle({
		criterion: 9,
		title: 'Còn 14 nhà tạm, chưa có nguồn hỗ trợ',
		raisedOn: '2018-10-09',
		asks: 'district'
	});
	commune.obstacle({
		criterion: 17,
		title: 'Chưa có bãi tập kết rác và nước sạch tập trung',
		raisedOn: '2018-10-16',
		asks: 'province'
	});
	commune.visit({
		purpose: 'department',
		department: 'so-nnptnt',
		on: '2018-10-18',
		from: '08:00',
		to: '10:20',
		attendance: departmentTeam(
			'Phó Chi cục trưởng Chi cục Thủy lợi',
			1,
			'Phòng Nông nghiệp và PTNT',
			'công chức Địa chính – Xây dựng'
		),
		verdicts: { 3: 'needs_work', 13: 'needs_work' },
		remarks: [{ criterion: 3, text: 'Nạo vét kênh nội đồng thôn 2.', dueOn: '2018-12-10' }],
		conclusion: 'Tiêu chí 3 và 13 chưa đủ căn cứ kết luận.'
	});
	return commune;
}
