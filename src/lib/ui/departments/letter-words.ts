import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleMinus from '@lucide/svelte/icons/circle-minus';
import CircleX from '@lucide/svelte/icons/circle-x';
import type { TradeDate } from '#lib/domain/dates.ts';
import type { PresentVerdict } from '#lib/domain/progress/progress.ts';
import type { LetterField } from '#lib/domain/records/letter/form.ts';
import type { LetterPoint, LetterVerdict } from '#lib/domain/records/letter/schema.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getLocale } from '#lib/i18n/generated/runtime.js';
import type { FormWords } from '../app/field-problem-words.ts';
import { formatDay } from '../format.ts';
import type { IconSource } from '../kit/icon-source.ts';
import type { BlockTone, Tone } from '../kit/tone.ts';
import { joinParts } from '../sentences.ts';

export const VERDICTS: { [verdict in LetterVerdict]: { icon: IconSource; tone: Tone; word: () => string } } = {
	passed: { icon: CircleCheck, tone: 'leaf', word: m.value_finding_satisfied },
	supplement: { icon: CircleMinus, tone: 'gold', word: m.value_finding_needs_work },
	failed: { icon: CircleX, tone: 'brick', word: m.value_finding_not_satisfied }
};

const TITLES: { [verdict in LetterVerdict]: typeof m.log_letter } = {
	passed: m.log_confirmed_passed,
	supplement: m.log_confirmed_supplement,
	failed: m.log_confirmed_failed
};

/** The one verdict of all points; undefined where they differ. */
function onlyVerdict(points: readonly Pick<LetterPoint, 'verdict'>[]): LetterVerdict | undefined {
	const [first, ...others] = new Set(points.map(({ verdict }) => verdict));

	return others.length === 0 ? first : undefined;
}

/** A letter that says different things looks as its worst. */
export function letterLook(points: readonly LetterPoint[]): { icon: IconSource; tone: BlockTone } {
	const worst = (['failed', 'supplement'] as const).find((verdict) =>
		points.some((point) => point.verdict === verdict)
	);
	const { icon, tone } = VERDICTS[worst ?? 'passed'];

	return { icon, tone };
}

/** "Sở Công Thương xác nhận đạt"; of a letter that says different things only that it came. */
export function letterTitle(points: readonly LetterPoint[], department: string): string {
	const only = onlyVerdict(points);

	return (only === undefined ? m.log_letter : TITLES[only])({ department });
}

/** "Tiêu chí 4", "Chỉ tiêu 14.3" */
export const pointName = (of: string): string =>
	of.includes('.') ? m.letter_indicator({ n: of }) : m.letter_criterion({ n: of });

/** A line for each verdict with nothing more to say, and one for each remark: "Tiêu chí 4: đạt", "Tiêu chí 7: chưa đạt, chợ đang
 *  sửa". Where all say the same the title has said it. */
export function pointsWords(points: readonly LetterPoint[]): string[] {
	const isSaid = onlyVerdict(points) !== undefined;
	const notes = new Set(points.map(({ note = '' }) => note));
	if (isSaid && notes.size === 1)
		return [listWords(points.map(({ of }) => of)), ...notes].filter((one) => one !== '');

	return points.map(({ of, verdict, note }) => {
		const words = joinParts([isSaid ? null : inside(VERDICTS[verdict].word()), note]);
		return words === '' ? pointName(of) : m.letter_point({ what: pointName(of), verdict: words });
	});
}

const inside = (word: string) => word.toLocaleLowerCase(getLocale());

/** "Tiêu chí 4, 7", "Chỉ tiêu 14.1, 14.2" */
function listWords(points: readonly string[]): string {
	const [criteria, indicators] = [false, true].map((isIndicator) =>
		points.filter((of) => of.includes('.') === isIndicator)
	);
	const words = [
		criteria!.length > 0 ? m.department_criteria({ n: criteria!.length, list: criteria!.join(', ') }) : '',
		indicators!.length > 0 ? m.department_indicators({ n: indicators!.length, list: indicators!.join(', ') }) : ''
	];

	return words.filter(Boolean).join('; ');
}

/** "Văn bản 112/SCT-QLCN, ngày 22/10" */
export const letterHead = ({ number, on }: { number: string; on: TradeDate }): string =>
	number === '' ? m.letter_head_plain({ day: formatDay(on) }) : m.letter_head({ number, day: formatDay(on) });

export interface VerdictLine {
	icon: IconSource;
	tone: Tone;
	/** "Đạt: 4, 7 (22/10)" */
	text: string;
}

/** What a department says at present, a line for each verdict and day. */
export function verdictLines(verdicts: readonly PresentVerdict[]): VerdictLine[] {
	const groups = Map.groupBy(verdicts, ({ verdict, on }) => `${verdict} ${on}`);

	return [...groups.values()].map((some) => {
		const { verdict, on } = some[0]!;
		const { word, icon, tone } = VERDICTS[verdict];
		const list = some.map(({ of }) => of).join(', ');
		return { icon, tone, text: m.letter_verdict_line({ verdict: word(), list, day: formatDay(on) }) };
	});
}

export const LETTER_WORDS: FormWords<LetterField> = {
	names: {
		department: m.letter_department,
		number: m.letter_number,
		on: m.letter_on,
		points: m.letter_points,
		verdict: m.letter_verdict,
		note: m.letter_note
	},
	missing: {
		department: m.letter_department_missing,
		points: m.letter_points_missing,
		verdict: m.letter_verdict_missing
	}
};
