import type { CommuneProgress } from '../progress/progress.ts';
import type { CriteriaSet } from '../criteria/criteria-set.ts';
import { latenessWords } from './assessment-section.ts';
import { communeFigure } from './commune-sentence.ts';
import type { CommuneFigure } from './figure-sources.ts';
import { forecastWords } from './forecast-section.ts';
import type { ReportTable, Run, StripInReport, TableCell } from './report-document.ts';
import type { CommuneFacts, ReportFacts } from './report-facts.ts';
import { capital, dateInReport, plain } from './report-words.ts';

/** The table inside a report. */
export function summaryTable(facts: ReportFacts, { strips }: { strips: boolean }): ReportTable {
	const { communes, asOf, set } = facts;
	const head = ['Hồ sơ tiêu chí', 'Hồ sơ chung', 'Gửi ngành tỉnh', 'Ngành kiểm tra', 'Năm về đích'];

	return {
		caption: `Bảng tổng hợp ${communes.length} xã, đến ngày ${dateInReport(asOf)}`,
		head: ['TT', 'Xã', ...(strips ? [`${set.criteria.length} tiêu chí`] : []), ...head],
		widths: strips ? [7, 24, 38, 13, 13, 11, 11, 11] : [6, 34, 16, 16, 15, 14, 14],
		rows: communes.map((commune, at) => [
			cell(`no/${at}`, String(at + 1), { center: true }),
			nameCell(commune, lateNote(commune)),
			...(strips ? [stripCell(commune.progress, set)] : []),
			...FIGURES.map((figure) => figureCell(commune, figure))
		])
	};
}

/** The table of a briefing, which stands alone. */
export function briefingTable(facts: ReportFacts): ReportTable {
	return {
		head: [
			...['STT', 'Tên xã', 'Căn cứ', 'Năm về đích', 'Hồ sơ tiêu chí', 'Hồ sơ chung', 'Đã gửi (ngành)'],
			...['Đã kiểm tra (ngành)', 'Khó khăn, vướng mắc', 'Thời gian hoàn thành', 'Ghi chú']
		],
		widths: [7, 17, 18, 9, 11, 11, 11, 11, 27, 17, 16],
		rows: facts.communes.map((commune, at) => [
			cell(`no/${at}`, String(at + 1), { center: true }),
			nameCell(commune),
			cell(`${commune.unit.id}/basis`, basisWords(commune.progress.target)),
			figureCell(commune, 'year'),
			...(['dossiers', 'common', 'sent', 'inspected'] as const).map((figure) => figureCell(commune, figure)),
			cell(`${commune.unit.id}/obstacles`, obstacleWords(commune)),
			cell(`${commune.unit.id}/finish`, forecastWords(commune.forecast)),
			cell(`${commune.unit.id}/note`, lateNote(commune) ?? '')
		])
	};
}

const FIGURES: CommuneFigure[] = ['dossiers', 'common', 'sent', 'inspected', 'year'];

const cell = (key: string, text: string, more: Partial<TableCell> = {}): TableCell => ({
	key: `cell/${key}`,
	runs: text === '' ? [] : [plain(text)],
	...more
});

const nameCell = ({ unit }: CommuneFacts, note?: string): TableCell =>
	cell(`${unit.id}/name`, unit.name, { bold: true, ...(note === undefined ? {} : { note }) });

function figureCell({ progress, sources }: CommuneFacts, figure: CommuneFigure): TableCell {
	const run = communeFigure(progress, figure, sources);
	const runs: Run[] = figure === 'common' ? [{ ...run, text: capital(run.text) }] : [run];

	return { key: `cell/${progress.unitId}/${figure}`, runs, center: true };
}

const lateNote = ({ progress }: CommuneFacts): string | undefined =>
	progress.target.late.map(latenessWords).join('; ') || undefined;

const obstacleWords = ({ obstacles }: CommuneFacts): string =>
	obstacles
		.map(({ statement: { criterion, title } }) => (criterion ? `Tiêu chí ${criterion}: ${title}` : title))
		.join('; ');

/** The basis a commune is registered on, in the words of the papers. */
function basisWords({ basis, document }: CommuneProgress['target']): string {
	if (basis === 'province_decision') return document ?? 'Quyết định của Chủ tịch UBND tỉnh';
	if (basis === 'district_plan') return document ? `Kế hoạch ${document} của huyện` : 'Kế hoạch của huyện';
	const [, year] = /^plan_(\d{4})$/.exec(basis ?? '') ?? [];

	return year === undefined ? (basis ?? '') : `Kế hoạch năm ${year}`;
}

function stripCell(progress: CommuneProgress, set: CriteriaSet): TableCell {
	return { key: `cell/${progress.unitId}/strip`, runs: [], strip: stripInReport(progress, set), center: true };
}

const stripInReport = ({ criteria }: CommuneProgress, set: CriteriaSet): StripInReport => ({
	cells: criteria.map(({ criterion, state, blocked }) => ({ criterion, state, blocked })),
	groups: set.groups.map(({ no }) => set.criteria.filter(({ group }) => group === no).length)
});
