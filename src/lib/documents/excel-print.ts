import type { Feature } from 'write-excel-file/universal';
import {
	getCellAddress,
	getOrderOfSiblings,
	insertElementMarkupAccordingToOrderOfSiblings,
	sanitizeTextContent
} from 'write-excel-file/utility';
import type { Sheet } from '#lib/domain/report/sheets.ts';

type Printed = Pick<Sheet, 'name' | 'head' | 'rows'>;

const SHEET = 'xl/worksheets/sheet{id}.xml';
const WORKBOOK = 'xl/workbook.xml';

/** What the package has no option for: A4 landscape, one page wide, heads on each page, page numbers, and a filter over each
 *  table. The last of the `headRows` is the table's head. */
export const printedSheets = (sheets: readonly Printed[], headRows: number): Feature<Blob> => ({
	files: {
		transform: {
			[SHEET]: {
				transform: (xml, _options, { sheetIndex }) => withPage(xml, filtered(sheets[sheetIndex]!, headRows))
			},
			[WORKBOOK]: { transform: (xml) => withNames(xml, sheets, headRows) }
		}
	}
});

/** "A3:K11" */
const filtered = ({ head, rows }: Printed, headRows: number): string =>
	`${getCellAddress(headRows - 1, 0)}:${getCellAddress(headRows + rows.length - 1, head.length - 1)}`;

const PAGE = [
	'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
	'<printOptions horizontalCentered="1"/>',
	// In inches.
	'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
	// Paper 9 is A4; as many pages high as it takes.
	'<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
	'<headerFooter><oddFooter>&amp;L&amp;A&amp;RTrang &amp;P/&amp;N</oddFooter></headerFooter>'
];

function withPage(xml: string, filter: string): string {
	const order = getOrderOfSiblings(SHEET, 'worksheet')!;

	return [...PAGE, `<autoFilter ref="${filter}"/>`].reduce(
		(text, element) => insertElementMarkupAccordingToOrderOfSiblings(text, element, order, 'worksheet'),
		xml
	);
}

/** Excel wants the filter's area as a hidden name too. */
function withNames(xml: string, sheets: readonly Printed[], headRows: number): string {
	const names = sheets.map((sheet, at) => {
		const place = `'${sanitizeTextContent(sheet.name).replaceAll("'", "''")}'!`;
		const [from, to] = filtered(sheet, headRows).split(':') as [string, string];
		return (
			`<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${place}${absolute(from)}:${absolute(to)}</definedName>` +
			`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${place}$${headRows}:$${headRows}</definedName>`
		);
	});
	return xml.replace(/<definedNames *\/>/, `<definedNames>${names.join('')}</definedNames>`);
}

/** "$A$3" */
const absolute = (cell: string): string => cell.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2');
