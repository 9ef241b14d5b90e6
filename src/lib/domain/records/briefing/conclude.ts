import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { anyText, neededText, type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import type { Briefing } from './read.ts';
import { decisionEffects, follows, type EffectGround } from './decision-effects.ts';
import { valueOf } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';

export type ConclusionTyped = {
	/** The conference's own judgement of how things go. */
	assessment: string;
	text: string;
};

export type ConclusionField = 'assessment' | 'text';

export function conclusionToTyped(record: SyncRecord | undefined): ConclusionTyped {
	return {
		assessment: valueOf(record, 'briefing', 'assessment')?.text ?? '',
		text: valueOf(record, 'briefing', 'conclusion')?.text ?? ''
	};
}

/** The conclusion with everything its decisions bring about, to be saved in one go: the words, then targets, tasks and
 *  obstacles. Concluding once more only adds what is missing. */
export function concludeBriefing(
	typed: ConclusionTyped,
	{ briefing, today, ...ground }: Omit<EffectGround, 'on'> & { briefing: Briefing; today: TradeDate }
): FormReading<ConclusionField, RecordEdit[]> {
	const { id: recordId, record, meeting, decisions } = briefing;
	const problems: FieldProblem<ConclusionField>[] = [
		...anyText('assessment', typed.assessment),
		...neededText('text', typed.text)
	];
	if (problems.length > 0) return { edit: undefined, problems };

	const assessment = tidyText(typed.assessment);
	const words: RecordEdit = {
		unitId: record.unitId,
		kind: 'briefing',
		recordId,
		set: {
			...(assessment !== '' && {
				assessment: { ...valueOf(record, 'briefing', 'assessment'), text: assessment }
			}),
			conclusion: { ...valueOf(record, 'briefing', 'conclusion'), text: tidyText(typed.text), on: today }
		}
	};
	return { edit: [words, ...effectsOf(decisions, { ...ground, on: meeting.on })], problems };
}

/** A later decision about the same commune builds on what an earlier one made of its target. */
function effectsOf(decisions: Briefing['decisions'], ground: EffectGround): RecordEdit[] {
	const latestYear = new Map(
		decisions.flatMap((one) =>
			one.decision.targetYear === undefined ? [] : [[one.decision.communeId, one.record.id] as const]
		)
	);

	return decisions.flatMap((one) => {
		const { targetYear, communeId } = one.decision;
		const isOverruled = targetYear !== undefined && latestYear.get(communeId) !== one.record.id;
		return isOverruled ? [] : decisionEffects(one, ground);
	});
}

/** What a decision has brought about so far, among records of all communes. */
export const followingOf = (records: readonly SyncRecord[], decisionId: string): SyncRecord[] =>
	records.filter((record) => follows(record, decisionId));
