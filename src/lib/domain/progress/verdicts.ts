import { criterionOfIndicator } from '../criteria/criteria-set.ts';
import type { Letter } from '../records/letter/read.ts';
import type { LetterVerdict } from '../records/letter/schema.ts';
import type { Part } from '../reference/parts.ts';
import type { Objection, PartProgress, PresentVerdict } from './progress.ts';

/** By department, then by criterion or indicator: the later letter says what stands. */
export type Verdicts = ReadonlyMap<string, ReadonlyMap<string, PresentVerdict>>;

/** `letters` are the earliest first. */
export function presentVerdicts(letters: readonly Letter[], set: string): Verdicts {
	const verdicts = new Map<string, Map<string, PresentVerdict>>();
	for (const letter of letters) {
		if (letter.set !== set) continue;
		const said = verdicts.get(letter.department) ?? new Map<string, PresentVerdict>();
		verdicts.set(letter.department, said);
		// Within one letter what it says of an indicator goes before what it says of the whole criterion.
		const points = letter.points.toSorted((a, b) => Number(isIndicator(a.of)) - Number(isIndicator(b.of)));
		for (const { of, verdict } of points) {
			if (!isIndicator(of)) forgetIndicators(said, of);
			said.set(of, { of, verdict, on: letter.on, letter: letter.id });
		}
	}
	return verdicts;
}

const isIndicator = (of: string): boolean => of.includes('.');

/** A later word on the whole criterion is one on each of its indicators. */
function forgetIndicators(said: Map<string, PresentVerdict>, criterion: string): void {
	for (const of of said.keys()) if (of.startsWith(`${criterion}.`)) said.delete(of);
}

const saidBy = (verdicts: Verdicts, department: string, of: string): LetterVerdict | null => {
	const said = verdicts.get(department);

	return (said?.get(of) ?? said?.get(String(criterionOfIndicator(of))))?.verdict ?? null;
};

/** What is worst counts for all; what is missing keeps them from being passed. */
function together(verdicts: readonly (LetterVerdict | null)[]): LetterVerdict | null {
	if (verdicts.includes('failed')) return 'failed';
	if (verdicts.includes('supplement')) return 'supplement';

	return verdicts.length === 0 || verdicts.includes(null) ? null : 'passed';
}

/** What each department says of its part of a criterion; null while it has not confirmed all of it. */
export const partsProgress = (verdicts: Verdicts, parts: readonly Part[]): PartProgress[] =>
	parts.map(({ department, of }) => ({
		department,
		of,
		verdict: together(of.map((indicator) => saidBy(verdicts, department, indicator)))
	}));

/** What the departments that judge an indicator say of it. */
export const indicatorVerdict = (verdicts: Verdicts, parts: readonly Part[], indicator: string): LetterVerdict | null =>
	together(
		parts
			.filter(({ of }) => of.includes(indicator))
			.map(({ department }) => saidBy(verdicts, department, indicator))
	);

/** The worst that any department says at present against the criterion or something in it. */
export function objectionTo(verdicts: Verdicts, criterion: number): Objection | null {
	const said = [...verdicts.values()]
		.flatMap((ofOne) => [...ofOne.values()])
		.filter(({ of }) => criterionOfIndicator(of) === criterion);
	const worst = together(said.map(({ verdict }) => verdict));

	return worst === 'passed' ? null : worst;
}

/** Whether every department has confirmed its part, and none says otherwise of anything else in the criterion. */
export const isConfirmed = (parts: readonly PartProgress[], objection: Objection | null): boolean =>
	parts.length > 0 && parts.every(({ verdict }) => verdict === 'passed') && objection === null;
