import { valueOf } from '../records/kinds.ts';
import { surveyId } from '../records/record-ids.ts';
import type { TradeDate } from '../dates.ts';
import type { CellState, Standing } from '../progress/progress.ts';
import type { ReportFacts } from './report-facts.ts';
import type { Unit } from '../reference/unit.ts';
import { figuresOf, paragraphsOf, runsText, type ReportDocument, type Run, type Source } from './report-document.ts';

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
	ready: 'Xong hồ sơ',
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

/** A row for each village where people were asked; a commune that asked nobody has one row that says so. */
export function satisfactionSheet({ communes, set }: Pick<ReportFacts, 'communes' | 'set'>): Sheet {
	const contents = set.satisfaction?.contents ?? [];

	return {
		name: 'Hài lòng',
		head: [
			...['Tên xã', 'Thôn', 'Ngày lấy ý kiến', 'Số hộ', 'Hộ được hỏi', 'Hộ hài lòng'],
			...contents.map(({ id, name }) => `Hài lòng về ${id}. ${name}`)
		],
		widths: [24, 24, 16, 12, 12, 12, ...contents.map(() => 18)],
		rows: communes.flatMap(({ unit, satisfaction, records }): SheetCell[][] => {
			if (satisfaction.surveyed === 0) return [[unit.name, 'Chưa báo', ...blanks(4 + contents.length)]];
			const results = new Map(records.map((record) => [record.id, valueOf(record, 'survey', 'result')]));
			return satisfaction.villages.map(({ village, on, asked, satisfied }) => {
				const said = results.get(surveyId(village.id))?.contents ?? [];
				return [
					...[unit.name, village.name, on === null ? 'Chưa báo' : { date: on }],
					...[asked.whole, asked.part, satisfied.part],
					...contents.map(({ id }) => said.find(({ content }) => content === id)?.satisfied ?? null)
				];
			});
		}),
		frozenColumns: 2
	};
}

/** What people wrote over the paper, figures and sentences, beside what was computed: a sentence has no cell in any table, and
 *  whoever gets the file sees which figures were typed. Undefined where nothing was. */
export function editsSheet(document: Pick<ReportDocument, 'blocks'>, units: readonly Unit[]): Sheet | undefined {
	const nameOf = (sources: readonly Source[] | undefined) =>
		units.find(({ id }) => id === sources?.[0]?.unitId)?.name ?? null;
	const rows = [
		...figuresOf(document).map(({ text, computed, sources }) => ({ text, computed, sources })),
		...paragraphsOf(document).map(({ runs, computed, sources }) => ({ text: runsText(runs), computed, sources }))
	].flatMap(({ text, computed, sources }): SheetCell[][] =>
		computed === undefined ? [] : [[nameOf(sources), text, computed]]
	);

	return rows.length === 0
		? undefined
		: {
				name: 'Sửa tay',
				head: ['Đơn vị', 'Ghi trên văn bản', 'Máy tính'],
				widths: [24, 70, 70],
				rows,
				frozenColumns: 0
			};
}

const blanks = (count: number): null[] => Array.from({ length: count }, () => null);
