import type { Kysely } from 'kysely';
import type { Officer } from '#lib/domain/access/role.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import type { Person, Reference } from '#lib/domain/reference/reference.ts';
import type { ServerDatabase } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { readPeopleFor } from './people.ts';
import { readUnits } from './units.ts';
import { referenceVersion } from './version.ts';

interface ReferenceServer {
	database: ServerDatabase;
	config: { today?: TradeDate | undefined };
}

/** All that changes seldom and everybody needs; only `me` and the people differ from person to person. */
export async function readReference(
	server: ReferenceServer,
	officer: Officer & Pick<Person, 'name' | 'post'>
): Promise<Reference> {
	const { today } = server.config;

	return server.database.read
		.transaction()
		.setIsolationLevel('repeatable read')
		.execute(async (trx) => {
			const units = await readUnits(trx);
			return {
				version: await referenceVersion({ read: trx }),
				units,
				...(await readRules(trx)),
				people: await readPeopleFor(trx, officer, units),
				me: personOf(officer),
				...(today === undefined ? {} : { today })
			};
		});
}

type Rules = Pick<Reference, 'criteriaSetId' | 'criteriaSets' | 'thresholds' | 'departments'>;

/** What progress is judged by; nothing about anybody. */
export async function readRules(db: Kysely<Schema>): Promise<Rules> {
	const parts = await db.selectFrom('reference_part').selectAll().execute();
	const bodyByName = new Map(parts.map(({ name, body }) => [name, body]));
	const part = <T>(name: string): T => {
		const body = bodyByName.get(name);
		if (body === undefined) throw new Error(`the reference has been installed without ${name}`);

		return JSON.parse(body) as T;
	};

	return {
		...part<Pick<Rules, 'criteriaSetId'>>('programme'),
		criteriaSets: part<Rules['criteriaSets']>('criteria_sets'),
		thresholds: part<Rules['thresholds']>('thresholds'),
		departments: part<Rules['departments']>('departments')
	};
}

const personOf = ({ id, name, post, role, units }: Officer & Pick<Person, 'name' | 'post'>): Person => ({
	id,
	name,
	post,
	role,
	units: [...units]
});
