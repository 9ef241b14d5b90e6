import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeReport } from '#lib/domain/report/compose-report.ts';
import { paragraphsOf, runsText } from '#lib/domain/report/report-document.ts';
import { indicatorsSheet } from '#lib/domain/report/indicators-sheet.ts';
import { reportFacts, type ReportFacts } from '#lib/domain/report/report-facts.ts';
import { firstForm } from '#lib/domain/report/report-form.ts';
import { briefingSheet, criteriaSheet } from '#lib/domain/report/sheets.ts';
import { excelWorkbook } from '#lib/documents/excel-workbook.ts';
import { wordDocument } from '#lib/documents/word-document.ts';
import { District } from '../support/district.ts';
import { readWord } from '../support/read-documents.ts';
import { COMMUNES, communeNamed, DISTRICT, seed } from '../support/trieu-son.ts';

const ON = seed.conference.date;

/** The briefing of 02/11/2018 as people enter it: each commune's officer on a phone, years and conclusions at the desk. */
async function holdBriefing(district: District): Promise<ReportFacts> {
	for (const commune of seed.communes) {
		const officer = await district.officerOf(communeNamed(commune.name).id);
		await officer.save(communeNamed(commune.name).id, 'tally', 'tally', {
			dossiers: {
				complete: commune.criteria_dossiers_complete,
				common: commune.common_dossier === null ? null : commune.common_dossier === 'complete',
				on: ON
			},
			departments: { sent: commune.departments_sent, inspected: commune.departments_inspected, on: ON }
		});
		await officer.sync();
	}

	const office = await district.office();
	const briefingId = office.newId();
	for (const commune of seed.communes) {
		const move = seed.decisions.moved.find(({ commune: name }) => name === commune.name);
		await office.save(communeNamed(commune.name).id, 'target', 'target', {
			registration: {
				year: commune.decided_target_year,
				basis: commune.plan_basis,
				...(commune.carried_over ? { carriedOver: true } : {}),
				...(move ? { movedFrom: [{ year: move.from, on: ON, basis: seed.conference.name }] } : {})
			}
		});
	}
	const { place, chair_role: chair } = seed.conference;
	await office.save(DISTRICT.id, 'briefing', briefingId, { meeting: { on: ON, place, chair, attendees: [] } });
	for (const { task, who, due } of seed.tasks) {
		await office.save(DISTRICT.id, 'decision', office.newId(), {
			decision: { briefingId, text: task, assignee: who, ...(due === undefined ? {} : { dueOn: due }) }
		});
	}
	await office.sync();

	return reportFacts({
		district: DISTRICT,
		units: COMMUNES,
		reference: await district.referenceFor('van-phong'),
		today: ON,
		recordsByUnit: await office.recordsByUnit()
	});
}

let district: District;
let facts: ReportFacts;
beforeAll(async () => {
	district = await District.open();
	facts = await holdBriefing(district);
});
afterAll(() => district.close());

type Fact = (typeof seed.communes)[number];

const DOSSIERS = { complete: '19/19', partial: '5/19', being_prepared: 'đang lập' };
const COMMON = { complete: 'Đã có', missing: 'Còn thiếu' };
const dossiersOf = ({ criteria_dossiers_state: state }: Fact) => DOSSIERS[state as keyof typeof DOSSIERS];
const commonOf = ({ common_dossier: common }: Fact) => (common === null ? '–' : COMMON[common as keyof typeof COMMON]);
const sentOf = ({ departments_sent: sent }: Fact) => (sent === null ? '–' : `${sent}/17`);

