import type { ServerDatabase } from '../database/database.ts';
import { installReference } from './install.ts';
import { nationalCriteriaSets, typicalDepartments } from './national.ts';
import { BARE_SET } from '#lib/domain/criteria/criteria-set.ts';

/** A new database gets what the program brings along; what is there stays as it is. */
export async function ensureReference(database: ServerDatabase): Promise<void> {
	const installed = await database.read
		.selectFrom('reference_part')
		.select('name')
		.where('name', '=', 'programme')
		.executeTakeFirst();
	if (installed) return;

	await installReference(database, {
		units: [],
		criteriaSets: nationalCriteriaSets(),
		criteriaSetId: BARE_SET,
		departments: typicalDepartments(),
		thresholds: []
	});
}
