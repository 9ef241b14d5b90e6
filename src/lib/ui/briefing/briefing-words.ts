import type { DecisionField, MeetingField, SaidField } from '#lib/domain/records/briefing/form.ts';
import type { BriefingStage, Decision } from '#lib/domain/records/briefing/read.ts';
import type { ConclusionField } from '#lib/domain/records/briefing/conclude.ts';
import type { Person } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';
import { formatDate } from '../format.ts';
import { assigneeName } from '../names.ts';

export const MEETING_WORDS: FormWords<MeetingField> = {
	names: {
		on: m.briefing_on,
		place: m.briefing_place,
		chair: m.briefing_chair,
		attendees: m.briefing_attendees,
		communes: m.briefing_communes
	},
	missing: { place: m.briefing_place_missing, chair: m.briefing_chair_missing, communes: m.briefing_communes_missing }
};

export const SAID_WORDS: FormWords<SaidField> = {
	names: { speaker: m.statement_speaker, text: m.statement_text },
	missing: { speaker: m.statement_speaker_missing, text: m.statement_text_missing }
};

export const DECISION_WORDS: FormWords<DecisionField> = {
	names: {
		commune: m.decision_commune,
		year: m.decision_year,
		text: m.decision_text,
		asks: m.decision_asks,
		assignee: m.task_assignee,
		dueOn: m.task_due
	},
	missing: {
		commune: m.decision_commune_missing,
		year: m.decision_year_missing,
		text: m.decision_text_missing,
		asks: m.decision_asks_missing,
		assignee: m.decision_assignee_missing
	}
};

export const CONCLUSION_WORDS: FormWords<ConclusionField> = {
	names: { assessment: m.conclusion_assessment, text: m.conclusion_text },
	missing: { text: m.conclusion_text_missing }
};

export const STAGES: Record<BriefingStage, { word: () => string; tone: 'indigo' | 'gold' | 'leaf' }> = {
	planned: { word: m.briefing_planned, tone: 'indigo' },
	open: { word: m.briefing_open, tone: 'gold' },
	concluded: { word: m.briefing_concluded, tone: 'leaf' }
};

/** "UBND xã, hạn 20/11/2018"; empty for a decision without a task. */
export function whoWhen({ assignee = '', dueOn }: Decision, people: readonly Person[]): string {
	const who = assigneeName(assignee, people);
	if (dueOn === undefined) return who;

	return m.decision_who_when({ who, day: formatDate(dueOn) });
}
