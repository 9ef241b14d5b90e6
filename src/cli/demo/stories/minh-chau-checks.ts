import type { SampleCommune } from '../sample-commune.ts';

/** A spot in the commune, as a phone would give it. */
const at = (lat: number, lon: number, accuracyM: number, time: string) => ({ lat, lon, accuracyM, at: time });

/** 30 of 49 indicators met; 6.2 and some others have not been looked at. */
export function minhChauChecks(commune: SampleCommune): void {
	roadsAndWater(commune);
	culture(commune);
	production(commune);
	society(commune);
	environment(commune);
	politics(commune);
}

function roadsAndWater(commune: SampleCommune): void {
	commune.check('1.1', '2018-10-17');
	commune.check('1.2', '2018-10-24');
	commune.check('2.1', '2018-09-17', { percent: 100 });
	commune.check('2.2', '2018-09-17', { percent: 92.2 });
	commune.check('2.3', '2018-10-02', { percent: 71, met: 'not_met', note: 'Ngõ thôn 1 và thôn 4 còn lầy khi mưa.' });
	commune.check('2.4', '2018-10-02', { percent: 58.9, met: 'not_met', note: 'Đường ra đồng thôn 7 chưa cứng hóa.' });
	commune.check('3.1', '2018-09-24', { percent: 89.3 });
	commune.check('4.1', '2018-09-05');
	commune.check('4.2', '2018-09-05', { percent: 99.1 });
	commune.check('5.1', '2018-10-02', { percent: 66.7, met: 'not_met', note: 'Trường mầm non chưa đạt chuẩn.' });
}

function culture(commune: SampleCommune): void {
	commune.check('6.1', '2018-10-24', { place: at(19.8169, 105.5928, 6, '2018-10-24T01:52:00.000Z') });
	commune.check('6.3', '2018-06-30', { part: 5, whole: 8, met: 'not_met' });
	commune.check('6.3', '2018-10-24', {
		part: 6,
		whole: 8,
		met: 'not_met',
		note: 'Thôn 3 đang xây, thôn 5 chưa có đất.',
		place: at(19.8172, 105.5936, 8, '2018-10-24T02:36:00.000Z')
	});
	commune.check('7.1', '2018-10-16', { met: 'not_met', note: 'Chợ đang sửa mái.' });
	commune.check('8.1', '2018-10-08');
	commune.check('8.2', '2018-10-08');
	commune.check('8.3', '2018-10-09', { note: 'Đủ loa ở 8 thôn.' });
	commune.check('8.4', '2018-10-09');
	commune.check('9.1', '2018-11-02', { value: 0, note: 'Trưởng các thôn báo đã sửa xong.', review: 'waits' });
	commune.check('9.1', '2018-11-04', {
		value: 2,
		met: 'not_met',
		note: 'Thôn 7 còn 2 nhà mái dột.',
		by: 'office',
		place: at(19.8231, 105.5874, 11, '2018-11-04T03:10:00.000Z')
	});
	commune.check('9.2', '2018-10-08', { percent: 86.9 });
}

function production(commune: SampleCommune): void {
	commune.check('13.1', '2018-10-17');
	commune.check('13.2', '2018-10-17', { met: 'not_met', note: 'Hợp đồng bao tiêu chưa ký lại.' });
}

function society(commune: SampleCommune): void {
	commune.check('14.1', '2018-09-24');
	commune.check('14.2', '2018-09-24', { percent: 91 });
	commune.check('14.3', '2018-09-25', { percent: 43.1 });
	commune.check('15.1', '2018-10-26', {
		percent: 83.6,
		met: 'not_met',
		note: 'Chờ cơ quan bảo hiểm xác nhận số mới.',
		review: { code: 'missing_papers', text: 'Bổ sung xác nhận của cơ quan bảo hiểm, hoặc ghi số đã có xác nhận.' }
	});
	commune.check('15.2', '2018-10-10');
	commune.check('15.3', '2018-10-10', { percent: 18.2 });
}

function environment(commune: SampleCommune): void {
	commune.check('17.1', '2018-10-22', { percent: 96.4, cleanPercent: 57.2, met: 'not_met' });
	commune.check('17.2', '2018-10-22', { percent: 100 });
	commune.check('17.3', '2018-10-23');
	commune.check('17.4', '2018-10-23');
	commune.check('17.5', '2018-10-26', { met: 'not_met', note: 'Thôn 2 và thôn 7 chưa có điểm tập kết.' });
	commune.check('17.6', '2018-11-03', { percent: 89.1, review: 'waits' });
}

function politics(commune: SampleCommune): void {
	commune.check('18.1', '2018-10-19');
	commune.check('18.2', '2018-10-19');
	commune.check('18.3', '2018-10-19');
	commune.check('18.4', '2018-10-19', { percent: 100 });
	commune.check('18.6', '2018-10-22');
	commune.check('19.1', '2018-10-29');
	commune.check('19.2', '2018-10-29');
}
