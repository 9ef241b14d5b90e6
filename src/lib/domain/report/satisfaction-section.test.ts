import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { COMMUNES, DISTRICT, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { paperText } from '../../../../tests/support/paper-text.ts';
import { composeReport } from './compose-report.ts';
import { reportFacts } from './report-facts.ts';
import { firstForm } from './report-form.ts';
import { satisfactionBlocks } from './satisfaction-section.ts';
import { satisfactionSheet } from './sheets.ts';

const ON = '2018-10-30';
const target = (unitId: string) =>
	recordOf('target', { registration: { year: 2018, basis: 'district_plan' } }, { unitId, id: 'target' });
const villages = (unitId: string, ...names: string[]) =>
	recordOf('profile', { villages: { items: names.map((name) => ({ id: name, name })) } }, { unitId, id: 'profile' });
const survey = (unitId: string, village: string, figures: [households: number, asked: number, satisfied: number]) => {
	const [households, asked, satisfied] = figures;
	return recordOf(
		'survey',
		{ result: { on: ON, households, asked, satisfied, contents: [{ content: 'I', satisfied }] } },
		{ unitId, id: `survey:${village}` }
	);
};

const [first, second, third] = COMMUNES.map(({ id }) => id) as [string, string, string];
const nameOf = (id: string) => COMMUNES.find((unit) => unit.id === id)!.name;

function factsOf(records: SyncRecord[], reference = REFERENCE) {
	const recordsByUnit = Map.groupBy(records, ({ unitId }) => unitId);
	return reportFacts({ district: DISTRICT, units: COMMUNES, reference, today: '2018-11-05', recordsByUnit });
}

const asked = [
	...[first, second, third].map(target),
	villages(first, 'Thôn 1', 'Thôn 2'),
	survey(first, 'Thôn 1', [100, 70, 65]),
	survey(first, 'Thôn 2', [50, 30, 27]),
	villages(second, 'Thôn 1', 'Thôn 2'),
	survey(second, 'Thôn 1', [100, 40, 40])
];

describe('the people’s satisfaction in the report', () => {
	const text = (...records: SyncRecord[]) =>
		paperText({
			...composeReport(factsOf(records), firstForm(DISTRICT)),
			blocks: satisfactionBlocks(factsOf(records))
		});

	test('counts the communes that asked, those that reached the levels, and names those that asked nobody', () => {
		expect(text(...asked)).toContain(
			'Đã có 2/3 xã báo kết quả lấy ý kiến về sự hài lòng của người dân; 1 xã đạt ' +
				'(mỗi thôn hỏi từ 60% số hộ trở lên và từ 80% số hộ được hỏi trở lên hài lòng).'
		);
		expect(text(...asked)).toContain(`Chưa báo: xã ${nameOf(third)}.`);
	});

	test('names villages that asked too few, and gives no share of a commune while a village is missing', () => {
		expect(text(...asked)).toContain(`Hỏi chưa đủ 60% số hộ: ${nameOf(second)}: Thôn 1 (40%).`);
		expect(text(...asked)).toContain(`${nameOf(first)} | 2/2 | 100/150 (66,7%) | 92/100 (92%) | Đạt`);
		expect(text(...asked)).toContain(`${nameOf(second)} | 1/2 | – | – | Chưa đạt`);
	});

	test('is said to be unknown where nobody asked', () => {
		expect(text(target(first))).toContain('Chưa xã nào báo kết quả lấy ý kiến');
		expect(text(target(first))).not.toMatch(/\b0\b/);
	});

	test('judges nothing in a set whose levels are not known', () => {
		const reference = structuredClone(REFERENCE);
		for (const set of reference.criteriaSets) delete set.satisfaction;
		const [block] = satisfactionBlocks(factsOf(asked, reference));
		expect(JSON.stringify(block)).toContain('chưa được khai báo nên chưa đánh giá');
	});

	test('stands in the spreadsheet village by village, blank where a figure is missing', () => {
		const { head, rows } = satisfactionSheet(factsOf(asked));
		const of = (id: string) => rows.filter(([name]) => name === nameOf(id)).map((row) => row.slice(1, 7));

		expect(head).toHaveLength(6 + 5);
		expect(of(first)).toEqual([
			['Thôn 1', { date: ON }, 100, 70, 65, 65],
			['Thôn 2', { date: ON }, 50, 30, 27, 27]
		]);
		expect(of(second)[1]).toEqual(['Thôn 2', 'Chưa báo', null, null, null, null]);
		expect(of(third)).toEqual([['Chưa báo', null, null, null, null, null]]);
	});
});
