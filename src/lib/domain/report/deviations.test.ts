import { describe, expect, test } from 'vitest';
import { briefingRecords, COMMUNES, communeNamed, DISTRICT, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { composeReport } from './compose-report.ts';
import { deviationsIn } from './deviations.ts';
import { applyEdits } from './edits.ts';
import { missingInReport } from './missing.ts';
import { paragraphsOf, runsText } from './report-document.ts';
import { reportFacts } from './report-facts.ts';
import { firstForm, type ReportEdits } from './report-form.ts';

const DAN_LY = communeNamed('Dân Lý').id;
const facts = reportFacts({
	...{ district: DISTRICT, units: COMMUNES, reference: REFERENCE, today: '2018-11-05' },
	recordsByUnit: briefingRecords()
});
const form = firstForm(DISTRICT);
const computed = composeReport(facts, form);
const textOf = (key: string) => runsText(paragraphsOf(computed).find((paragraph) => paragraph.key === key)!.runs);

function written(edits: { [key: string]: string }) {
	const all: ReportEdits = Object.fromEntries(
		Object.entries(edits).map(([key, text]) => [key, { text, computed: '' }])
	);
	const document = applyEdits(computed, all);
	const deviations = deviationsIn(document, REFERENCE.units);
	const ticks = missingInReport(facts, { ...form, edits: all }, document).map(({ kind }) => kind);

	return { deviations, ticks };
}

test('a paper in which nobody wrote agrees with itself', () => {
	expect(written({})).toEqual({ deviations: [], ticks: expect.arrayContaining(['agrees']) as unknown });
});

describe('a figure that was written over', () => {
	const { deviations, ticks } = written({ [`${DAN_LY}/sent`]: '17/17' });

	test('is named with what was counted, and no tick says that the paper agrees', () => {
		expect(deviations[0]).toMatchObject({ kind: 'figure', counted: '8/17', written: '17/17' });
		expect(ticks).toContain('deviates');
		expect(ticks).not.toContain('agrees');
	});

	test('is named once, though sentence and table follow each other', () => {
		expect(deviations.filter(({ kind }) => kind === 'figure')).toHaveLength(1);
	});

	test('shows the lines that did not follow: the sum at the top, and the sentence that says what is lacking', () => {
		const behind = deviations.filter(({ kind }) => kind === 'behind').map(({ where }) => where);

		expect(behind.some((where) => textOf('opening').startsWith(where.slice(0, 20)))).toBe(true);
		expect(behind.some((where) => textOf('assessment/2018-12-31').startsWith(where.slice(0, 20)))).toBe(true);
		expect(behind).toHaveLength(3);
	});
});

describe('a sentence that was written anew', () => {
	const key = `commune/${DAN_LY}`;

	test('is told figure by figure where a figure is gone, with the number in its place', () => {
		const { deviations, ticks } = written({ [key]: textOf(key).replace('8/17', '12/17') });

		expect(deviations[0]).toMatchObject({ kind: 'figure', counted: '8/17', written: '12/17' });
		expect(deviations).toContainEqual({ kind: 'behind', where: 'Dân Lý, Gửi ngành tỉnh', stillSays: '8/17' });
		expect(ticks).not.toContain('agrees');
	});

	test('that leaves a figure out says so', () => {
		const { deviations } = written({ [key]: textOf(key).replace('; 5 ngành của tỉnh đã về kiểm tra', '') });
		expect(deviations).toContainEqual(expect.objectContaining({ kind: 'figure', counted: '5', written: null }));
	});

	test('with all its figures is told in both wordings', () => {
		const text = textOf(key).replace('đã hoàn thiện', 'cơ bản xong');
		expect(written({ [key]: text }).deviations).toEqual([
			expect.objectContaining({ kind: 'words', counted: textOf(key), written: text })
		]);
	});

	test('without figures is told too: a verdict may be turned round', () => {
		const { ticks } = written({ assessment: 'Tiến độ bảo đảm.' });
		expect(ticks).not.toContain('agrees');
	});
});

test('a number inside another one is not said', () => {
	const key = `commune/${DAN_LY}`;
	const { deviations } = written({ [key]: textOf(key).replace('; 5 ngành', '; 15 ngành') });
	expect(deviations).toContainEqual(expect.objectContaining({ kind: 'figure', counted: '5', written: '15' }));
});
