import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import type { SyncRecord } from '../changes/change.ts';
import { parseCriteriaSet } from '../criteria/set-schema.ts';
import { satisfactionOf } from './satisfaction.ts';

const set = (satisfaction: object | undefined) =>
	parseCriteriaSet({
		...{ id: 'a-set', title: '', decision: '', date: '', period: '', criteria: [] },
		...(satisfaction && { satisfaction })
	});
const OF_2018 = set({
	askedPercent: 60,
	satisfiedPercent: 80,
	contentPercent: null,
	contents: [{ id: 'I', name: 'Quy hoạch' }]
});

const listed = { villages: { items: [1, 2].map((n) => ({ id: `thon-${n}`, name: `Thôn ${n}` })) } };
const villages = recordOf('profile', listed, { id: 'profile' });
const survey = (n: number, figures: [number | null, number | null, number | null], voided = false): SyncRecord => {
	const [households, asked, satisfied] = figures;
	return recordOf(
		'survey',
		{ result: { on: '2018-10-20', households, asked, satisfied, contents: [{ content: 'I', satisfied }] } },
		{ id: `survey:thon-${n}`, voided }
	);
};

describe('the people’s satisfaction', () => {
	test('is met when every village was asked enough and enough of the asked are satisfied', () => {
		const found = satisfactionOf([villages, survey(1, [100, 60, 48]), survey(2, [50, 40, 32])], OF_2018);

		expect(found).toMatchObject({
			surveyed: 2,
			asked: { part: 100, whole: 150 },
			satisfied: { part: 80, whole: 100, percent: 80 },
			contents: [{ id: 'I', satisfied: { percent: 80 }, isEnough: null }],
			verdict: 'met'
		});
	});

	test('is of the villages on the list: one that was taken out keeps its figures, and they count for nothing', () => {
		const entries = { 'village:thon-3': { name: 'Thôn 3' } };
		const three = recordOf('profile', { ...listed, ...entries } as never, { id: 'profile' });
		const mistaken = { ...entries, 'village:thon-3': { name: 'Thôn 3', out: true } };
		const two = recordOf('profile', { ...listed, ...mistaken } as never, { id: 'profile' });
		const surveys = [survey(1, [100, 60, 48]), survey(2, [50, 40, 32])];

		expect(satisfactionOf([three, ...surveys], OF_2018)).toMatchObject({ surveyed: 2, verdict: null });
		const found = satisfactionOf([two, ...surveys, survey(3, [10, 1, 0])], OF_2018);
		expect(found).toMatchObject({ surveyed: 2, verdict: 'met', asked: { part: 100, whole: 150 } });
		expect(found.villages).toHaveLength(2);
		expect(found.out).toMatchObject([{ village: { id: 'thon-3', name: 'Thôn 3' }, asked: { part: 1, whole: 10 } }]);
	});

	test('fails with one village in which too few were asked, however many are satisfied', () => {
		const found = satisfactionOf([villages, survey(1, [100, 59, 59]), survey(2, [50, 40, 40])], OF_2018);
		expect(found.villages.map(({ isAskedEnough }) => isAskedEnough)).toEqual([false, true]);
		expect(found.verdict).toBe('not_met');
	});

	test('fails below the share that has to be satisfied', () => {
		expect(satisfactionOf([villages, survey(1, [100, 60, 47]), survey(2, [50, 40, 32])], OF_2018).verdict).toBe(
			'not_met'
		);
	});

	test.each([
		['a village nobody asked', [villages, survey(1, [100, 60, 60])]],
		['a figure nobody has', [villages, survey(1, [100, 60, 60]), survey(2, [null, 40, 40])]],
		['a survey that was voided', [villages, survey(1, [100, 60, 60]), survey(2, [50, 40, 40], true)]],
		['no list of villages', [survey(1, [100, 60, 60])]]
	])('stays open with %s, and nothing counts as zero', (_what, records) => {
		const found = satisfactionOf(records, OF_2018);
		expect(found.verdict).toBeNull();
		expect(found.asked.percent).toBeNull();
	});

	test('is not judged where the set gives no level', () => {
		const found = satisfactionOf([villages, survey(1, [100, 60, 60]), survey(2, [50, 40, 40])], set(undefined));
		expect(found).toMatchObject({ verdict: null, satisfied: { percent: 100 }, contents: [] });
	});

	test('judges each content where the set asks for it', () => {
		const OF_2021 = set({
			askedPercent: 60,
			satisfiedPercent: 80,
			contentPercent: 85,
			contents: [{ id: 'I', name: 'Quy hoạch' }]
		});
		expect(satisfactionOf([villages, survey(1, [100, 60, 48]), survey(2, [50, 40, 32])], OF_2021).verdict).toBe(
			'not_met'
		);
	});
});
