import type { BehindReason, Lack } from '#lib/domain/progress/district.ts';
import type { CommuneProgress } from '#lib/domain/progress/progress.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { lateWords } from '../progress/target-words.ts';

const LACKS: Record<Lack, () => string> = {
	dossiers: m.progress_lacks_dossiers,
	common: m.progress_lacks_common,
	sent: m.progress_lacks_sent
};

export interface ReasonGroup {
	against: TradeDate;
	reasons: { key: string; unitId: string; words: string }[];
}

/** The reasons by the date they are measured against, the earliest first. */
export function reasonGroups(reasons: readonly BehindReason[], communes: readonly CommuneProgress[]): ReasonGroup[] {
	const progressOf = new Map(communes.map((progress) => [progress.unitId, progress]));

	return [...Map.groupBy(reasons, ({ against }) => against)]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([against, some]) => ({
			against,
			reasons: some.map((reason) => ({
				key: `${reason.unitId} ${reason.kind}`,
				unitId: reason.unitId,
				words: wordsOf(reason, progressOf.get(reason.unitId))
			}))
		}));
}

function wordsOf(reason: BehindReason, progress: CommuneProgress | undefined): string {
	if (reason.kind === 'unfinished') {
		return m.progress_lacks({ list: reason.lacks.map((lack) => LACKS[lack]()).join(', ') });
	}
	const late = progress?.target.late;

	return late ? lateWords(late) : '';
}
