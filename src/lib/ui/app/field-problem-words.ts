import { FIRST_DAY, LAST_DAY, type TradeDate } from '#lib/domain/dates.ts';
import { TEXT_LIMIT } from '#lib/domain/records/text-limit.ts';
import { anyText, type FieldProblem } from '#lib/domain/records/form-fields.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDate, formatNumber } from '../format.ts';

/** How a form speaks of its fields. */
export interface FormWords<At extends string> {
	/** Names of the fields, for the summary by the button. */
	names: { [at in At]: () => string };
	/** What is missing, what is safe, what to do; a field that is a day needs no words of its own. */
	missing: { [at in At]?: () => string };
}

const tooLongWords = (): string => m.check_problem_too_long({ limit: formatNumber(TEXT_LIMIT) });

/** Of a text box that stands by itself. */
export const tooLong = (text: string): string | null => (anyText('text', text).length > 0 ? tooLongWords() : null);

export const oddYearWords = (): string => m.form_odd_year({ first: FIRST_DAY.slice(0, 4), last: LAST_DAY.slice(0, 4) });

/** What happened, what is safe, what to do. */
function problemWords<At extends string>(problem: FieldProblem<At>, words: FormWords<At>, today: TradeDate): string {
	switch (problem.kind) {
		case 'missing':
			return (words.missing[problem.at] ?? m.form_day_missing)();
		case 'too-long':
			return tooLongWords();
		case 'no-day':
			return m.form_no_day();
		case 'odd-year':
			return oddYearWords();
		case 'future':
			return m.check_problem_future({ today: formatDate(today) });
		case 'past':
			return m.task_problem_past({ today: formatDate(today) });
		case 'unreadable':
			return m.check_problem_unreadable({ typed: problem.typed });
		case 'negative':
			return m.check_problem_negative();
		case 'not-whole':
			return m.check_problem_not_whole();
		case 'over':
			return m.form_over({ most: problem.most });
		case 'taken':
			return m.document_number_taken();
	}
}

/** The problem of one field, if it has one that is to be shown: what is merely missing is said after the first try. */
export function problemAt<At extends string>(
	problems: readonly FieldProblem<At>[],
	at: At,
	{ words, today, tried }: { words: FormWords<At>; today: TradeDate; tried: boolean }
): string | null {
	const problem = problems.find((candidate) => candidate.at === at);
	if (!problem || (problem.kind === 'missing' && !tried)) return null;

	return problemWords(problem, words, today);
}

export const problemNames = <At extends string>(
	problems: readonly FieldProblem<At>[],
	{ names }: FormWords<At>
): string[] => problems.map(({ at }) => names[at]());
