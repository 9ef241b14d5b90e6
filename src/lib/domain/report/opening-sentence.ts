import type { DistrictProgress } from '../progress/progress.ts';
import type { Unit } from '../unit.ts';
import type { TradeDate } from '../dates.ts';
import type { Run, Source } from './report-document.ts';
import { dateInReport, figureRun, plain } from './report-words.ts';

export interface OpeningOf {
	district: Unit;
	on: TradeDate;
	progress: DistrictProgress;
	/** How many criteria and departments there are. */
	criteria: number;
	departments: number;
	/** The records behind the whole; none where the page has no records, as the public one. */
	sources?: Source[];
}

/** What is true of the district, before anything else is said. */
export function openingSentence({ district, on, progress, criteria, departments, sources = [] }: OpeningOf): Run[] {
	const { communes, years, allDossiers, withCommonDossier, sentToAll } = progress;
	const figure = (key: string, value: number) => figureRun(`district/${key}`, value, sources);
	// Communes that have reported nothing are among those not counted, so none is not said as a zero.
	const counted = (key: string, value: number, words: string): Run[] =>
		value === 0 ? [plain(`chưa có xã nào báo đã ${words}`)] : [figure(key, value), plain(` xã đã ${words}`)];
	const start = `Đến ngày ${dateInReport(on)}, ${district.type} ${district.name}`;
	if (communes.length === 0) return [plain(`${start} chưa có xã đăng ký về đích nông thôn mới.`)];

	return [
		plain(`${start} có `),
		figure('registered', communes.length),
		plain(' xã đăng ký về đích nông thôn mới: '),
		...years.flatMap(({ year, communes: count }, at) => [
			plain(at === 0 ? '' : ', '),
			figure(`year-${year}`, count),
			plain(` xã năm ${year}`)
		]),
		plain('. Trong đó '),
		...counted('dossiers', allDossiers, `hoàn thiện hồ sơ ${criteria}/${criteria} tiêu chí; `),
		...counted('common', withCommonDossier, 'có hồ sơ chung; '),
		...counted('sent', sentToAll, `gửi hồ sơ đến ${departments}/${departments} ngành của tỉnh.`)
	];
}
