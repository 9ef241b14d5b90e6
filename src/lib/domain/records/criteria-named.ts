import type { Change } from '../changes/change.ts';
import { BARE_SET, criterionOfIndicator } from '../criteria/criteria-set.ts';
import { findEntry, VISIT_CRITERIA } from './lists.ts';

export interface CriterionNamed {
	setId: string;
	criterion: number;
	/** Present where an indicator is named. */
	indicator?: string;
}

/** Every criterion or indicator that a change names in its id or its values, with the set it belongs to. */
export function criteriaNamedBy({ kind, recordId, set }: Pick<Change, 'kind' | 'recordId' | 'set'>): CriterionNamed[] {
	const named: CriterionNamed[] = [];
	if (kind === 'dossier' && recordId !== 'dossier:common') named.push(fromRef(recordId.slice('dossier:'.length)));
	if (kind === 'finding') named.push(fromRef(recordId.split(':').slice(2).join(':')));

	for (const [register, { value }] of Object.entries(set)) {
		const entry = findEntry(kind, register);
		if (entry?.list === VISIT_CRITERIA) named.push(fromRef(entry.id));
		if (!value) continue;
		const { indicator, set: setId, criterion, criteria, of, points } = value as { [field: string]: unknown };

		if (kind === 'check' && typeof indicator === 'string') {
			named.push({
				setId: typeof setId === 'string' ? setId : BARE_SET,
				criterion: criterionOfIndicator(indicator),
				indicator
			});
		}
		if (kind === 'letter') named.push(...pointsNamed(points, setId));
		if (typeof criterion === 'number') named.push({ setId: BARE_SET, criterion });
		if (Array.isArray(criteria)) {
			for (const one of criteria) if (typeof one === 'number') named.push({ setId: BARE_SET, criterion: one });
		}
		if (kind === 'paper' && of !== undefined && of !== 'common') named.push(fromRef(String(of)));
	}
	return named;
}

function pointsNamed(points: unknown, setId: unknown): CriterionNamed[] {
	return (Array.isArray(points) ? points : []).map((point: { of?: unknown } | null) => {
		const of = String(point?.of);
		return {
			setId: typeof setId === 'string' ? setId : BARE_SET,
			criterion: criterionOfIndicator(of),
			...(of.includes('.') && { indicator: of })
		};
	});
}

/** `6` of the 2016 set, or `<set>:6`. */
function fromRef(ref: string): CriterionNamed {
	const at = ref.lastIndexOf(':');
	return at < 0
		? { setId: BARE_SET, criterion: Number(ref) }
		: { setId: ref.slice(0, at), criterion: Number(ref.slice(at + 1)) };
}
