import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { anyText, countOf, countUpTo, pastDay, type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import { valueOf, type Value } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';
import { surveyId } from '../record-ids.ts';
import { readNumber, typedNumber } from '../typed-number.ts';

/** The form of one village's survey. Households and contents may stay empty: then they are not known. */
export interface SurveyTyped {
	on: string;
	households: string;
	asked: string;
	satisfied: string;
	/** By content, as typed. */
	contents: { [content: string]: string };
	team: string;
	note: string;
}

export type SurveyField = 'on' | 'households' | 'asked' | 'satisfied' | 'contents' | 'team' | 'note';

export function surveyToTyped(record: SyncRecord | undefined, today: TradeDate): SurveyTyped {
	const result = valueOf(record, 'survey', 'result');

	return {
		on: result?.on ?? today,
		households: typedNumber(result?.households ?? undefined),
		asked: typedNumber(result?.asked ?? undefined),
		satisfied: typedNumber(result?.satisfied ?? undefined),
		contents: Object.fromEntries(
			(result?.contents ?? []).map(({ content, satisfied }) => [content, typedNumber(satisfied ?? undefined)])
		),
		team: result?.team ?? '',
		note: result?.note ?? ''
	};
}

export interface SurveyFormOf {
	unitId: string;
	village: string;
	record: SyncRecord | undefined;
	/** The contents the set asks about, in its order. */
	contents: readonly { id: string }[];
	today: TradeDate;
}

/** No village has more; a slip such as a doubled digit is caught. */
const HOUSEHOLDS_MOST = 10_000;
const UNITS = ['hộ', 'hộ gia đình'];

export function readSurvey(
	typed: SurveyTyped,
	{ unitId, village, record, contents, today }: SurveyFormOf
): FormReading<SurveyField, RecordEdit> {
	const households = figureOf(typed.households);
	const asked = figureOf(typed.asked);
	const problems: FieldProblem<SurveyField>[] = [
		...pastDay('on', typed.on, today),
		...(isEmpty(typed.households) ? [] : countUpTo('households' as const, typed.households, upTo(null))),
		...countUpTo('asked' as const, typed.asked, upTo(households)),
		...countUpTo('satisfied' as const, typed.satisfied, upTo(asked)),
		...contents
			.flatMap(({ id }) => {
				const figure = typed.contents[id] ?? '';
				return isEmpty(figure) ? [] : countUpTo('contents' as const, figure, upTo(asked));
			})
			.slice(0, 1),
		...anyText('team', typed.team),
		...anyText('note', typed.note)
	];
	if (problems.length > 0) return { edit: undefined, problems };

	const { team: _team, note: _note, contents: before = [], ...carried } = valueOf(record, 'survey', 'result') ?? {};
	const team = tidyText(typed.team);
	const note = tidyText(typed.note);
	const answered = contents.flatMap(({ id }) => {
		const satisfied = figureOf(typed.contents[id] ?? '');
		return satisfied === null && !before.some(({ content }) => content === id) ? [] : [{ content: id, satisfied }];
	});
	// Contents of another set are nobody's to lose.
	const others = before.filter(({ content }) => !contents.some(({ id }) => id === content));
	const result: Value<'survey', 'result'> = {
		...carried,
		on: typed.on,
		households,
		asked,
		satisfied: figureOf(typed.satisfied),
		...(answered.length + others.length > 0 && { contents: [...answered, ...others] }),
		...(team !== '' && { team }),
		...(note !== '' && { note })
	};
	return { edit: { unitId, kind: 'survey', recordId: surveyId(village), set: { result } }, problems };
}

const isEmpty = (typed: string): boolean => readNumber(typed).kind === 'empty';

const figureOf = (typed: string): number | null => countOf(typed, UNITS);

const upTo = (most: number | null) => ({ most: most ?? HOUSEHOLDS_MOST, units: UNITS });
