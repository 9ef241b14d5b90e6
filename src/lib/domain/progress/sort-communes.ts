import type { Unit } from '../unit.ts';
import type { CommuneProgress } from './progress.ts';

export const COMMUNE_ORDERS = ['dossiers', 'sent', 'name', 'year'] as const;

export type CommuneOrder = (typeof COMMUNE_ORDERS)[number];

const collator = new Intl.Collator('vi');

/** A district's communes, which come by complete dossiers, in another order. What is equal keeps its place; what is not
 *  known comes last. */
export function sortCommunes(
	communes: readonly CommuneProgress[],
	order: CommuneOrder,
	units: readonly Unit[]
): CommuneProgress[] {
	const names = new Map(units.map(({ id, name }) => [id, name]));
	const nameOf = ({ unitId }: CommuneProgress) => names.get(unitId) ?? unitId;
	const compare: Record<CommuneOrder, (a: CommuneProgress, b: CommuneProgress) => number> = {
		dossiers: () => 0,
		sent: (a, b) => (b.departments.sent ?? -1) - (a.departments.sent ?? -1),
		name: (a, b) => collator.compare(nameOf(a), nameOf(b)),
		year: (a, b) => (a.target.year ?? Number.MAX_SAFE_INTEGER) - (b.target.year ?? Number.MAX_SAFE_INTEGER)
	};

	return [...communes].sort(compare[order]);
}
