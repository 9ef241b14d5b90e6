import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { composeReport } from '#lib/domain/report/compose-report.ts';
import { applyEdits, withEdit } from '#lib/domain/report/edits.ts';
import { missingInReport } from '#lib/domain/report/missing.ts';
import { paperText } from '../support/paper-text.ts';
import { figuresOf, paragraphsOf, runsText } from '#lib/domain/report/report-document.ts';
import { reportFacts, type ReportFacts } from '#lib/domain/report/report-facts.ts';
import { reportFileName } from '#lib/domain/report/report-file-name.ts';
import { firstForm, type ReportForm } from '#lib/domain/report/report-form.ts';
import { briefingSheet } from '#lib/domain/report/sheets.ts';
import { excelWorkbook } from '#lib/documents/excel-workbook.ts';
import { wordDocument } from '#lib/documents/word-document.ts';
import { partsOf, readWord } from '../support/read-documents.ts';
import { recordOf } from '../support/records.ts';
import { briefingRecords, COMMUNES, DISTRICT, REFERENCE } from '../support/trieu-son.ts';

const TODAY = '2018-11-05';
const FORM = firstForm(DISTRICT);

function factsOf(recordsByUnit: Map<string, SyncRecord[]>, units = COMMUNES): ReportFacts {
	return reportFacts({ district: DISTRICT, units, reference: REFERENCE, today: TODAY, recordsByUnit });
}

/** A commune as somebody could have it, in figures that need no rule of ours to be read. */
const commune = fc.record({
	year: fc.constantFrom(2018, 2019, 2020),
	/** Criteria whose dossiers are complete; of every other criterion it is recorded that it is not. */
	complete: fc.uniqueArray(fc.integer({ min: 1, max: 19 })),
	common: fc.constantFrom(true, false, null),
	sent: fc.option(fc.integer({ min: 0, max: 17 })),
	inspected: fc.option(fc.integer({ min: 0, max: 17 }))
});
type Generated = typeof commune extends fc.Arbitrary<infer T> ? T : never;

function recordsOfGenerated({ year, complete, common, sent, inspected }: Generated, unitId: string): SyncRecord[] {
	return [
		recordOf('target', { registration: { year, basis: 'district_plan' } }, { unitId, id: 'target' }),
		...Array.from({ length: 19 }, (_, at) =>
			recordOf(
				'dossier',
				{ state: { state: complete.includes(at + 1) ? 'complete' : 'not_started' } },
				{ unitId, id: `dossier:${at + 1}` }
			)
		),
		recordOf(
			'tally',
			{ dossiers: { complete: null, common, on: TODAY }, departments: { sent, inspected, on: TODAY } },
			{ unitId, id: 'tally' }
		)
	];
}

test('any district: the table says what was recorded, and what nobody reported is a dash', () => {
	fc.assert(
		fc.property(fc.array(commune, { minLength: 1, maxLength: 12 }), (district) => {
			const records = new Map(
				district.map((of, at) => [COMMUNES[at]!.id, recordsOfGenerated(of, COMMUNES[at]!.id)] as const)
			);
			const document = composeReport(factsOf(new Map(records)), { ...FORM, without: ['strips'] });
			const table = document.blocks.find((block) => block.kind === 'table')!.table;

			const said = new Map(
				table.rows.map((row) => [runsText(row[1]!.runs), row.slice(2).map(({ runs }) => runsText(runs))])
			);
			const expected = new Map(
				district.map(({ year, complete, common, sent, inspected }, at) => [
					COMMUNES[at]!.name,
					[
						`${complete.length}/19`,
						common === null ? '–' : common ? 'Đã có' : 'Còn thiếu',
						sent === null ? '–' : `${sent}/17`,
						inspected === null ? '–' : String(inspected),
						String(year)
					]
				])
			);
			expect(Object.fromEntries(said)).toEqual(Object.fromEntries(expected));

			const opening = runsText(paragraphsOf(document)[0]!.runs);
			const all = district.filter(({ complete }) => complete.length === 19).length;
			const toAll = district.filter(({ sent }) => sent === 17).length;
			expect(opening).toContain(`có ${district.length} xã đăng ký`);
			expect(opening).toContain(
				`Trong đó ${all || 'chưa có'} xã ${all ? '' : 'nào báo '}đã hoàn thiện hồ sơ 19/19`
			);
			expect(opening).toContain(`${toAll || 'chưa có'} xã ${toAll ? '' : 'nào báo '}đã gửi hồ sơ đến 17/17`);
		}),
		{ numRuns: 40, seed: 1463 }
	);
});

