import type { Timers } from '#lib/server/live/timers.ts';

/** Time that passes only when it is told to. */
export function fakeTimers(): Timers & { pass(ms: number): Promise<void>; readonly waiting: number } {
	let nowMs = 0;
	let planned: { atMs: number; action: () => void }[] = [];

	return {
		after(ms, action) {
			const plan = { atMs: nowMs + ms, action };
			planned.push(plan);

			return () => {
				planned = planned.filter((other) => other !== plan);
			};
		},
		async pass(ms) {
			nowMs += ms;
			const due = planned.filter(({ atMs }) => atMs <= nowMs);
			planned = planned.filter(({ atMs }) => atMs > nowMs);
			for (const { action } of due) action();
			// What the actions began goes on in microtasks.
			await new Promise((resolve) => setImmediate(resolve));
		},
		get waiting() {
			return planned.length;
		}
	};
}
