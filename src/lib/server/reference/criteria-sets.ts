import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { ServerDatabase } from '../database/database.ts';

export async function readCriteriaSets({ read }: Pick<ServerDatabase, 'read'>): Promise<CriteriaSet[]> {
	const row = await read
		.selectFrom('reference_part')
		.select('body')
		.where('name', '=', 'criteria_sets')
		.executeTakeFirst();

	return row ? (JSON.parse(row.body) as CriteriaSet[]) : [];
}
