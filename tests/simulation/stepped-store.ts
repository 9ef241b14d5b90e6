import type { LockedUnit, ServerStore } from '#lib/server/sync/server-store.ts';
import { oneByOne } from '#lib/server/sync/one-by-one.ts';
import type { UnitLog } from '#lib/server/sync/unit-log.ts';
import type { Turns } from './turns.ts';

/** What happens before each statement of the server; throws to make it fail, or to kill the server there. */
export type Step = () => Promise<void>;

/** The server's store with a step before each of its statements, at which others may come in between. */
export function steppedStore(store: ServerStore, step: Step, turns: Turns): ServerStore {
	const reading = <T>(work: () => Promise<T>): Promise<T> =>
		turns.holding('reads', async () => {
			await step();
			return work();
		});

	return {
		epoch: () => reading(() => store.epoch()),
		renewEpoch: (from) =>
			turns.holding('writes', async () => {
				await step();
				return store.renewEpoch(from);
			}),
		reference: () => reading(() => store.reference()),
		changeAt: (unitId, seq) => reading(() => store.changeAt(unitId, seq)),
		receiptsOf: (officer, ids) => reading(() => store.receiptsOf(officer, ids)),
		isAnyNumberTaken: (changes) => reading(() => store.isAnyNumberTaken(changes)),
		inUnit: (unitId, received, work) =>
			turns.holding('writes', () =>
				store.inUnit(unitId, received, async (unit) => {
					await step();
					const answer = await work(steppedUnit(unit, step));
					await step();
					return answer;
				})
			),
		together: oneByOne,
		foreignDevices: (by, ids) =>
			turns.holding('writes', async () => {
				await step();
				return store.foreignDevices(by, ids);
			}),
		rememberDevice: (seen) =>
			turns.holding('writes', async () => {
				await step();
				await store.rememberDevice(seen);
			}),
		inSnapshot: (work) =>
			turns.holding('reads', () =>
				store.inSnapshot(async (snapshot) => {
					await step();
					return work({
						...snapshot,
						async changeAt(unitId, seq) {
							await step();
							return snapshot.changeAt(unitId, seq);
						},
						async recordsAfter(unitId, seq, limit) {
							await step();
							return snapshot.recordsAfter(unitId, seq, limit);
						}
					});
				})
			)
	};
}

export const steppedUnit = (unit: LockedUnit, step: Step): LockedUnit => ({
	head: () => unit.head(),
	attempt: (changes, work) =>
		unit.attempt(changes, async (log) => {
			const answer = await work(new SteppedLog(log, step));
			await step();
			return answer;
		})
});

class SteppedLog implements UnitLog {
	readonly #log: UnitLog;
	readonly #step: Step;

	constructor(log: UnitLog, step: Step) {
		this.#log = log;
		this.#step = step;
	}

	get unit() {
		return this.#log.unit;
	}
	get head() {
		return this.#log.head;
	}
	get lastStamp() {
		return this.#log.lastStamp;
	}

	logged = (changeId: string) => this.#read(() => this.#log.logged(changeId));
	numbered = (device: string, n: number) => this.#read(() => this.#log.numbered(device, n));
	record = (kind: string, recordId: string) => this.#read(() => this.#log.record(kind, recordId));
	recordsAbout: UnitLog['recordsAbout'] = (about, kind) => this.#read(() => this.#log.recordsAbout(about, kind));
	held = (changeId: string) => this.#read(() => this.#log.held(changeId));
	append: UnitLog['append'] = (logged, record, about) => this.#log.append(logged, record, about);
	hold: UnitLog['hold'] = (change, personId) => this.#log.hold(change, personId);

	async #read<T>(read: () => Promise<T>): Promise<T> {
		await this.#step();
		return read();
	}
}
