import type { Unit } from '../unit.ts';
import { unitsInScope } from './access.ts';
import type { Officer } from './role.ts';

export function communesOf(officer: Officer, units: readonly Unit[]): Unit[] {
	return unitsInScope(officer, units).filter(({ level }) => level === 'commune');
}

/** The one chosen, or the only one there is. */
export function findCommune(communes: readonly Unit[], chosen: string | null): Unit | undefined {
	return communes.length === 1 ? communes[0] : communes.find(({ id }) => id === chosen);
}
