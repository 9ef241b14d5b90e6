import type { Officer } from '#lib/domain/access/role.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import type { Person, Reference } from '#lib/domain/reference/reference.ts';
import type { ServerDatabase } from '../database/database.ts';
import { readPeople } from './people.ts';
import { readUnits } from './units.ts';
import { referenceVersion } from './version.ts';

interface ReferenceServer {
	database: ServerDatabase;
	config: { today?: TradeDate | undefined };
}

/** All that changes seldom and everybody needs; only `me` differs from person to person. */
export async function readReference(
	server: ReferenceServer,
	officer: Officer & Pick<Person, 'name' | 'post'>
): Promise<Reference> {
	const { today } = server.config;

	return server.database.read
		.transaction()
		.setIsolationLevel('repeatable read')
		.execute(async (trx) => {
			const parts = await trx.selectFrom('reference_part').selectAll().execute();
			const bodyByName = new Map(parts.map(({ name, body }) => [name, body]));
			const part = <Name extends keyof Reference>(name: string): Reference[Name] => {
				const body = bodyByName.get(name);
				if (body === undefined) throw new Error(`the reference has been installed without ${name}`);

				return JSON.parse(body) as Reference[Name];
			};

			return {
				version: await referenceVersion({ read: trx }),
				units: await readUnits(trx),
				...(JSON.parse(bodyByName.get('programme') ?? '') as Pick<Reference, 'criteriaSetId'>),
				criteriaSets: part<'criteriaSets'>('criteria_sets'),
				thresholds: part<'thresholds'>('thresholds'),
				departments: part<'departments'>('departments'),
				people: await readPeople(trx),
				me: personOf(officer),
				...(today === undefined ? {} : { today })
			};
		});
}

const personOf = ({ id, name, post, role, units }: Officer & Pick<Person, 'name' | 'post'>): Person => ({
	id,
	name,
	post,
	role,
	units: [...units]
});
