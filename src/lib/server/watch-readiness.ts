import type { Timers } from './live/timers.ts';
import type { Server } from './server.ts';

const EVERY_MS = 60_000;

/** So that the log tells of a full disk before somebody asks. Answers how to end it. */
export function watchReadiness({ readiness, log }: Pick<Server, 'readiness' | 'log'>, timers: Timers): () => void {
	let isOver = false;
	let callOff = timers.after(EVERY_MS, look);

	function look(): void {
		void readiness
			.check()
			.catch((err: unknown) => isOver || log.error({ err }, 'what can be stored could not be looked at'))
			.finally(() => {
				if (!isOver) callOff = timers.after(EVERY_MS, look);
			});
	}

	return () => {
		isOver = true;
		callOff();
	};
}
