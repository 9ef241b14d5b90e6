import { DOMParser, type Element } from '@xmldom/xmldom';
import readExcel from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { composeReport } from '#lib/domain/report/compose-report.ts';
import { indicatorsSheet } from '#lib/domain/report/indicators-sheet.ts';
import { reportFacts } from '#lib/domain/report/report-facts.ts';
import { firstForm, type ReportForm } from '#lib/domain/report/report-form.ts';
import { reportSheets } from '#lib/domain/report/report-sheets.ts';
import { excelWorkbook } from '#lib/documents/excel-workbook.ts';
import { wordDocument } from '#lib/documents/word-document.ts';
import { partsOf, readWord } from '../support/read-documents.ts';
import { recordOf } from '../support/records.ts';
import { briefingRecords, COMMUNES, communeNamed, DISTRICT, REFERENCE } from '../support/trieu-son.ts';

const MINH_CHAU = communeNamed('Minh Châu').id;
const FORM = firstForm(DISTRICT);

const check = (indicator: string, measurement: object, by: string) =>
	recordOf(
		'check',
		{ subject: { indicator }, measurement: { on: '2018-10-20', met: 'met', ...measurement } },
		{ unitId: MINH_CHAU, by }
	);
const houses = check('6.3', { part: 7, whole: 8 }, 'can-bo-xa');
const poor = check('10.1', { value: 31.5 }, 'can-bo-xa');
const water = check('17.1', { part: 970, whole: 1000, more: [{ label: 'nước sạch', value: 61.2 }] }, 'van-phong');
const review = recordOf(
	'review',
	{
		verdict: {
			...{ of: { kind: 'check', id: houses.id }, judged: houses.registers['measurement']!.change },
			...{ verdict: 'verified', on: '2018-10-21' }
		}
	},
	{ unitId: MINH_CHAU, by: 'van-phong' }
);

const records = briefingRecords();
records.get(MINH_CHAU)!.push(houses, poor, water, review);
const facts = reportFacts({
	...{ district: DISTRICT, units: COMMUNES, reference: REFERENCE },
	...{ today: '2018-11-05', recordsByUnit: records }
});
const compose = (kind: ReportForm['kind']) => composeReport(facts, { ...FORM, kind });

describe('the Excel file', () => {
	const workbook = () =>
		excelWorkbook(reportSheets(facts, { table: compose('table'), paper: compose('report'), isIssued: false }));

	test('prints each sheet one page wide on A4 landscape, its head on every page, and filters by it', async () => {
		const parts = await partsOf(await workbook());
		const sheets = Object.entries(parts).filter(([path]) => /worksheets\/sheet\d+\.xml$/.test(path));

		expect(sheets).toHaveLength(4);
		for (const [path, xml] of sheets) {
			const children = [...new DOMParser().parseFromString(xml, 'text/xml').documentElement!.childNodes];
			// Excel calls a file broken whose parts come in another order.
			expect([path, ...children.map(({ nodeName }) => nodeName)]).toEqual([
				path,
				...['sheetPr', 'sheetViews', 'cols', 'sheetData', 'autoFilter'],
				...['printOptions', 'pageMargins', 'pageSetup', 'headerFooter']
			]);
			expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
			expect(xml).toMatch(/<pageSetup [^>]*paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/);
			expect(xml).toMatch(/<pane [^>]*ySplit="3"[^>]*state="frozen"/);
			expect(xml).toMatch(/<autoFilter ref="A3:[A-Z]+\d+"\/>/);
		}
		expect(parts['xl/workbook.xml']).toContain(
			`<definedName name="_xlnm.Print_Titles" localSheetId="2">'49 chỉ tiêu'!$3:$3</definedName>`
		);
	});

	test('says over each table what it is, of which district and day', async () => {
		const sheets = await readExcel(Buffer.from(await (await workbook()).arrayBuffer()));

		for (const { data } of sheets) {
			expect(data[0]![0]).toMatch(/^(Tiến độ|Kết quả) /);
			expect(data[1]![0]).toBe('Huyện Triệu Sơn, số liệu đến ngày 05/11/2018');
		}
	});

	test('says of each indicator its level, the percentage and its unit, and whether the office has reviewed it', () => {
		const { head, rows } = indicatorsSheet(facts);
		const rowOf = (indicator: string) => {
			const row = rows.find(([name, , no]) => name === 'Minh Châu' && no === indicator)!;
			return Object.fromEntries(head.map((word, at) => [word, row[at]]));
		};

		expect(rowOf('6.3')).toMatchObject({
			...{
				'Mức cần đạt': '≥ 100%',
				'Số đo': 87.5,
				'Đơn vị tính': '%',
				'Đếm được': 7,
				'Trên tổng số': 8,
				Duyệt: 'Đã duyệt'
			}
		});
		expect(rowOf('10.1')).toMatchObject({ 'Số đo': 31.5, Duyệt: 'Chờ duyệt' });
		expect(rowOf('10.1')['Đơn vị tính']).toMatch(/triệu/);
		expect(rowOf('17.1')).toMatchObject({
			...{ 'Mức cần đạt': '≥ 98%; ≥ 60% nước sạch', 'Số đo': 97, 'Số đo khác': 'nước sạch: 61,2' },
			Duyệt: 'Huyện kiểm tra'
		});
		expect(rowOf('1.1')).toMatchObject({ 'Mức cần đạt': 'Đạt', 'Kết quả': '–', 'Số đo': null, Duyệt: null });
	});
});

describe('the Word file', () => {
	const KINDS: ReportForm['kind'][] = ['report', 'notice', 'minutes', 'table'];

	test.each(KINDS)('never leaves the signature alone on a page (%s)', async (kind) => {
		const parts = await partsOf(await wordDocument(compose(kind)));
		const body = new DOMParser().parseFromString(parts['word/document.xml']!, 'text/xml').documentElement!;
		const blocks = [...(body.getElementsByTagName('w:body')[0] as Element).childNodes] as Element[];
		const end = blocks.findLastIndex(({ nodeName }) => nodeName === 'w:tbl');

		const staysWithNext = (block: Element) => {
			const rows = [...block.getElementsByTagName('w:tr')];
			const paragraphs = [...(rows.at(-1) ?? block).getElementsByTagName('w:p')];
			return [block, ...paragraphs].some((part) => part.getElementsByTagName('w:keepNext').length > 0);
		};
		// The paragraph of words or the row before the signature, whatever empty lines lie between.
		const before = blocks.slice(0, end).findLastIndex((block) => (block.textContent ?? '').trim() !== '');
		expect(blocks.slice(before, end).map(staysWithNext)).not.toContain(false);
	});

	test('breaks the name of the agency above only between words that belong together', async () => {
		const { paragraphs } = await readWord(await wordDocument(compose('report')));

		expect(paragraphs[0]!.replaceAll('\u00a0', '_')).toBe('BCĐ_CHƯƠNG_TRÌNH XÂY_DỰNG_NTM HUYỆN_TRIỆU_SƠN');
	});
});
