import {
	AlignmentType,
	ImageRun,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	VerticalAlignTable,
	WidthType
} from 'docx';
import {
	linesOf,
	type Block,
	type ReportTable,
	type Run,
	type StripInReport,
	type TableCell as Cell
} from '#lib/domain/report/report-document.ts';
import { STRIP_LEGEND, STRIP_NOTES, stripSigns } from '#lib/domain/report/strip-signs.ts';
import { stripPicture } from './strip-picture.ts';
import { BODY, columnTwips, SIZE } from './word-layout.ts';

/** What `staysWithNext` ends on the page of what follows it, as the last words do on that of the signature. */
export function wordBlock(block: Block, width: number, staysWithNext = false): (Paragraph | Table)[] {
	switch (block.kind) {
		case 'heading':
			return [heading(block.text)];
		case 'paragraph':
			// A paragraph for each line: Word stretches a justified line that ends with a break over the whole width.
			return linesOf(block.paragraph.runs).map(
				(line) =>
					new Paragraph({
						keepNext: staysWithNext,
						alignment: AlignmentType.JUSTIFIED,
						indent: { firstLine: BODY.firstLine },
						spacing: { after: BODY.after, line: BODY.line },
						children: wordRuns(line)
					})
			);
		case 'table':
			return wordTable(block.table, width, staysWithNext);
		case 'legend':
			return [legend()];
	}
}

const heading = (text: string): Paragraph =>
	new Paragraph({
		keepNext: true,
		indent: { firstLine: BODY.firstLine },
		spacing: { before: BODY.after, after: BODY.after, line: BODY.line },
		children: [new TextRun({ text, bold: true })]
	});

const wordRuns = (runs: readonly Run[], size?: number, isBold = false): TextRun[] =>
	runs.map(
		({ text, bold, italic }) =>
			new TextRun({
				text,
				...(bold || isBold ? { bold: true } : {}),
				...(italic ? { italics: true } : {}),
				...(size === undefined ? {} : { size })
			})
	);

function wordTable(
	{ caption, head, widths, rows }: ReportTable,
	width: number,
	staysWithNext: boolean
): (Paragraph | Table)[] {
	const columns = columnTwips(widths, width);
	const table = new Table({
		layout: TableLayoutType.FIXED,
		width: { size: columns.reduce((sum, column) => sum + column, 0), type: WidthType.DXA },
		columnWidths: columns,
		rows: [
			new TableRow({
				tableHeader: true,
				cantSplit: true,
				children: head.map((text, at) =>
					tableCell({ key: '', runs: [{ text }], center: true, bold: true }, columns[at]!)
				)
			}),
			...rows.map(
				(row, no) =>
					new TableRow({
						cantSplit: true,
						children: row.map((cell, at) =>
							// Only the last row: a whole table need not stay on one page.
							tableCell(cell, columns[at]!, staysWithNext && no === rows.length - 1)
						)
					})
			)
		]
	});
	const title = new Paragraph({
		alignment: AlignmentType.CENTER,
		keepNext: true,
		spacing: { before: BODY.after, after: 60 },
		children: [new TextRun({ text: caption ?? '', bold: true })]
	});
	// Two tables with nothing between them would become one.
	const after = new Paragraph({
		keepNext: staysWithNext,
		spacing: { after: 60, line: 120, lineRule: 'exact' },
		children: []
	});

	return caption === undefined ? [table, after] : [title, table, after];
}

function tableCell({ runs, note, strip, center, bold }: Cell, width: number, keepNext = false): TableCell {
	const alignment = center ? AlignmentType.CENTER : AlignmentType.LEFT;
	const lines = strip
		? [[stripRun(strip, width)]]
		: linesOf(runs).map((line) => wordRuns(line, SIZE.table, bold ?? false));
	const notes = note === undefined ? [] : linesOf([{ text: note }]).map((line) => wordRuns(line, SIZE.small));
	const children = [...lines, ...notes].map((line) => new Paragraph({ keepNext, alignment, children: line }));
	return new TableCell({
		width: { size: width, type: WidthType.DXA },
		verticalAlign: VerticalAlignTable.CENTER,
		margins: { top: 40, bottom: 40, left: 60, right: 60 },
		children
	});
}

/** In pixels of 1/96 inch, as Word wants the size of a picture. */
const PX_PER_TWIP = 96 / 1440;

function stripRun(strip: StripInReport, cellTwips: number): ImageRun {
	const { png, width, height } = stripPicture(strip);
	const shown = Math.min((cellTwips - 160) * PX_PER_TWIP, width);

	return new ImageRun({
		type: 'png',
		data: png,
		transformation: { width: Math.round(shown), height: Math.round((shown * height) / width) },
		altText: { name: 'dai-tieu-chi', title: '', description: stripSigns(strip) }
	});
}

/** A cell of each state with its words, then the pin. */
function legend(): Paragraph {
	const sample = (state: (typeof STRIP_LEGEND)[number]['state'], blocked: boolean) =>
		stripRun({ cells: [{ criterion: 0, state, blocked }], groups: [1] }, 400);
	const words = (text: string) => new TextRun({ text, size: SIZE.small });

	return new Paragraph({
		spacing: { after: BODY.after },
		children: [
			...STRIP_LEGEND.flatMap(({ state, words: name }) => [sample(state, false), words(` ${name}   `)]),
			sample('doing', true),
			words(` ${STRIP_NOTES.blocked}. ${STRIP_NOTES.unknown}`)
		]
	});
}
