import writeExcelFile, { type Cell, type Sheet as ExcelSheet } from 'write-excel-file/universal';
import { withSoundTexts } from '#lib/domain/changes/sound-json.ts';
import type { Sheet, SheetCell } from '#lib/domain/report/sheets.ts';

const HEAD = {
	type: String,
	fontWeight: 'bold',
	align: 'center',
	alignVertical: 'center',
	wrap: true,
	borderStyle: 'thin'
} as const;
const BODY = { alignVertical: 'top', wrap: true, borderStyle: 'thin' } as const;

/** An Excel file of the sheets. Every text is written as text: what begins with "=" is not a formula. Earlier servers took
 *  texts that XML cannot hold. */
export function excelWorkbook(sheets: readonly Sheet[]): Promise<Blob> {
	return writeExcelFile(withSoundTexts(sheets).map(excelSheet), {
		fontFamily: 'Times New Roman',
		fontSize: 12
	}).toBlob();
}

const excelSheet = ({ name, head, widths, rows, frozenColumns }: Sheet): ExcelSheet<Blob> => ({
	sheet: name,
	data: [head.map((value) => ({ ...HEAD, value })), ...rows.map((row) => row.map(excelCell))],
	columns: widths.map((width) => ({ width })),
	stickyRowsCount: 1,
	stickyColumnsCount: frozenColumns,
	orientation: 'landscape'
});

function excelCell(cell: SheetCell): Cell {
	if (cell === null) return BODY;
	if (typeof cell === 'number') return { ...BODY, type: Number, value: cell, align: 'center' };
	if (typeof cell === 'string') return { ...BODY, type: String, value: cell };

	return { ...BODY, type: Date, value: new Date(cell.date), format: 'dd/mm/yyyy', align: 'center' };
}
