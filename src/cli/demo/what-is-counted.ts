import { criterionOfIndicator } from '#lib/domain/criteria/criteria-set.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';

export interface Size {
	villages: number;
	households: number;
	people: number;
}

type Pair = Required<Pick<Measurement, 'part' | 'whole'>>;

/** The pair that gives a percentage: what the indicator counts follows from the size of the commune. */
export function pairOf(indicator: string, percent: number, size: Size): Pair {
	const { whole, decimals } = wholeOf(indicator, size);
	const part = (whole * percent) / 100;

	return { part: Number(part.toFixed(decimals)), whole };
}

const SCHOOLS = 3;
const ORGANISATIONS = 5;

function wholeOf(indicator: string, { villages, households, people }: Size): { whole: number; decimals: number } {
	const counted = (whole: number) => ({ whole: Math.round(whole), decimals: 0 });
	const measured = (whole: number) => ({ whole: Number(whole.toFixed(1)), decimals: 1 });

	switch (indicator) {
		case '2.1':
			return measured(households / 230); // km
		case '2.2':
			return measured(households / 130);
		case '2.3':
			return measured(households / 95);
		case '2.4':
			return measured(households / 110);
		case '3.1':
			return measured(households * 0.27); // ha
		case '5.1':
			return counted(SCHOOLS);
		case '6.3':
		case '16.1':
			return counted(villages);
		case '12.1':
		case '14.3':
			return counted(people * 0.55);
		case '14.2':
			return counted(people * 0.014);
		case '15.1':
			return counted(people);
		case '15.3':
			return counted(people * 0.072);
		case '17.2':
			return counted(households / 60);
		case '17.7':
			return counted(households * 0.42);
		case '17.8':
			return counted(households / 30);
		case '18.4':
			return counted(ORGANISATIONS);
		default:
			return counted(households);
	}
}

const OWNERS: { [owner: string]: number[] } = {
	'Công chức Địa chính – Xây dựng': [1, 2, 3, 9, 17],
	'Công chức Văn hóa – Xã hội': [6, 8, 11, 12, 15, 16],
	'Công chức Tài chính – Kế toán': [7, 10],
	'Công chức Văn phòng – Thống kê': [4, 13, 18],
	'Hiệu trưởng trường trung học cơ sở': [5, 14],
	'Trưởng Công an xã': [19]
};

/** The post that keeps a criterion's dossier. */
export function ownerOf(criterion: number): string {
	const found = Object.entries(OWNERS).find(([, criteria]) => criteria.includes(criterion));
	if (!found) throw new Error(`no post keeps the dossier of criterion ${criterion}`);

	return found[0];
}

/** What is seen where the province has set no level and the figure alone says nothing. */
export function noteFor(indicator: string): string | undefined {
	if (criterionOfIndicator(indicator) === 2) return 'Đi kiểm tra thực tế cùng cán bộ thôn.';
	if (indicator === '10.1') return 'Theo điều tra thu nhập của xã, chờ ngành Thống kê xác nhận.';
	return undefined;
}
