import { valueOf } from '../records/kinds.ts';
import { surveyId } from '../records/record-ids.ts';
import type { TradeDate } from '../dates.ts';
import type { CellState } from '../progress/progress.ts';
import type { ReportFacts } from './report-facts.ts';
import type { Unit } from '../unit.ts';
import { figuresOf, paragraphsOf, runsText, type ReportDocument, type Run, type Source } from './report-document.ts';

/** A cell of a spreadsheet; null is empty. */
export type SheetCell = string | number | { date: TradeDate } | null;

export interface Sheet {
	name: string;
	/** Over the table. */
	title: string;
	head: string[];
	/** In characters. */
	widths: number[];
	rows: SheetCell[][];
	/** Columns that stay when one moves to the right. */
	frozenColumns: number;
}

/** The briefing's table, with what people wrote over it: a count is a number, so that it can be added up. */
export function briefingSheet(
	{ blocks, subject }: Pick<ReportDocument, 'blocks' | 'subject'>,
	totals: { criteria: number; departments: number }
): Sheet {
	const table = blocks.find((block) => block.kind === 'table')?.table;
	const heads: { [head: string]: string } = {
		'Hồ sơ tiêu chí': `Hồ sơ tiêu chí (/${totals.criteria})`,
		'Đã gửi (ngành)': `Đã gửi (/${totals.departments} ngành)`
	};

	return {
		name: 'Giao ban',
		title: subject,
		head: (table?.head ?? []).map((head) => heads[head] ?? head),
		widths: [6, 16, 22, 9, 10, 11, 10, 11, 38, 17, 18],
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
	supplement: 'Ngành yêu cầu bổ sung',
	failed: 'Ngành kết luận chưa đạt',
	ready: 'Xong hồ sơ',
	doing: 'Đang lập',
	none: 'Chưa bắt đầu',
	na: '–'
};

/** Every commune by every criterion of the set. */
export function criteriaSheet({ communes, set }: ReportFacts): Sheet {
	return {
		name: `${set.criteria.length} tiêu chí`,
		title: `Kết quả ${set.criteria.length} tiêu chí của các xã`,
		head: ['STT', 'Tên xã', ...set.criteria.map(({ no }) => String(no)), 'Số tiêu chí đạt', 'Vướng mắc ở tiêu chí'],
		widths: [6, 16, ...set.criteria.map(() => 8), 9, 14],
		rows: communes.map(({ unit, progress: { criteria } }, at) => [
			at + 1,
			unit.name,
			...criteria.map(({ state }) => STATES[state]),
			metOf(criteria),
			criteria
				.filter(({ blocked }) => blocked)
				.map(({ criterion }) => criterion)
				.join(', ') || null
		]),
		frozenColumns: 2
	};
}

/** Of a commune of which nothing is known, none is not said as a zero. */
const metOf = (criteria: readonly { state: CellState }[]): number | null =>
	criteria.every(({ state }) => state === 'na') ? null : criteria.filter(({ state }) => state === 'met').length;

/** A row for each village where people were asked; a commune that asked nobody has one row that says so. */
export function satisfactionSheet({ communes, set }: Pick<ReportFacts, 'communes' | 'set'>): Sheet {
	const contents = set.satisfaction?.contents ?? [];

	return {
		name: 'Hài lòng',
		title: 'Kết quả lấy ý kiến về sự hài lòng của người dân',
		head: [
			...['Tên xã', 'Thôn', 'Ngày lấy ý kiến', 'Số hộ', 'Hộ được hỏi', 'Hộ hài lòng'],
			...contents.map(({ id, name }) => `Hài lòng về ${id}. ${name}`)
		],
		widths: [16, 18, 13, 8, 9, 9, ...contents.map(() => 14)],
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
				title: 'Những chỗ sửa tay trên văn bản',
				head: ['Đơn vị', 'Ghi trên văn bản', 'Máy tính'],
				widths: [20, 60, 60],
				rows,
				frozenColumns: 0
			};
}

const blanks = (count: number): null[] => Array.from({ length: count }, () => null);
