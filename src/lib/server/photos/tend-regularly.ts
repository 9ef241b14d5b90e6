import type { Timers } from '../live/timers.ts';
import type { Server } from '../server.ts';
import { tendPhotos } from './tend-photos.ts';
import { tendingGround } from './tending-ground.ts';

/** After a start phones come first. */
const FIRST_AFTER_MS = 5 * 60_000;
const EVERY_MS = 6 * 3_600_000;

/** Several instances may do it side by side: each step looks again before it writes. Answers how to end it. */
export function tendRegularly(server: Server, timers: Timers): () => void {
	const ground = tendingGround(server);
	let callOff = timers.after(FIRST_AFTER_MS, tend);
	let isOver = false;

	function tend(): void {
		void tendPhotos(ground)
			.then(({ isWrongPlace }) => (server.readiness.arePhotosInDoubt = isWrongPlace))
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
