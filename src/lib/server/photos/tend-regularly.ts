import { randomBytes } from 'node:crypto';
import { dateOfInstant } from '#lib/domain/dates.ts';
import type { Timers } from '../live/timers.ts';
import type { Server } from '../server.ts';
import { databaseStore } from '../sync/database-store.ts';
import { tendPhotos, type TendingGround } from './tend-photos.ts';

/** After a start phones come first. */
const FIRST_AFTER_MS = 5 * 60_000;
const EVERY_MS = 6 * 3_600_000;

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

/** Several instances may do it side by side: each step looks again before it writes. Answers how to end it. */
export function tendRegularly(server: Server, timers: Timers): () => void {
	const ground = tendingGround(server);
	let callOff = timers.after(FIRST_AFTER_MS, tend);
	let isOver = false;

	function tend(): void {
		void tendPhotos(ground)
			.catch((err: unknown) => isOver || server.log.error({ err }, 'the photos could not be tended'))
			.finally(() => {
				if (!isOver) callOff = timers.after(EVERY_MS, tend);
			});
	}

	return () => {
		isOver = true;
		callOff();
	};
}
