import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import type { Unit } from '#lib/domain/unit.ts';
import type { ServerDatabase } from '../database/database.ts';
import { readCriteriaSets } from './criteria-sets.ts';
import { readPeople } from './people.ts';
import { readUnits } from './units.ts';
import { referenceVersion } from './version.ts';

interface KeptReference {
	version: string;
	units: readonly Unit[];
	criteriaSets: readonly CriteriaSet[];
	/** Whether a person is of a district's office. */
	isOffice: (person: string) => boolean;
}

const kept = new WeakMap<ServerDatabase, KeptReference>();

/** What every push asks of the reference, read anew only when its version is another: another server may have changed it. */
export async function readKeptReference(database: ServerDatabase): Promise<KeptReference> {
	const known = kept.get(database);
	// The version first: what is read after it is of that version or a later one, never an earlier.
	const version = await referenceVersion(database);
	if (known?.version === version) return known;

	const [units, criteriaSets, people] = await Promise.all([
		readUnits(database.read),
		readCriteriaSets(database),
		readPeople(database.read)
	]);
	const reference = { version, units, criteriaSets, isOffice: officeOf({ people }) };
	kept.set(database, reference);

	return reference;
}
