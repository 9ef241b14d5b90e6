import { REFERENCE } from '../support/trieu-son.ts';
import { stateOf, type Generated } from './generated-commune.ts';

/** Of one criterion, in the word that sheet and strip have for it. */
export type StateName = 'wait' | 'supplement' | 'failed' | 'ready' | 'doing' | 'none' | 'na';

const CHECKED = 15;

/** What departments were asked, and what they found wanting. */
interface ByDepartments {
	objections: readonly { criterion: number; verdict: string }[];
	sent: number | null;
	inspected: number | null;
}

/** What stands of each criterion. No department has confirmed any, so none is met. */
export function statesPlainly(of: Generated, { objections, sent, inspected }: ByDepartments): StateName[] {
	const { departments } = REFERENCE.departments;
	const isThere = (at: number) =>
		at < of.departments.length || sent === departments.length || inspected === departments.length;
	const isWithAll = (no: number) =>
		departments.every(
			({ criteria, indicators }, at) =>
				isThere(at) || !(criteria.includes(no) || indicators.some((one) => one.startsWith(`${no}.`)))
		);

	return of.dossiers.map((_, at) => {
		const no = at + 1;
		const state = stateOf(of, at);
		const objection = objections.find(({ criterion }) => criterion === no);
		if (objection) return objection.verdict as StateName;
		if (state === 'complete' || (state === null && of.tally?.complete === 19))
			return isWithAll(no) ? 'wait' : 'ready';
		if (state === 'preparing' || (no === CHECKED && of.checks.length > 0)) return 'doing';

		return state === 'not_started' ? 'none' : 'na';
	});
}
