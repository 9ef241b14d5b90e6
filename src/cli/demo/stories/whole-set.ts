import { BARE_SET, criterionOfIndicator, type CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import { addDays } from '#lib/domain/dates.ts';
import { nationalCriteriaSets } from '#lib/server/reference/national.ts';
import type { CheckTold, DatesByCriterion, SampleCommune } from '../sample-commune.ts';

function setInForce(): CriteriaSet {
	const set = nationalCriteriaSets().find(({ id }) => id === BARE_SET);
	if (!set) throw new Error(`${BARE_SET} does not come with the program`);

	return set;
}

export type FiguresTold = { [indicator: string]: CheckTold };

/** One check of every indicator in the week before its criterion's dossier was complete; those without figures are a plain
 *  yes. */
export function checkWholeSet(commune: SampleCommune, completed: DatesByCriterion, figures: FiguresTold): void {
	for (const { no, indicators } of setInForce().criteria) {
		const completedOn = completed[no];
		if (!completedOn) throw new Error(`the dossier of criterion ${no} has no date`);
		indicators.forEach((indicator, at) =>
			commune.check(indicator.no, addDays(completedOn, (at % 3) - 6), figures[indicator.no])
		);
	}
}

/** Only the indicators named, a day apart from the first on. */
export function checkSome(
	commune: SampleCommune,
	from: string,
	indicators: readonly string[],
	figures: FiguresTold = {}
): void {
	indicators.forEach((no, at) => {
		const day = criterionOfIndicator(no) + (at % 2);
		commune.check(no, addDays(from, day), figures[no]);
	});
}
