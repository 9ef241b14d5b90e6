import type { TradeDate } from '../dates.ts';
import type { CellState } from '../progress/progress.ts';

/** What Nghị định 30/2020/NĐ-CP calls them: báo cáo, thông báo kết luận, biên bản; and the table of a briefing alone. */
export const REPORT_KINDS = ['report', 'notice', 'minutes', 'table'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The records that a figure was computed from. */
export interface Source {
	unitId: string;
	kind: string;
	recordIds: string[];
}

/** One figure; wherever it stands in the document it has the same key, so sentence and table cannot differ. */
export interface Figure {
	key: string;
	text: string;
	/** For a spreadsheet: a number stays a number. Null is not known. */
	value: number | string | null;
	sources: Source[];
	/** What was computed, where a person wrote something else. */
	computed?: string;
}

export interface Run {
	text: string;
	bold?: true;
	italic?: true;
	figure?: Figure;
}

export interface Paragraph {
	key: string;
	runs: Run[];
	sources?: Source[];
	/** What was computed, where a person wrote something else, and the figures that stood in it. */
	computed?: string;
	counted?: { key: string; text: string }[];
}

export interface StripInReport {
	cells: { criterion: number; state: CellState; blocked: boolean }[];
	/** How many criteria each group has, in their order. */
	groups: number[];
}

export interface TableCell extends Paragraph {
	/** A second, smaller line. */
	note?: string;
	strip?: StripInReport;
	center?: true;
	bold?: true;
}

export interface ReportTable {
	caption?: string;
	head: string[];
	/** Share of the width per column; they need not add up to anything. */
	widths: number[];
	rows: TableCell[][];
}

export type Block =
	| { kind: 'heading'; level: 1 | 2; text: string }
	| { kind: 'paragraph'; paragraph: Paragraph }
	| { kind: 'table'; table: ReportTable }
	/** What the patterns of the strips mean. */
	| { kind: 'legend' };

export interface Letterhead {
	/** The body above, and the one that issues, each with a break between its lines. */
	above: string;
	agency: string;
	/** "Số: 05/BC-VPĐP"; the number may still be open. */
	number: string;
	/** "Triệu Sơn, ngày 02 tháng 11 năm 2018". */
	placeAndDate: string;
}

export interface Signer {
	post: string;
	name: string;
}

export interface ReportDocument {
	kind: ReportKind;
	on: TradeDate;
	letterhead: Letterhead;
	/** What stands behind its number: "BC-VPĐP". */
	symbol: string;
	/** "BÁO CÁO". */
	type: string;
	subject: string;
	/** In italics under the subject. */
	purpose: string | null;
	/** Under it: which paper it replaces, or that it was made later than its figures. */
	note?: string;
	blocks: Block[];
	recipients: string[];
	signers: Signer[];
	landscape: boolean;
}

/** The lines that people typed: a run goes on in each. Empty ones between them are left out; paragraphs stand apart by themselves. */
export function linesOf(runs: readonly Run[]): Run[][] {
	const lines: Run[][] = [[]];
	for (const run of runs) {
		const [first = '', ...more] = run.text.split(/\r\n?|[\n\u2028\u2029]/);
		lines.at(-1)!.push({ ...run, text: first });
		for (const text of more) lines.push([{ ...run, text }]);
	}
	return lines.filter((line, at) => at === 0 || runsText(line).trim() !== '');
}

export const runsText = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

/** Everything in a document that a person may write over. */
export function paragraphsOf({ blocks }: Pick<ReportDocument, 'blocks'>): Paragraph[] {
	return blocks.flatMap((block) => {
		if (block.kind === 'paragraph') return [block.paragraph];
		return block.kind === 'table' ? block.table.rows.flat() : [];
	});
}

export function figuresOf(document: Pick<ReportDocument, 'blocks'>): Figure[] {
	const figures = new Map<string, Figure>();
	for (const { runs } of paragraphsOf(document)) {
		for (const { figure } of runs) if (figure) figures.set(figure.key, figure);
	}
	return [...figures.values()];
}