/** What a sentence must say of a commune, and what it must not say. */
function expectSentence(sentence: string, commune: Fact): void {
	if (commune.criteria_dossiers_complete === null) expect(sentence).toContain('đang lập hồ sơ các tiêu chí');
	else expect(sentence).toContain(`đã hoàn thiện hồ sơ ${commune.criteria_dossiers_complete}/19 tiêu chí`);
	if (commune.common_dossier === 'complete') expect(sentence).toContain('đã có hồ sơ chung của xã');
	if (commune.common_dossier === 'missing') expect(sentence).toContain('còn thiếu hồ sơ chung của xã');
	if (commune.common_dossier === null) expect(sentence).toContain('chưa báo hồ sơ chung');
	if (commune.departments_sent === null) expect(sentence).not.toContain('/17');
	else expect(sentence).toContain(`đã gửi hồ sơ đến ${commune.departments_sent}/17 ngành của tỉnh`);
	expect(sentence).toContain(`${commune.departments_inspected} ngành của tỉnh đã về kiểm tra`);
	expect(sentence).not.toMatch(/\b0\b/);
}

describe('the briefing of 02/11/2018, in the report', () => {
	const report = () => composeReport(facts, firstForm(DISTRICT));

	test.each(seed.communes)('tells of $name what it had reported', (commune) => {
		const { id } = communeNamed(commune.name);
		const paragraph = paragraphsOf(report()).find(({ key }) => key === `commune/${id}`);

		expectSentence(runsText(paragraph!.runs), commune);
		for (const { figure } of paragraph!.runs.filter((run) => run.figure)) {
			expect(figure!.sources).toEqual([{ unitId: id, kind: 'tally', recordIds: ['tally'] }]);
		}
	});

	test('opens with the sums of the briefing', () => {
		const opening = runsText(paragraphsOf(report()).find(({ key }) => key === 'opening')!.runs);

		expect(opening).toContain(`${seed.checks.communes} xã đăng ký`);
		expect(opening).toContain(`${seed.checks.finish_2018} xã năm 2018, ${seed.checks.finish_2019} xã năm 2019`);
		expect(opening).toContain(`${seed.checks.dossiers_19_of_19} xã đã hoàn thiện hồ sơ 19/19`);
		expect(opening).toContain(`${seed.checks.common_dossier_complete} xã đã có hồ sơ chung`);
		expect(opening).toContain(`${seed.checks.sent_17_of_17} xã đã gửi hồ sơ đến 17/17`);
	});

	test('finds the progress behind, names the communes and the dates it is measured against', () => {
		const text = paragraphsOf(report())
			.map(({ runs }) => runsText(runs))
			.join('\n');

		expect(text).toContain('chậm so với thời gian quy định');
		expect(text).toMatch(/31\/12\/2017: xã Thọ Thế, Dân Lý, Khuyến Nông chậm, kế hoạch năm 2017/);
		expect(text).toMatch(/31\/12\/2018 \(còn 59 ngày\): .*Thọ Cường lùi từ năm 2018 sang năm 2019/);
	});
});

