import { BARE_SET, type CriteriaSet } from '../../criteria/criteria-set.ts';
import type { TradeDate } from '../../dates.ts';
import { partsOf } from '../../reference/parts.ts';
import type { Department, Reference } from '../../reference/reference.ts';
import { anyText, pastDay, type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import type { Value } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';
import type { Letter } from './read.ts';
import type { LetterVerdict } from './schema.ts';

/** What a letter says of one criterion or indicator, as typed. */
export interface PointTyped {
	of: string;
	/** Null until one is chosen. */
	verdict: LetterVerdict | null;
	note: string;
}

/** A department's letter as it is filled in. */
export interface LetterTyped {
	/** Empty until one is chosen. */
	department: string;
	number: string;
	/** The day on the letter. */
	on: string;
	points: PointTyped[];
}

export type LetterField = 'department' | 'number' | 'on' | 'points' | 'verdict' | 'note';

/** The form as it opens: the letter that is corrected, or nothing but the day. */
export function letterToTyped(letter: Letter | undefined, department: string, today: TradeDate): LetterTyped {
	if (!letter) return { department, number: '', on: today, points: [] };

	const points = letter.points.map(({ of, verdict, note = '' }) => ({ of, verdict, note }));
	return { department: letter.department, number: letter.number, on: letter.on, points };
}

/** What a letter of a department is expected to speak of: the criteria it judges alone, and its indicators of others. */
export function pointsJudgedBy(
	{ id }: Pick<Department, 'id'>,
	set: CriteriaSet,
	reference: Pick<Reference, 'departments' | 'criteriaSetId'>
): string[] {
	return set.criteria.flatMap((criterion) => {
		const parts = partsOf(criterion, reference);
		const own = parts.find(({ department }) => department === id);
		if (!own) return [];

		return parts.length === 1 ? [String(criterion.no)] : own.of;
	});
}

/** Every criterion and indicator of a set, in its order. */
export const pointsOfSet = ({ criteria }: CriteriaSet): string[] =>
	criteria.flatMap(({ no, indicators }) => [String(no), ...indicators.map((indicator) => indicator.no)]);

export interface LetterFormOf {
	unitId: string;
	recordId: string;
	set: CriteriaSet;
	/** The letter that is corrected. */
	letter: Letter | undefined;
	today: TradeDate;
}

/** Reads a form as typed: the letter it stands for, or everything that is in its way. */
export function readLetter(
	typed: LetterTyped,
	{ unitId, recordId, set, letter, today }: LetterFormOf
): FormReading<LetterField, RecordEdit> {
	const problems: FieldProblem<LetterField>[] = [
		...(typed.department === '' ? [{ at: 'department', kind: 'missing' } as const] : []),
		...anyText('number', typed.number),
		...pastDay('on', typed.on, today),
		...(typed.points.length === 0 ? [{ at: 'points', kind: 'missing' } as const] : []),
		...(typed.points.some(({ verdict }) => verdict === null) ? [{ at: 'verdict', kind: 'missing' } as const] : []),
		...typed.points.flatMap(({ note }) => anyText('note', note)).slice(0, 1)
	];
	if (problems.length > 0) return { edit: undefined, problems };

	const order = pointsOfSet(set);
	const points = typed.points
		.toSorted((a, b) => order.indexOf(a.of) - order.indexOf(b.of))
		.map(({ of, verdict, note: noteTyped }) => {
			const { note: _note, ...carried } = letter?.points.find((point) => point.of === of) ?? {};
			const note = tidyText(noteTyped);
			return { ...carried, of, verdict: verdict!, ...(note !== '' && { note }) };
		});
	const content = contentOf(letter, {
		department: typed.department,
		number: tidyText(typed.number),
		on: typed.on,
		set: set.id,
		points
	});
	return { edit: { unitId, kind: 'letter', recordId, set: { content } }, problems };
}

/** A letter as its record holds it; what this version of the program does not know of it goes along. */
function contentOf(
	letter: Letter | undefined,
	{ department, number, on, set, points }: Pick<Letter, 'department' | 'number' | 'on' | 'set' | 'points'>
): Value<'letter', 'content'> {
	const standing = letter?.register === 'content' ? letter.record.registers['content']?.value : undefined;
	const { number: _number, set: _set, ...carried } = standing ?? {};

	return {
		...carried,
		department,
		...(number !== '' && { number }),
		on,
		...(set !== BARE_SET && { set }),
		points
	};
}

/** Takes a letter out; it stays in the history with the reason. One that an earlier version kept in its department's record gets
 *  a record of its own by that. */
export function voidLetter(letter: Letter, reason: string): RecordEdit {
	const life = { voided: true, reason: tidyText(reason) };
	const set: RecordEdit['set'] =
		letter.register === 'content' ? { life } : { content: contentOf(letter, letter), life };

	return { unitId: letter.record.unitId, kind: 'letter', recordId: letter.id, set };
}
