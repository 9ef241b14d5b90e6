import type { ServerDatabase } from '../database/database.ts';
import { readCriteriaSets } from './criteria-sets.ts';
import { installReference, storePart } from './install.ts';
import { nationalCriteriaSets, typicalDepartments } from './national.ts';
import { renewReferenceVersion } from './version.ts';
import { BARE_SET } from '#lib/domain/criteria/criteria-set.ts';

/** A new database gets what the program brings along. In one that has its reference, what is there stays as it is; only what
 *  the program has learnt of a set since then is added. */
export async function ensureReference(database: ServerDatabase): Promise<void> {
	const installed = await database.read
		.selectFrom('reference_part')
		.select('name')
		.where('name', '=', 'programme')
		.executeTakeFirst();
	if (installed) return completeSets(database);

	await installReference(database, {
		units: [],
		criteriaSets: nationalCriteriaSets(),
		criteriaSetId: BARE_SET,
		departments: typicalDepartments(),
		thresholds: []
	});
}

/** A set installed by an earlier version lacks what later ones say of it, such as the levels of satisfaction. */
async function completeSets(database: ServerDatabase): Promise<void> {
	const national = new Map(nationalCriteriaSets().map((set) => [set.id, set]));

	await database.write.transaction().execute(async (trx) => {
		const stored = await readCriteriaSets({ read: trx });
		const completed = stored.map((set) => ({ ...national.get(set.id), ...set }));
		if (stored.every((set, at) => Object.keys(set).length === Object.keys(completed[at]!).length)) return;

		await storePart(trx, 'criteria_sets', completed);
		await renewReferenceVersion(trx);
	});
}