describe('edits', () => {
	const facts = factsOf(briefingRecords());
	const document = composeReport(facts, FORM);

	test('of a figure stand in sentence and table alike, and the computed one stays beside them', () => {
		const edits = withEdit({}, '15703/sent', { text: '9/17', computed: '8/17' });
		const figure = figuresOf(applyEdits(document, edits)).find(({ key }) => key === '15703/sent')!;
		const text = paperText(applyEdits(document, edits));

		expect(figure).toMatchObject({ text: '9/17', value: 9, computed: '8/17' });
		expect(text.match(/9\/17/g)).toHaveLength(2);
		expect(text).not.toContain('8/17');
		expect(withEdit(edits, '15703/sent', { text: '8/17', computed: '8/17' })).toEqual({});
	});

	test('of a paragraph keep what was computed', () => {
		const edits = withEdit({}, 'assessment', { text: 'Các xã đã cố gắng.', computed: 'x' });
		const edited = paragraphsOf(applyEdits(document, edits)).find(({ key }) => key === 'assessment')!;

		expect(runsText(edited.runs)).toBe('Các xã đã cố gắng.');
		expect(edited.computed).toContain('chậm so với thời gian quy định');
	});
});

test('before it goes out it says what is missing, and how many communes have not reported', () => {
	const facts = factsOf(briefingRecords());
	const missing = missingInReport(facts, FORM, composeReport(facts, FORM));
	const units = Object.fromEntries(missing.map((item) => [item.kind, 'units' in item ? item.units.length : true]));

	expect(units).toMatchObject({
		dossiers: 4,
		common: 5,
		sent: 5,
		forecast: 5,
		no_briefing: true,
		number: true,
		signer: true
	});
	expect(units).not.toHaveProperty('inspected');
});

describe('the layout holds', () => {
	const KINDS: ReportForm['kind'][] = ['report', 'notice', 'minutes', 'table'];

	test.each(KINDS)('for a district without communes (%s)', async (kind) => {
		const { paragraphs } = await readWord(
			await wordDocument(composeReport(factsOf(new Map(), []), { ...FORM, kind }))
		);

		expect(paragraphs).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
		expect(paragraphs.join('\n')).not.toMatch(/undefined|null|NaN/);
	});

	test.each(KINDS)('for a commune that has reported nothing (%s)', (kind) => {
		const target = recordOf('target', { registration: { year: 2018, basis: 'district_plan' } }, { id: 'target' });
		const text = paperText(composeReport(factsOf(new Map([['15697', [target]]])), { ...FORM, kind }));

		expect(text).not.toMatch(/undefined|null|NaN|\b0\/1[79]|\b0 ngành/);
		if (kind === 'report')
			expect(text).toContain(
				'chưa báo số hồ sơ tiêu chí, hồ sơ chung, số ngành đã gửi hồ sơ, số ngành đã kiểm tra'
			);
	});

	test('for 36 communes, one of them with a name of 60 letters', async () => {
		const name = 'Xã có tên rất dài để thử bề ngang của bảng tổng hợp trên giấy'.slice(0, 60);
		const units = COMMUNES.map((unit, at) => (at === 0 ? { ...unit, name } : unit));
		const records = new Map(
			units.map(({ id }) => [
				id,
				recordsOfGenerated({ year: 2018, complete: [1, 4], common: null, sent: null, inspected: 2 }, id)
			])
		);
		const { tables } = await readWord(await wordDocument(composeReport(factsOf(records, units), FORM)));

		expect(tables.find(([head]) => head?.includes('Năm về đích'))).toHaveLength(37);
	});
});

describe('the files', () => {
	test('are laid out as the decree asks: A4, margins, letters, page number from page 2', async () => {
		const parts = await partsOf(await wordDocument(composeReport(factsOf(briefingRecords()), FORM)));
		const document = parts['word/document.xml']!;

		expect(document).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"/);
		expect(document).toMatch(/<w:pgMar[^>]*w:top="1134"[^>]*w:right="850"[^>]*w:bottom="1134"[^>]*w:left="1701"/);
		expect(document).toContain('<w:titlePg/>');
		expect(parts['word/styles.xml']).toContain('Times New Roman');
		const headers = Object.entries(parts).filter(([path]) => /word\/header\d+\.xml/.test(path));
		expect(headers.filter(([, xml]) => xml.includes('PAGE'))).toHaveLength(1);
		expect(document).not.toContain('<w:u ');
	});

	test('take what begins with "=" as text, and freeze their heads', async () => {
		const records = briefingRecords();
		records.get('15697')!.push(
			recordOf('obstacle', {
				statement: { title: '=HYPERLINK("http://x")', raisedOn: TODAY, asks: 'district' }
			})
		);
		const document = composeReport(factsOf(records), { ...FORM, kind: 'table' });
		const parts = await partsOf(
			await excelWorkbook({ note: '', sheets: [briefingSheet(document, { criteria: 19, departments: 17 })] })
		);
		const sheet = parts['xl/worksheets/sheet1.xml']!;

		expect(sheet).not.toContain('<f>');
		expect(Object.values(parts).join('')).toContain('=HYPERLINK');
		expect(sheet).toMatch(/<pane[^>]*state="frozen"/);
	});

	test('have names that any machine can read', () => {
		expect(reportFileName({ kind: 'minutes', on: TODAY }, 'Triệu Sơn', 'docx')).toBe(
			'bien-ban-giao-ban-trieu-son-2018-11-05.docx'
		);
	});
});
