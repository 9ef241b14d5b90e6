import { judge } from '../criteria/judge.ts';
import { findIndicator, isPercent, type Indicator, type Threshold } from '../criteria/criteria-set.ts';
import { groundOf, thresholdFor } from '../criteria/threshold.ts';
import type { Standing } from '../progress/progress.ts';
import type { Measurement } from '../records/check/schema.ts';
import { valueOf } from '../records/kinds.ts';
import { officeOf } from '../reference/office.ts';
import { judgedValues, type ReviewState } from '../review/judged-values.ts';
import type { CommuneFacts, ReportFacts } from './report-facts.ts';
import type { Sheet, SheetCell } from './sheets.ts';

const STANDINGS: Record<Standing, string> = {
	met: 'Đạt',
	not_met: 'Chưa đạt',
	not_applicable: 'Không áp dụng',
	unrecorded: '–'
};

const REVIEWS: Record<ReviewState, string> = {
	waiting: 'Chờ duyệt',
	verified: 'Đã duyệt',
	returned: 'Trả lại',
	reopened: 'Mở lại'
};

/** A row for each commune and indicator, to be filtered. */
export function indicatorsSheet(facts: ReportFacts): Sheet {
	const count = facts.set.criteria.reduce((sum, { indicators }) => sum + indicators.length, 0);

	return {
		name: `${count} chỉ tiêu`,
		title: `Kết quả ${count} chỉ tiêu của các xã`,
		head: [
			...['Tên xã', 'Tiêu chí', 'Chỉ tiêu', 'Nội dung', 'Mức cần đạt', 'Kết quả', 'Số đo', 'Đơn vị tính'],
			...['Đếm được', 'Trên tổng số', 'Số đo khác', 'Ngày kiểm tra', 'Duyệt']
		],
		widths: [16, 8, 8, 50, 17, 12, 9, 13, 9, 9, 18, 12, 13],
		rows: facts.communes.flatMap((commune) => communeRows(facts, commune)),
		frozenColumns: 3
	};
}

function communeRows({ set, reference }: ReportFacts, { unit, progress, records }: CommuneFacts): SheetCell[][] {
	const checks = new Map(records.filter(({ kind }) => kind === 'check').map((record) => [record.id, record]));
	const judged = judgedValues(records, { set: set.id, isOffice: officeOf(reference) });
	const reviews = new Map(judged.map(({ record, state }) => [record.id, REVIEWS[state]]));

	return progress.criteria.flatMap(({ criterion, indicators }) =>
		indicators.map(({ indicator: no, standing, checkId, on }): SheetCell[] => {
			const indicator = findIndicator(set, no);
			const measured = valueOf(checks.get(checkId ?? ''), 'check', 'measurement');
			const year = (on ?? String(progress.target.year ?? set.date)).slice(0, 4);
			const ground = groundOf(unit, Number(year), reference);
			return [
				...[unit.name, criterion, no, indicator?.name ?? ''],
				indicator ? levelWords(indicator, thresholdFor(indicator, ground), unit.region) : null,
				STANDINGS[standing],
				...(indicator && measured
					? measuredCells(measured, indicator, ground)
					: [null, null, null, null, null]),
				on === null ? null : { date: on },
				// What is not the commune's, the office measured itself.
				checkId === null ? null : (reviews.get(checkId) ?? 'Huyện kiểm tra')
			];
		})
	);
}

/** Value, unit, part, whole, then the second figures in words. */
function measuredCells(measured: Measurement, indicator: Indicator, ground: ReturnType<typeof groundOf>): SheetCell[] {
	const judgement = judge(indicator, measured, ground);
	const value = judgement.kind === 'incomplete' ? (measured.value ?? null) : judgement.value;
	const more = (measured.more ?? []).flatMap(({ label, value: single, part, whole }) => {
		const figure = part !== undefined && whole !== undefined ? `${part}/${whole}` : single && amount(single);
		return figure ? [`${label}: ${figure}`] : [];
	});
	return [
		value === null ? null : rounded(value),
		value === null ? null : unitOf(indicator),
		...[measured.part ?? null, measured.whole ?? null],
		more.length > 0 ? more.join('; ') : null
	];
}

const SIGNS: Record<Threshold['op'], string> = { '>=': '≥', '<=': '≤', '==': '' };

/** What the province set, else what the decision prints. */
function levelWords(indicator: Indicator, threshold: Threshold | undefined, region: string): string | null {
	if (!threshold) return indicator.target[region] ?? null;
	const levels = [threshold, ...(threshold.and ?? [])].map((level) =>
		[`${SIGNS[level.op]} ${amount(level.value)}`.trim(), level.unit, 'label' in level ? level.label : '']
			.filter((word) => word !== '')
			.join(' ')
			.replace(' %', '%')
	);
	return levels.join('; ');
}

/** A percentage is one whether or not a level is known; of any other figure the levels name the unit. */
function unitOf(indicator: Indicator): string | null {
	if (isPercent(indicator)) return '%';

	return Object.values(indicator.threshold ?? {}).find((level) => level !== null)?.unit ?? null;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
const amount = (value: number): string => rounded(value).toLocaleString('vi-VN');
