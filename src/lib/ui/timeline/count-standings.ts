import type { Standing } from '#lib/domain/progress/progress.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { sentences } from '../sentences.ts';

/** "7 đạt, 1 chưa đạt." */
export function countStandings(standings: readonly Standing[]): string {
	const countOf = (wanted: Standing) => standings.filter((standing) => standing === wanted).length;
	const [met, notMet, notApplicable] = [countOf('met'), countOf('not_met'), countOf('not_applicable')];

	return sentences([
		met > 0 ? m.strip_count_met({ n: met }) : null,
		notMet > 0 ? m.timeline_findings_not_satisfied({ n: notMet }) : null,
		notApplicable > 0 ? m.timeline_not_applicable({ n: notApplicable }) : null
	]);
}
