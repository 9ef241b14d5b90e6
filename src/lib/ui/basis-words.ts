import { m } from '#lib/i18n/generated/messages.js';

/** What a target year rests on: a named basis in words, any other as the office wrote it. */
export function basisWords(basis: string): string {
	const [, year] = /^plan_(\d{4})$/.exec(basis) ?? [];
	if (year !== undefined) return m.target_basis_plan({ year });

	return NAMED[basis]?.() ?? basis;
}

const NAMED: { [basis: string]: () => string } = {
	province_decision: m.target_basis_province_decision,
	district_plan: m.target_basis_district_plan
};
