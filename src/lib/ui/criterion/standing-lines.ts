import type { IndicatorStanding } from '#lib/domain/progress/progress.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getLocale } from '#lib/i18n/generated/runtime.js';
import { formatDay } from '../format.ts';
import { standingWord } from './verdict-words.ts';

export interface StandingLine {
	text: string;
	/** False where nobody has said anything: a gap, not a verdict. */
	isSaid: boolean;
}

const CONFIRMED = {
	passed: m.visit_verdict_satisfied,
	supplement: m.visit_verdict_needs_work,
	failed: m.visit_verdict_not_satisfied
};

const inside = (word: string) => word.toLocaleLowerCase(getLocale());

/** The commune's word, the office's and the department's, never one for the other. */
export function standingLines(standing: IndicatorStanding): StandingLine[] {
	const { selfAssessed, verified, isVerifiedLatest, confirmed } = standing;

	return [
		{
			text: m.standing_self_of({ verdict: inside(standingWord(selfAssessed)) }),
			isSaid: selfAssessed !== 'unrecorded'
		},
		verified
			? {
					text: (isVerifiedLatest ? m.standing_verified_of : m.standing_verified_older)({
						day: formatDay(verified.on),
						verdict: inside(standingWord(verified.standing))
					}),
					isSaid: true
				}
			: { text: m.standing_verified_none(), isSaid: false },
		confirmed === null
			? { text: m.standing_confirmed_none(), isSaid: false }
			: { text: m.standing_confirmed_of({ verdict: inside(CONFIRMED[confirmed]()) }), isSaid: true }
	];
}
