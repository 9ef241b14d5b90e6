import readExcel from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { applyEdits } from '#lib/domain/report/edits.ts';
import { reportSheets, type ReportSheets } from '#lib/domain/report/report-sheets.ts';
import type { SheetCell } from '#lib/domain/report/sheets.ts';
import { excelWorkbook } from '#lib/documents/excel-workbook.ts';
import type { Counted } from './counted-plainly.ts';
import { INDICATOR, TODAY } from './generated-commune.ts';
import { DISTRICTS, fullDistrict, inDistrictsLater, misled, type OpenDistrict } from './open-district.ts';
import type { StateName } from './states-plainly.ts';
import { expectSaid, paperDay } from './wanted.ts';

type Read = Awaited<ReturnType<typeof readExcel>>;
type Rows = Read[number]['data'];

const HEAD = 2;

const STATES: Record<StateName, string> = {
	wait: 'Chờ thẩm định',
	supplement: 'Ngành yêu cầu bổ sung',
	failed: 'Ngành kết luận chưa đạt',
	ready: 'Xong hồ sơ',
	doing: 'Đang lập',
	none: 'Chưa bắt đầu',
	na: '–'
};

const sheetsOf = ({ facts, table, report }: OpenDistrict): ReportSheets =>
	reportSheets(facts, { table, paper: report, isIssued: false });

const readBack = async (sheets: ReportSheets): Promise<Read> =>
	readExcel(Buffer.from(await (await excelWorkbook(sheets)).arrayBuffer()));

/** A cell of a day is read as a moment. */
const plain = (cell: unknown): unknown => (cell instanceof Date ? cell.toISOString().slice(0, 10) : (cell ?? null));

const rowsOf = (rows: Rows, name: string, column: number): unknown[][] =>
	rows
		.slice(HEAD + 1)
		.filter((row) => row[column] === name)
		.map((row) => row.map(plain));

function expectWorkbook(read: Read, { communes }: OpenDistrict): void {
	const [briefing, criteria, indicators, satisfaction] = read.map(({ data }) => data) as [Rows, Rows, Rows, Rows];
	for (const data of [briefing, criteria, indicators, satisfaction])
		expect(data[1]![0]).toBe(`Huyện Triệu Sơn, số liệu đến ngày ${paperDay(TODAY)}`);

	for (const { unit, counted } of communes) {
		expectBriefing(rowsOf(briefing, unit.name, 1), counted);
		expectCriteria(rowsOf(criteria, unit.name, 1), counted);
		expectIndicators(rowsOf(indicators, unit.name, 0), counted);
		expectSatisfaction(rowsOf(satisfaction, unit.name, 0), counted);
	}
	expect([briefing.length, criteria.length]).toEqual(Array(2).fill(HEAD + 1 + communes.length));
	expect(indicators).toHaveLength(HEAD + 1 + communes.length * 49);
}

function expectBriefing([row = []]: unknown[][], counted: Counted): void {
	const [year, dossiers, common, sent, inspected, obstacles, finish, note] = row.slice(3);
	const unknown = (cell: unknown) => (cell === '–' ? null : String(cell));
	const of = (cell: unknown, total: number) => (typeof cell === 'number' ? `${cell}/${total}` : unknown(cell));
	expectSaid(
		'sheet of the briefing',
		{
			...{
				dossiers: of(dossiers, 19),
				common: unknown(common),
				sent: of(sent, 17),
				inspected: unknown(inspected)
			},
			...{ year: String(year), lateYears: yearsOf(note) }
		},
		counted
	);
	expect([typeof year, String(obstacles ?? '').split('Thiếu vốn').length - 1]).toEqual(['number', counted.obstacles]);

	const { promised } = counted;
	const without = promised && promised.without > 0 ? `, còn ${promised.without} hồ sơ chưa hẹn ngày` : '';
	if (promised) expect(finish).toBe(`Hẹn ${paperDay(promised.on)}${without}`);
	else expect(String(finish ?? '')).not.toContain('Hẹn');
}

const yearsOf = (note: unknown): number[] =>
	[
		...new Set(
			String(note ?? '')
				.match(/\b20\d\d\b/g)
				?.map(Number)
		)
	].sort((a, b) => a - b);

