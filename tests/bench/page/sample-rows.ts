import { Chance } from '../../simulation/chance.ts';

/** One check as all contenders keep it: twelve fields, some 300 bytes of JSON, in Vietnamese. */
export interface SampleRow {
	id: string;
	unitId: string;
	kind: 'check';
	set: string;
	indicator: string;
	village: string;
	on: string;
	value: number;
	part: number;
	whole: number;
	met: 'met' | 'not_met';
	note: string;
}

/** Communes of Triệu Sơn. */
export const UNITS = ['15664', '15667', '15670', '15673', '15676'];
const INDICATORS = ['2.1', '3.2', '5.1', '6.3', '9.2', '10.1', '11.1', '13.1', '15.1', '17.1', '17.6', '18.5'];
const SEEN = [
	'đang hoàn thiện hồ sơ',
	'còn thiếu biên bản nghiệm thu',
	'chưa có mặt bằng',
	'đã bàn giao cho xã',
	'rãnh thoát nước chưa có nắp',
	'đường trục thôn đã đổ bê tông',
	'hộ dân đã hiến đất',
	'nhà văn hóa đang sửa mái'
];
const NEXT = [
	'kiểm tra lại sau mưa',
	'xã hẹn tuần sau',
	'cần huyện hỗ trợ xi măng',
	'trưởng thôn xác nhận',
	'chụp ảnh bổ sung'
];

/** The same rows for the same numbers, wherever they are made. */
export function makeRows(from: number, count: number, now = 1_541_400_000_000): SampleRow[] {
	return Array.from({ length: count }, (_, index) => makeRow(from + index, now));
}

function makeRow(index: number, now: number): SampleRow {
	const chance = new Chance(index + 1);
	const whole = 8 + chance.below(400);
	const part = chance.below(whole + 1);
	const village = `Thôn ${1 + chance.below(14)}`;

	return {
		id: uuidOf(chance, now + index * 1733),
		unitId: UNITS[index % UNITS.length]!,
		kind: 'check',
		set: 'vn-commune-2016',
		indicator: chance.one(INDICATORS),
		village,
		on: `2018-${String(1 + chance.below(10)).padStart(2, '0')}-${String(1 + chance.below(28)).padStart(2, '0')}`,
		value: Math.round((1000 * part) / whole) / 10,
		part,
		whole,
		met: part * 10 > whole * 9 ? 'met' : 'not_met',
		note: `${village} ${chance.one(SEEN)}, ${1 + chance.below(60)} hộ; ${chance.one(SEEN)}, ${chance.one(NEXT)}`
	};
}

/** As devices make them: 48 bits of time, the rest chance. */
function uuidOf(chance: Chance, ms: number): string {
	const time = ms.toString(16).padStart(12, '0');
	const digits = (count: number) => Array.from({ length: count }, () => chance.below(16).toString(16)).join('');

	return `${time.slice(0, 8)}-${time.slice(8)}-7${digits(3)}-a${digits(3)}-${digits(12)}`;
}