describe('the same figures, one by one', () => {
	test('stand in the Word file', async () => {
		const { paragraphs, tables } = await readWord(await wordDocument(composeReport(facts, firstForm(DISTRICT))));
		const rows = tables.find(([head]) => head?.includes('Năm về đích'))!;

		for (const commune of seed.communes) {
			const sentence = paragraphs.find((text) => text.includes(`Xã ${commune.name}: `) && /^\d/.test(text));
			expectSentence(sentence!, commune);
			const row = rows.find((cells) => cells[1]?.split('\n')[0] === commune.name)!;
			expect(row.slice(3)).toEqual([
				dossiersOf(commune),
				commonOf(commune),
				sentOf(commune),
				String(commune.departments_inspected),
				String(commune.decided_target_year)
			]);
			if (commune.carried_over) expect(row[1]).toContain('kế hoạch năm 2017');
		}
		for (const year of [2018, 2019] as const) {
			const names = year === 2018 ? seed.decisions.finish_2018 : seed.decisions.finish_2019;
			const sentence = paragraphs.find((text) => text.includes(`Năm ${year}, phấn đấu có ${names.length} xã`))!;
			for (const name of names) expect(sentence).toContain(name);
		}
		const tasks = tables.find(([head]) => head?.includes('Thời hạn'))!.slice(1);
		expect(tasks.map(([, text, who, due]) => [text, who, due])).toEqual(
			seed.tasks.map(({ task, who, due }) => [task, who, due === undefined ? '' : '31/12/2018'])
		);
	});

	test('stand in the Excel file, numbers as numbers', async () => {
		const document = composeReport(facts, { ...firstForm(DISTRICT), kind: 'table' });
		const sheets = [
			briefingSheet(document, { criteria: 19, departments: 17 }),
			criteriaSheet(facts),
			indicatorsSheet(facts)
		];
		const file = await excelWorkbook({ note: 'Huyện Triệu Sơn', sheets });
		const [briefing, criteria, indicators] = await readExcel(Buffer.from(await file.arrayBuffer()));

		for (const commune of seed.communes) {
			const row = briefing!.data.find((cells) => cells[1] === commune.name)!;
			expect(row.slice(3, 8)).toEqual([
				commune.decided_target_year,
				commune.criteria_dossiers_complete ?? 'đang lập',
				commonOf(commune),
				commune.departments_sent ?? '–',
				commune.departments_inspected
			]);
			const cells = criteria!.data.find((of) => of[1] === commune.name)!.slice(2, 21);
			const complete = commune.departments_sent === 17 ? 'Chờ thẩm định' : 'Xong hồ sơ';
			expect(new Set(cells)).toEqual(new Set([commune.criteria_dossiers_complete === 19 ? complete : '–']));
		}
		expect(criteria!.data[2]!.slice(2, 21)).toEqual(Array.from({ length: 19 }, (_, at) => String(at + 1)));
		expect(indicators!.data).toHaveLength(3 + 8 * 49);
	});
});

test('lines that people typed are lines in the Word file: paragraphs of the text, lines of a cell', async () => {
	const document = composeReport(facts, firstForm(DISTRICT));
	const typed = {
		...document,
		blocks: [
			{
				kind: 'paragraph' as const,
				paragraph: {
					key: 'said',
					runs: [{ text: '1. ' }, { text: 'Xã lập dự toán.\n\n- Huyện thẩm định.\r\n- Tỉnh duyệt.' }]
				}
			},
			{
				kind: 'table' as const,
				table: {
					head: ['Việc'],
					widths: [1],
					rows: [[{ key: 'task', runs: [{ text: 'Gửi văn bản\nMời về kiểm tra' }], note: 'một\nhai' }]]
				}
			}
		]
	};
	const { paragraphs, tables } = await readWord(await wordDocument(typed));

	const first = paragraphs.indexOf('1. Xã lập dự toán.');
	expect(paragraphs.slice(first, first + 3)).toEqual(['1. Xã lập dự toán.', '- Huyện thẩm định.', '- Tỉnh duyệt.']);
	expect(tables.flat(2)).toContain('Gửi văn bản\nMời về kiểm tra\nmột\nhai');
});

test('a character that no document can hold, taken by an earlier server, breaks neither file', async () => {
	const document = composeReport(facts, firstForm(DISTRICT));
	const odd = { ...document, subject: 'Tiến độ\ufffe nông thôn\u000b mới\ud800' };
	const sheet = {
		...{ name: 'Bảng', title: 'Bảng\u0000', head: ['Xã\u0000'], widths: [10] },
		...{ rows: [['Minh\ufffe Châu']], frozenColumns: 0 }
	};

	expect((await readWord(await wordDocument(odd))).paragraphs.join('\n')).toContain('Tiến độ nông thôn mới');
	const file = await excelWorkbook({ note: '', sheets: [sheet] });
	const [read] = await readExcel(Buffer.from(await file.arrayBuffer()));
	expect(read!.data.slice(-2)).toEqual([['Xã'], ['Minh Châu']]);
});