function expectCriteria([row = []]: unknown[][], { states, blocked }: Counted): void {
	const isUnknown = states.every((state) => state === 'na');

	expect(row.slice(2)).toEqual([
		...states.map((state) => STATES[state]),
		isUnknown ? null : 0,
		blocked.length > 0 ? blocked.join(', ') : null
	]);
}

const REVIEWS: { [verdict: string]: string } = { verified: 'Đã duyệt', returned: 'Trả lại' };

function expectIndicators(rows: unknown[][], { check }: Counted): void {
	expect(rows).toHaveLength(49);
	for (const row of rows) {
		const figures = row.slice(5);
		if (row[2] !== INDICATOR || !check) {
			expect(figures).toEqual(['–', ...Array<null>(7).fill(null)]);
			continue;
		}
		const { part, whole, on, isMet, review } = check;
		const percent = whole === 0 ? [null, null] : [Math.round((part * 10_000) / whole) / 100, '%'];
		expect(figures).toEqual([
			...[isMet ? 'Đạt' : 'Chưa đạt', ...percent, part, whole, null, on],
			review === null ? 'Chờ duyệt' : REVIEWS[review]
		]);
	}
}

function expectSatisfaction(rows: unknown[][], { villages, surveyed }: Counted): void {
	if (surveyed === 0)
		return expect(rows.map((row) => row.slice(1, 6))).toEqual([['Chưa báo', null, null, null, null]]);

	expect(rows.map((row) => [row[1], ...row.slice(3, 6)])).toEqual(
		villages.map((village, at) => [
			`Thôn ${at + 1}`,
			...(village ? [village.households, village.asked, village.satisfied] : [null, null, null])
		])
	);
	for (const [, , on, households] of rows)
		if (households === null) expect(on).toBe('Chưa báo');
		else expect(on).toMatch(/^2018-\d\d-\d\d$/);
}

test(
	`in ${DISTRICTS} districts the bytes of the Excel file hold what a plain count says, on every sheet`,
	() => inDistrictsLater(1111, async (district) => expectWorkbook(await readBack(sheetsOf(district)), district)),
	DISTRICTS * 4000
);

test('what was written over a figure stands in the file beside what was counted', async () => {
	const { facts, communes, report, table } = fullDistrict();
	const { unit, counted } = communes[0]!;
	const key = `${unit.id}/dossiers`;
	const edits = { [key]: { text: '20/19', computed: `${counted.dossiers}/19` } };
	const [writtenTable, paper] = [applyEdits(table, edits), applyEdits(report, edits)];
	const read = await readBack(reportSheets(facts, { table: writtenTable, paper, isIssued: false }));

	expect(read.find(({ sheet }) => sheet === 'Sửa tay')?.data.slice(HEAD + 1)).toContainEqual([
		...[unit.name, '20/19', `${counted.dossiers}/19`]
	]);
});

/** Another value in one cell of one sheet. */
function withCell(sheets: ReportSheets, [sheet, row, column]: [number, number, number], cell: SheetCell): ReportSheets {
	const changed = structuredClone(sheets);
	expect(changed.sheets[sheet]!.rows[row]![column]).not.toEqual(cell);
	changed.sheets[sheet]!.rows[row]![column] = cell;

	return changed;
}

test('a deviation in any sheet is noticed', async () => {
	const district = fullDistrict();
	const notices = async (sheets: ReportSheets) => {
		const read = await readBack(sheets);
		expect(() => expectWorkbook(read, district)).toThrow();
	};
	const sheets = sheetsOf(district);
	const checked = sheets.sheets[2]!.rows.findIndex((row) => row[2] === INDICATOR);
	expectWorkbook(await readBack(sheets), district);

	const more = ({ dossiers }: { dossiers: { complete: number | null; total: number } }) => ({
		dossiers: { ...dossiers, complete: (dossiers.complete ?? 0) + 1 }
	});
	await notices(sheetsOf(misled(district, more)));
	await notices(withCell(sheets, [1, 0, 2], 'Đạt'));
	await notices(withCell(sheets, [2, checked, 6], 12.3));
	await notices(withCell(sheets, [2, checked, 11], { date: '2018-01-01' }));
	await notices(withCell(sheets, [3, 0, 4], 9999));
	await notices({ ...sheets, note: 'Huyện Triệu Sơn, số liệu đến ngày 04/11/2018' });
}, 30_000);
