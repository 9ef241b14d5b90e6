import type { Unit } from '#lib/domain/unit.ts';
import list from './data/communes-trieu-son.json' with { type: 'json' };
import briefing from './data/seed-2018-11-02.json' with { type: 'json' };

const PROVINCE = list.province.code;
export const DISTRICT = list.district.code;
const REGION = 'north_central';

/** Province, district and its 36 units, with the official codes as ids. */
export const demoUnits: Unit[] = [
	{ level: 'province', parentId: null, type: 'tỉnh', ...list.province },
	{ level: 'district', parentId: PROVINCE, type: 'huyện', ...list.district },
	...list.units.map((unit) => ({ level: 'commune' as const, parentId: DISTRICT, ...unit }))
].map(({ level, parentId, type, name, code }) => ({
	id: code,
	level: level as Unit['level'],
	parentId,
	type,
	name,
	code,
	region: REGION
}));

export type ReportedCommune = (typeof briefing.communes)[number];

/** The eight communes of the briefing, with what it reported of each. */
export const reportedCommunes: ReportedCommune[] = briefing.communes;

/** The code of a unit of the district, by its slug. */
export function codeOf(slug: string): string {
	const unit = list.units.find((candidate) => candidate.slug === slug);
	if (!unit) throw new Error(`${slug} is not among the units of the district`);

	return unit.code;
}

/** The code of a unit of the district, by its bare name. */
export function codeOfName(name: string): string {
	const unit = list.units.find((candidate) => candidate.name === name);
	if (!unit) throw new Error(`${name} is not among the units of the district`);

	return unit.code;
}
