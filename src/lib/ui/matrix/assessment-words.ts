import type { BehindReason, Lack } from '#lib/domain/progress/district.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { latenessWords } from '../progress/target-words.ts';

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
export function reasonGroups(reasons: readonly BehindReason[]): ReasonGroup[] {
	return [...Map.groupBy(reasons, ({ against }) => against)]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([against, some]) => ({
			against,
			reasons: some.map((reason) => ({
				key: `${reason.unitId} ${reason.kind === 'late' ? reason.late.kind : reason.kind}`,
				unitId: reason.unitId,
				words: wordsOf(reason)
			}))
		}));
}

const wordsOf = (reason: BehindReason): string =>
	reason.kind === 'late'
		? latenessWords(reason.late)
		: m.progress_lacks({ list: reason.lacks.map((lack) => LACKS[lack]()).join(', ') });
