import writeExcelFile, { type CellObject, type Sheet as ExcelSheet } from 'write-excel-file/universal';
import { withSoundTexts } from '#lib/domain/changes/sound-json.ts';
import type { ReportSheets } from '#lib/domain/report/report-sheets.ts';
import type { Sheet, SheetCell } from '#lib/domain/report/sheets.ts';
import { printedSheets } from './excel-print.ts';

const TITLE = { type: String, fontWeight: 'bold', fontSize: 14 } as const;
const NOTE = { type: String, fontStyle: 'italic' } as const;
const HEAD = {
	type: String,
	fontWeight: 'bold',
	align: 'center',
	alignVertical: 'center',
	wrap: true,
	borderStyle: 'thin'
} as const;
const BODY = { alignVertical: 'top', wrap: true, borderStyle: 'thin' } as const;

/** Title, note and head of a table. */
const HEAD_ROWS = 3;

/** An Excel file of the sheets, each with a title over it. Every text is written as text: what begins with "=" is not a
 *  formula. Earlier servers took texts that XML cannot hold. */
export function excelWorkbook(workbook: ReportSheets): Promise<Blob> {
	const { note, sheets } = withSoundTexts(workbook);

	return writeExcelFile(
		sheets.map((sheet) => excelSheet(sheet, note)),
		{
			fontFamily: 'Times New Roman',
			fontSize: 12,
			features: [printedSheets(sheets, HEAD_ROWS)]
		}
	).toBlob();
}

const excelSheet = ({ name, title, head, widths, rows, frozenColumns }: Sheet, note: string): ExcelSheet<Blob> => ({
	sheet: name,
	data: [
		[{ ...TITLE, value: title }],
		[{ ...NOTE, value: note }],
		tall(
			head.map((value) => ({ ...HEAD, value })),
			linesOf(head, widths)
		),
		...rows.map((row) => tall(row.map(excelCell), linesOf(row, widths)))
	],
	columns: widths.map((width) => ({ width })),
	stickyRowsCount: HEAD_ROWS,
	stickyColumnsCount: frozenColumns
});

/** In points, for letters of 12. */
const LINE = 16;

/** Not every program makes a row as high as its wrapped text when it opens a file. */
const tall = (row: CellObject[], lines: number): CellObject[] => row.map((cell) => ({ ...cell, height: lines * LINE }));

/** How many lines the fullest cell of a row takes, roughly: letters are narrower than the digits that widths count, capitals
 *  and bold ones wider. */
const linesOf = (row: readonly SheetCell[], widths: readonly number[]): number =>
	Math.max(1, ...row.map((cell, at) => (typeof cell === 'string' ? wrappedLines(cell, (widths[at] ?? 10) - 1) : 1)));

function wrappedLines(text: string, width: number): number {
	return text.split('\n').reduce((lines, part) => {
		let used = 0;
		let own = 1;
		for (const { length } of part.split(' ')) {
			const more = used === 0 ? length : length + 1;
			if (used > 0 && used + more > width) own += 1;
			used = used > 0 && used + more > width ? length : used + more;
		}
		return lines + own;
	}, 0);
}

function excelCell(cell: SheetCell): CellObject {
	if (cell === null) return BODY;
	if (typeof cell === 'number') return { ...BODY, type: Number, value: cell, align: 'center' };
	if (typeof cell === 'string') return { ...BODY, type: String, value: cell };

	return { ...BODY, type: Date, value: new Date(cell.date), format: 'dd/mm/yyyy', align: 'center' };
}
