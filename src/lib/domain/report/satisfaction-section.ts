import { ALL_AND_NOTHING, decimalsFor } from '../criteria/decimals.ts';
import type { Satisfaction, Share } from '../progress/satisfaction.ts';
import { sourcesOf } from './figure-sources.ts';
import type { Block, Paragraph, ReportTable, Run, Source, TableCell } from './report-document.ts';
import type { CommuneFacts, ReportFacts } from './report-facts.ts';
import { figureRun, listInReport, plain } from './report-words.ts';

type Figure = 'surveyed' | 'asked' | 'satisfied' | 'verdict';

/** What the people said where the Fatherland Front asked them. A commune that asked nobody is named and has no figures; a
 *  share of the whole commune is given only when every village's figure is known. */
export function satisfactionBlocks({ communes, set }: Pick<ReportFacts, 'communes' | 'set'>): Block[] {
	const asking = communes.filter(({ satisfaction }) => satisfaction.surveyed > 0);
	const silent = communes.filter(({ satisfaction }) => satisfaction.surveyed === 0).map(({ unit }) => unit.name);
	const paragraphs: Paragraph[] = [{ key: 'satisfaction', runs: sumRuns(asking, communes.length) }];
	const short = asking.flatMap(shortVillages);
	if (short.length > 0)
		paragraphs.push({
			key: 'satisfaction/short',
			runs: [plain(`Hỏi chưa đủ ${set.satisfaction?.askedPercent}% số hộ: ${short.join('; ')}.`)]
		});
	if (asking.length > 0 && silent.length > 0)
		paragraphs.push({ key: 'satisfaction/none', runs: [plain(`Chưa báo: xã ${listInReport(silent)}.`)] });

	return [
		...paragraphs.map((paragraph): Block => ({ kind: 'paragraph', paragraph })),
		...(asking.length > 0 ? [{ kind: 'table', table: satisfactionTable(asking) } as const] : [])
	];
}

/** "Đã có 2/8 xã lấy ý kiến; 1 xã đạt: mỗi thôn hỏi từ 60% số hộ, từ 80% hộ được hỏi hài lòng." */
function sumRuns(asking: readonly CommuneFacts[], all: number): Run[] {
	if (asking.length === 0) return [plain('Chưa xã nào báo kết quả lấy ý kiến về sự hài lòng của người dân.')];

	const { asked, satisfied } = asking[0]!.satisfaction.levels;
	const met = asking.filter(({ satisfaction }) => satisfaction.verdict === 'met');
	const sources = asking.flatMap(surveySources);
	const start = [
		plain('Đã có '),
		figureRun('satisfaction/communes', asking.length, sources, `${asking.length}/${all}`),
		plain(' xã báo kết quả lấy ý kiến về sự hài lòng của người dân; ')
	];
	if (asked === null || satisfied === null)
		return [...start, plain('mức phải đạt chưa được khai báo nên chưa đánh giá.')];

	const level = `mỗi thôn hỏi từ ${asked}% số hộ trở lên và từ ${satisfied}% số hộ được hỏi trở lên hài lòng`;
	return met.length === 0
		? [...start, plain(`chưa xã nào đủ căn cứ để kết luận đạt (${level}).`)]
		: [...start, figureRun('satisfaction/met', met.length, sources), plain(` xã đạt (${level}).`)];
}

/** "Minh Châu: thôn 3 (40%)" */
function shortVillages({ unit, satisfaction }: CommuneFacts): string[] {
	const short = satisfaction.villages.filter(({ isAskedEnough }) => isAskedEnough === false);
	if (short.length === 0) return [];

	return [
		`${unit.name}: ${listInReport(short.map(({ village, asked }) => `${village.name} (${percentText(asked, satisfaction.levels.asked)})`))}`
	];
}

function satisfactionTable(asking: readonly CommuneFacts[]): ReportTable {
	return {
		head: ['TT', 'Xã', 'Thôn đã lấy ý kiến', 'Hộ được hỏi', 'Hộ hài lòng', 'Kết quả'],
		widths: [6, 24, 16, 22, 22, 18],
		rows: asking.map((commune, at) => [
			cell(commune, 'no', [plain(String(at + 1))]),
			cell(commune, 'name', [plain(commune.unit.name)], { bold: true }),
			...FIGURES.map((figure) => cell(commune, figure, [satisfactionFigure(commune, figure)]))
		])
	};
}

const FIGURES: Figure[] = ['surveyed', 'asked', 'satisfied', 'verdict'];

const cell = (
	{ unit }: CommuneFacts,
	name: string,
	runs: Run[],
	look: Pick<TableCell, 'center' | 'bold'> = { center: true }
): TableCell => ({ key: `cell/${unit.id}/satisfaction-${name}`, runs, ...look });

function satisfactionFigure(commune: CommuneFacts, figure: Figure): Run {
	const { surveyed, villages, asked, satisfied, verdict, levels } = commune.satisfaction;
	const key = `${commune.unit.id}/satisfaction-${figure}`;
	const from = surveySources(commune);

	switch (figure) {
		case 'surveyed':
			return figureRun(key, surveyed, from, `${surveyed}/${villages.length}`);
		case 'asked':
			return figureRun(key, asked.part, from, shareText(asked, levels.asked));
		case 'satisfied':
			return figureRun(key, satisfied.part, from, shareText(satisfied, levels.satisfied));
		case 'verdict':
			return figureRun(key, VERDICTS[verdict ?? 'open'], from);
	}
}

const VERDICTS: Record<NonNullable<Satisfaction['verdict']> | 'open', string> = {
	met: 'Đạt',
	not_met: 'Chưa đạt',
	open: 'Chưa đủ số liệu'
};

const shareText = (share: Share, least: number | null): string | undefined =>
	share.part === null || share.whole === null
		? undefined
		: `${inReport(share.part)}/${inReport(share.whole)} (${percentText(share, least)})`;

/** "93,8%"; written as everywhere, and never 80% where a little is wanting. */
function percentText({ percent }: Share, least: number | null): string {
	if (percent === null) return '–';
	const levels = least === null ? [] : [{ op: '>=' as const, value: least }];

	return `${inReport(percent, decimalsFor(percent, 1, [...ALL_AND_NOTHING, ...levels]))}%`;
}

const inReport = (value: number, decimals = 0): string =>
	value.toLocaleString('vi-VN', { maximumFractionDigits: decimals });

const surveySources = ({ unit, records }: Pick<CommuneFacts, 'unit' | 'records'>): Source[] =>
	sourcesOf(
		unit.id,
		records.filter(({ kind }) => kind === 'survey')
	);
