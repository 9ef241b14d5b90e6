import { randomBytes } from 'node:crypto';
import { dateOfInstant } from '#lib/domain/dates.ts';
import type { Server } from '../server.ts';
import { databaseStore } from '../sync/database-store.ts';
import type { ServerEditGround } from '../sync/edit-by-server.ts';

export type TendingGround = Pick<Server, 'database' | 'photos' | 'log'> & ServerEditGround & { today(): string };

export const tendingGround = ({
	database,
	photos,
	log,
	live,
	now,
	config
}: Pick<Server, 'database' | 'photos' | 'log' | 'now'> & {
	live: TendingGround['live'];
	config: Pick<Server['config'], 'today'>;
}): TendingGround => ({
	...{ database, photos, log, live, now },
	store: databaseStore(database),
	random: randomBytes,
	today: () => config.today ?? dateOfInstant(now())
});
