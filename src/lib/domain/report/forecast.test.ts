import { describe, expect, test } from 'vitest';
import type { CriterionProgress } from '../progress/progress.ts';
import { forecastDossiers } from './forecast.ts';
import { forecastWords } from './forecast-section.ts';

const criterion = (state: CriterionProgress['state'], expectedOn: string | null = null) =>
	({ state, expectedOn }) as CriterionProgress;
const commune = (complete: number | null, criteria: CriterionProgress[] = []) => ({
	dossiers: { complete, total: 19 },
	criteria
});
const course = (...points: [on: string, complete: number | null][]) =>
	points.map(([on, complete]) => ({ on, complete }));

describe('when a commune’s dossiers will be complete', () => {
	test('at the pace of the weeks that are known, told from the first known day to the last', () => {
		const { remaining, pace } = forecastDossiers(
			commune(13),
			course(['2018-09-10', null], ['2018-10-01', 9], ['2018-10-15', 11], ['2018-10-29', 13])
		);

		// Four in 28 days: the six that are left take 42 days more.
		expect(remaining).toBe(6);
		expect(pace).toEqual({ gained: 4, days: 28, on: '2018-12-10' });
	});

	test('has no pace where nothing was gained, something was lost, or only one day is known', () => {
		for (const points of [
			course(['2018-10-01', 9], ['2018-10-29', 9]),
			course(['2018-10-01', 9], ['2018-10-29', 8]),
			course(['2018-10-01', null], ['2018-10-29', 9]),
			course()
		])
			expect(forecastDossiers(commune(9), points).pace).toBeNull();
	});

	test('on the last of the days given, with how many dossiers have none', () => {
		const criteria = [
			criterion('wait', '2018-12-30'),
			criterion('doing', '2018-11-20'),
			criterion('doing', '2018-12-05'),
			criterion('none')
		];

		expect(forecastDossiers(commune(16, criteria), course()).given).toEqual({ on: '2018-12-05', without: 1 });
		expect(forecastDossiers(commune(16, [criterion('doing')]), course()).given).toBeNull();
	});

	test('is no question once all are complete, and no number while nobody has told how many are', () => {
		expect(forecastDossiers(commune(19), course(['2018-10-01', 9], ['2018-10-29', 19]))).toEqual({
			remaining: 0,
			given: null,
			pace: null
		});
		expect(forecastDossiers(commune(null), course(['2018-10-01', 1], ['2018-10-29', 5]))).toEqual({
			remaining: null,
			given: null,
			pace: null
		});
	});
});

test('a day given for two dossiers of fourteen does not speak for the others', () => {
	const criteria = [criterion('doing', '2018-11-30'), criterion('doing', '2018-11-20')];
	const open = [...criteria, ...Array.from({ length: 12 }, () => criterion('none'))];

	expect(forecastWords(forecastDossiers(commune(5, open), course()))).toBe(
		'Hẹn 30/11/2018, còn 12 hồ sơ chưa hẹn ngày'
	);
	expect(forecastWords(forecastDossiers(commune(17, criteria), course()))).toBe('Hẹn 30/11/2018');
});
