import { valueOf } from '../records/kinds.ts';
import type { TradeDate } from '../dates.ts';
import type { CellState, Standing } from '../progress/progress.ts';
import type { ReportFacts } from './report-facts.ts';
import type { ReportDocument, Run } from './report-document.ts';
import { runsText } from './report-document.ts';

/** A cell of a spreadsheet; null is empty. */
export type SheetCell = string | number | { date: TradeDate } | null;

export interface Sheet {
	name: string;
	head: string[];
	/** In characters. */
	widths: number[];
	rows: SheetCell[][];
	/** Columns that stay when one moves to the right. */
	frozenColumns: number;
}

/** The briefing's table, with what people wrote over it: a count is a number, so that it can be added up. */
export function briefingSheet(
	{ blocks }: Pick<ReportDocument, 'blocks'>,
	totals: { criteria: number; departments: number }
): Sheet {
	const table = blocks.find((block) => block.kind === 'table')?.table;
	const heads: { [head: string]: string } = {
		'Hồ sơ tiêu chí': `Hồ sơ tiêu chí (/${totals.criteria})`,
		'Đã gửi (ngành)': `Đã gửi (/${totals.departments} ngành)`
	};

	return {
		name: 'Giao ban',
		head: (table?.head ?? []).map((head) => heads[head] ?? head),
		widths: [6, 24, 30, 12, 14, 14, 14, 14, 50, 24, 28],
		rows: (table?.rows ?? []).map((row, at) =>
			row.map(({ runs }, column) => (column === 0 ? at + 1 : cellOfRuns(runs)))
		),
		frozenColumns: 2
	};
}

function cellOfRuns(runs: readonly Run[]): SheetCell {
	const figure = runs.length === 1 ? runs[0]?.figure : undefined;
	if (typeof figure?.value === 'number') return figure.value;
	const text = runsText(runs);

	return text === '' ? null : text;
}

const STATES: Record<CellState, string> = {
	met: 'Đạt',
	wait: 'Chờ thẩm định',
	doing: 'Đang lập',
	none: 'Chưa bắt đầu',
	na: '–'
};

/** Every commune by every criterion of the set. */
export function criteriaSheet({ communes, set }: ReportFacts): Sheet {
	return {
		name: `${set.criteria.length} tiêu chí`,
		head: ['STT', 'Tên xã', ...set.criteria.map(({ no }) => String(no)), 'Số tiêu chí đạt', 'Vướng mắc ở tiêu chí'],
		widths: [6, 24, ...set.criteria.map(() => 14), 16, 24],
		rows: communes.map(({ unit, progress: { criteria } }, at) => [
			at + 1,
			unit.name,
			...criteria.map(({ state }) => STATES[state]),
			criteria.filter(({ state }) => state === 'met').length,
			criteria
				.filter(({ blocked }) => blocked)
				.map(({ criterion }) => criterion)
				.join(', ') || null
		]),
		frozenColumns: 2
	};
}

const STANDINGS: Record<Standing, string> = {
	met: 'Đạt',
	not_met: 'Chưa đạt',
	not_applicable: 'Không áp dụng',
	unrecorded: '–'
};

/** A row for each commune and indicator, to be filtered. */
export function indicatorsSheet({ communes, set }: ReportFacts): Sheet {
	const names = new Map(set.criteria.flatMap(({ indicators }) => indicators.map(({ no, name }) => [no, name])));

	return {
		name: `${names.size} chỉ tiêu`,
		head: ['Tên xã', 'Tiêu chí', 'Chỉ tiêu', 'Nội dung', 'Kết quả', 'Số đo', 'Phần', 'Tổng', 'Ngày kiểm tra'],
		widths: [24, 9, 10, 70, 14, 12, 12, 12, 16],
		rows: communes.flatMap(({ unit, progress: { criteria }, records }) => {
			const checks = new Map(records.filter(({ kind }) => kind === 'check').map((record) => [record.id, record]));
			return criteria.flatMap(({ criterion, indicators }) =>
				indicators.map(({ indicator, standing, checkId, on }): SheetCell[] => {
					const measured = valueOf(checks.get(checkId ?? ''), 'check', 'measurement');
					return [
						...[unit.name, criterion, indicator, names.get(indicator) ?? ''],
						STANDINGS[standing],
						...[measured?.value ?? null, measured?.part ?? null, measured?.whole ?? null],
						on === null ? null : { date: on }
					];
				})
			);
		}),
		frozenColumns: 3
	};
}
