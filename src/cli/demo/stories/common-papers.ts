import type { TradeDate } from '#lib/domain/dates.ts';
import type { SampleCommune } from '../sample-commune.ts';

const PAPERS = [
	'Báo cáo kết quả thực hiện các tiêu chí',
	'Báo cáo tổng hợp ý kiến của nhân dân',
	'Báo cáo tình hình nợ đọng xây dựng cơ bản',
	'Biên bản họp đề nghị xét công nhận',
	'Tờ trình đề nghị thẩm tra, xét công nhận'
];

/** The papers of the common dossier: those with a date are there, the others still missing. */
export function commonPapers(
	commune: SampleCommune,
	done: readonly TradeDate[],
	missing: readonly string[] = []
): void {
	PAPERS.forEach((name, at) => {
		const on = done[at];
		commune.paper(
			'common',
			name,
			on ? { done: on } : { missing: missing[at - done.length] ?? '', on: '2018-10-29' }
		);
	});
}
