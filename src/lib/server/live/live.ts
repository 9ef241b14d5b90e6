import { systemTimers, type Timers } from './timers.ts';

/** The highest change numbers known per unit; a hint, never the truth. */
export type Heads = Record<string, number>;

export interface Live {
	/** Say, after the commit, that a unit has come to this number. */
	announce(unitId: string, seq: number): void;
	/** Hears of these units, gathered over a moment; returns how to stop. */
	subscribe(unitIds: readonly string[], watcher: Watcher): () => void;
	/** What another instance of the server has announced. */
	hear(heads: Heads): void;
	/** Sends every watcher away, as the server is about to stop. */
	close(): void;
}

export interface Watcher {
	onheads(heads: Heads): void;
	onend(): void;
}

/** A push of a whole day's work touches a unit many times; watchers hear of it once. */
const GATHER_MS = 250;

export interface LiveOptions {
	timers?: Timers;
	/** Tells the other instances. */
	tell?: ((heads: Heads) => void) | undefined;
}

export function createLive({ timers = systemTimers, tell }: LiveOptions = {}): Live {
	const watchersByUnit = new Map<string, Set<Watcher>>();
	let gathered = new Map<string, number>();

	function deliver(units: Heads): void {
		const headsByWatcher = new Map<Watcher, Heads>();
		for (const [unitId, seq] of Object.entries(units)) {
			for (const watcher of watchersByUnit.get(unitId) ?? []) {
				const heads = headsByWatcher.get(watcher) ?? {};
				heads[unitId] = seq;
				headsByWatcher.set(watcher, heads);
			}
		}
		for (const [watcher, heads] of headsByWatcher) watcher.onheads(heads);
	}

	function deliverGathered(): void {
		const units = Object.fromEntries(gathered);
		gathered = new Map();
		deliver(units);
		tell?.(units);
	}

	return {
		announce(unitId, seq) {
			if (gathered.size === 0) timers.after(GATHER_MS, deliverGathered);
			gathered.set(unitId, Math.max(seq, gathered.get(unitId) ?? 0));
		},
		subscribe(unitIds, watcher) {
			for (const unitId of unitIds) {
				const watchers = watchersByUnit.get(unitId) ?? new Set();
				watchersByUnit.set(unitId, watchers.add(watcher));
			}

			return () => {
				for (const unitId of unitIds) {
					const watchers = watchersByUnit.get(unitId);
					watchers?.delete(watcher);
					if (watchers?.size === 0) watchersByUnit.delete(unitId);
				}
			};
		},
		hear: deliver,
		close() {
			const watchers = new Set([...watchersByUnit.values()].flatMap((some) => [...some]));
			watchersByUnit.clear();
			for (const watcher of watchers) watcher.onend();
		}
	};
}
