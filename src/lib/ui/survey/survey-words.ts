import type { Satisfaction, Share } from '#lib/domain/progress/satisfaction.ts';
import type { SurveyField } from '#lib/domain/records/survey/form.ts';
import type { VillageNamed } from '#lib/domain/records/profile/villages.ts';
import type { VillageNameProblem } from '#lib/domain/records/profile/form.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';
import { formatExact, formatPercent } from '../format.ts';

export const SURVEY_WORDS: FormWords<SurveyField> = {
	names: {
		on: m.survey_on,
		households: m.survey_households,
		asked: m.survey_asked,
		satisfied: m.survey_satisfied,
		contents: m.survey_contents,
		team: m.survey_team,
		note: m.survey_note
	},
	missing: { asked: m.survey_missing, satisfied: m.survey_missing }
};

/** A village that was recorded for; one that was taken out of the list says so. */
export function villageWords({ name, isOut }: VillageNamed): string {
	if (name === null) return m.name_village_unknown();

	return isOut ? m.survey_village_was_out({ name }) : name;
}

export const VILLAGE_NAME_WORDS: { [problem in VillageNameProblem]: () => string } = {
	missing: m.survey_village_name_missing,
	'too-long': m.survey_village_name_long,
	listed: m.survey_village_name_listed
};

/** "96/120 hộ (80%)", beside the least share that is asked for; a figure nobody has is said so. */
export function shareWords({ part, whole, percent }: Share, least: number | null): string {
	if (part === null) return m.survey_unknown();
	if (whole === null || percent === null) return `${formatExact(part)} ${m.survey_households_unit()}`;

	return m.survey_share({
		part: formatExact(part),
		whole: formatExact(whole),
		percent: percentWords(percent, least)
	});
}

const percentWords = (percent: number, least: number | null): string =>
	formatPercent(percent, ...(least === null ? [] : [{ op: '>=' as const, value: least }]));

export function satisfactionWords(verdict: Satisfaction['verdict']): string {
	if (verdict === null) return m.survey_open();

	return verdict === 'met' ? m.survey_met() : m.survey_not_met();
}

/** How far the asking is, in a line: nobody asked, in how many villages, and what it came to. */
export function surveyedWords({ villages, surveyed, satisfied, verdict, levels }: Satisfaction): string {
	if (villages.length === 0) return m.department_unknown();
	if (surveyed === 0) return m.survey_not_asked();
	const asked = m.survey_surveyed({ n: surveyed, total: villages.length });
	if (verdict === null) return asked;

	const share = satisfied.percent === null ? [] : [percentWords(satisfied.percent, levels.satisfied)];
	return [satisfactionWords(verdict), ...share, asked].join(' · ');
}

/** The levels judged against, or that the set does not give them all. */
export const levelWords = ({ asked, satisfied }: Satisfaction['levels']): string =>
	asked === null || satisfied === null
		? m.survey_levels_unknown()
		: m.survey_levels({ asked: `${formatExact(asked)}%`, satisfied: `${formatExact(satisfied)}%` });
