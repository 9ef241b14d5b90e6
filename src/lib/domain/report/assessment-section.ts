import { daysBetween } from '../dates.ts';
import type { BehindReason, Lack } from '../progress/district.ts';
import { lastDayOf } from '../progress/lateness.ts';
import type { Lateness } from '../progress/progress.ts';
import type { Paragraph } from './report-document.ts';
import type { CommuneFacts, ReportFacts } from './report-facts.ts';
import { bold, dateInReport, listInReport, plain } from './report-words.ts';

const LACKS: Record<Lack, string> = {
	dossiers: 'hồ sơ tiêu chí',
	common: 'hồ sơ chung',
	sent: 'gửi đủ các ngành của tỉnh'
};

/** The verdict, then against which date and because of which communes. */
export function assessmentParagraphs(facts: ReportFacts): Paragraph[] {
	const { assessment, asOf } = facts;
	if (assessment.verdict === null) {
		return [{ key: 'assessment', runs: [plain('Chưa có xã đăng ký nên chưa đánh giá được tiến độ.')] }];
	}

	const verdict =
		assessment.verdict === 'behind' ? 'chậm so với thời gian quy định' : 'bảo đảm so với thời gian quy định';
	const head: Paragraph = {
		key: 'assessment',
		runs: [plain('Tiến độ xây dựng nông thôn mới của các xã đến nay '), bold(verdict), plain('.')]
	};
	const byDate = [...Map.groupBy(assessment.reasons, ({ against }) => against)].sort(([a], [b]) => (a < b ? -1 : 1));
	return [
		head,
		...byDate.map(([against, reasons]): Paragraph => {
			const left = daysBetween(asOf, against);
			const until = left >= 0 ? ` (còn ${left} ngày)` : '';
			return {
				key: `assessment/${against}`,
				runs: [plain(`So với ngày ${dateInReport(against)}${until}: ${reasonWords(reasons, facts.communes)}.`)],
				sources: reasons.flatMap(({ unitId }) => find(facts.communes, unitId)?.sources.year ?? [])
			};
		})
	];
}

const find = (communes: readonly CommuneFacts[], unitId: string) => communes.find(({ unit }) => unit.id === unitId);

/** "xã Dân Lý, Thọ Thế trong kế hoạch năm 2017 chưa đạt; xã Minh Châu còn thiếu hồ sơ tiêu chí" */
function reasonWords(reasons: readonly BehindReason[], communes: readonly CommuneFacts[]): string {
	const byWords = Map.groupBy(reasons, wordsOf);

	return [...byWords]
		.map(([words, some]) => {
			const names = some.flatMap(({ unitId }) => find(communes, unitId)?.unit.name ?? []);
			return `xã ${listInReport(names)} ${words}`;
		})
		.join('; ');
}

const wordsOf = (reason: BehindReason): string =>
	reason.kind === 'late'
		? latenessWords(reason.late)
		: `còn thiếu ${listInReport(reason.lacks.map((lack) => LACKS[lack]))}`;

export function latenessWords(late: Lateness): string {
	switch (late.kind) {
		case 'carried_over':
			return late.fromYear === null ? 'chậm, chuyển từ kế hoạch trước' : `chậm, kế hoạch năm ${late.fromYear}`;
		case 'moved':
			return `lùi từ năm ${late.fromYear} sang năm ${late.toYear}`;
		case 'past_year':
			return `quá hạn ${dateInReport(lastDayOf(late.year))}`;
	}
}
