import { isReference } from '../store/is-reference.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { Lane, Outcome } from '../lanes/lane.ts';
import { LaneRunner, type Timers } from '../lanes/lane-runner.ts';
import { PullLane } from './pull-lane.ts';
import { PushLane } from './push-lane.ts';
import { hasJustBeenNoted, readStatus, updateStatus } from '../store/sync-status.ts';

export interface EngineParts extends Lane {
	/** Keeps the status and the reference. If they are lost, both can be fetched or made again. */
	db: DeviceDatabase;
	timers: Timers;
	chance(): number;
	/** Called with a fault of the device itself, such as a store that does not answer. */
	onfailure(cause: unknown): void;
}

/** Runs the lanes of one person while this tab leads. */
export class SyncEngine {
	readonly #parts: EngineParts;
	readonly #push: LaneRunner;
	readonly #pull: LaneRunner;
	readonly #pullLane: PullLane;
	#isNewsWanted = false;
	readonly #slowed = new Set<'push' | 'pull'>();
	/** What the status says about `isSlowed`. Unknown at the start: an earlier run of the program may have left it set. */
	#notedSlowed: boolean | undefined;

	constructor(parts: EngineParts) {
		this.#parts = parts;
		const pushLane = new PushLane(parts);
		this.#pullLane = new PullLane(parts);
		const { timers, chance, onfailure } = parts;
		this.#push = new LaneRunner({
			step: () => pushLane.step(),
			onoutcome: (outcome) => this.#pushed(outcome),
			timers,
			chance,
			onfailure
		});
		this.#pull = new LaneRunner({
			step: () => this.#pullStep(),
			onoutcome: (outcome) => this.#pulled(outcome),
			timers,
			chance,
			onfailure
		});
	}

	start(): void {
		this.#push.start();
		this.#pull.start();
	}

	async stop(): Promise<void> {
		await Promise.all([this.#push.stop(), this.#pull.stop()]);
	}

	/** The network is back, or a person asks: if a step fails now, the pause after it is short again. */
	forgetFailures(): void {
		this.#push.forgetFailures();
		this.#pull.forgetFailures();
	}

	/** A change was saved, or the network came back. */
	async send(): Promise<void> {
		await this.#push.poke();
	}

	/** Fetches what is new. */
	async fetch(): Promise<void> {
		await this.#pull.poke();
	}

	/** The server has said that there is something new. While this device sends, each of its batches makes the server say so:
	 *  then the news are fetched once, after the last batch. */
	async fetchNews(): Promise<void> {
		this.#pullLane.expect();
		if (this.#push.isUnderWay) this.#isNewsWanted = true;
		else await this.#pull.poke();
	}

	/** Runs both lanes until they rest. What was sent may make news: the second wait is for these. */
	async sync(): Promise<void> {
		await Promise.all([this.send(), this.fetch()]);
		await this.#pull.rest();
	}

	async #pullStep(): Promise<Outcome> {
		const outcome = await this.#pullLane.step();
		if (outcome.kind === 'idle' || outcome.kind === 'went-on') await this.#fetchReference();

		return outcome;
	}

	async #fetchReference(): Promise<void> {
		const { db, store, transport } = this.#parts;
		const wanted = await store.transact('relaxed', (tx) => tx.meta('referenceWanted'));
		const known = await db.reference.get('current');
		if (!wanted || wanted === known?.reference.version) return;

		const reply = await transport.reference(known?.reference.version);
		if (reply.kind === 'answer' && reply.status === 200 && isReference(reply.body)) {
			await db.reference.put({ id: 'current', reference: reply.body });
		}
	}

	/** The changes that were sent are news too: they are fetched once, after the last batch. */
	async #pushed(outcome: Outcome): Promise<void> {
		await this.#noteSlowed('push', outcome);
		await this.#note(outcome, outcome.kind === 'went-on' && !(await hasJustBeenNoted(this.#parts)));
		if (outcome.kind === 'went-on') {
			this.#isNewsWanted ||= outcome.done > 0;
		} else if (this.#isNewsWanted) {
			this.#isNewsWanted = false;
			this.#pullLane.expect();
			void this.#pull.poke();
		}
	}

	async #pulled(outcome: Outcome): Promise<void> {
		await this.#noteSlowed('pull', outcome);
		await this.#note(outcome, outcome.kind === 'went-on' || outcome.kind === 'idle');
	}

	/** The server may tell one lane to wait while the other one goes on. */
	async #noteSlowed(lane: 'push' | 'pull', outcome: Outcome): Promise<void> {
		if (outcome.kind === 'later' && outcome.trouble === 'slowed') this.#slowed.add(lane);
		else this.#slowed.delete(lane);
		const isSlowed = this.#slowed.size > 0;
		if (isSlowed === this.#notedSlowed) return;
		this.#notedSlowed = isSlowed;
		await updateStatus(this.#parts.db, { isSlowed });
	}

	async #note(outcome: Outcome, isReached: boolean): Promise<void> {
		const { db, world } = this.#parts;
		if (outcome.kind === 'stopped') return updateStatus(db, { trouble: outcome.trouble, sending: null });
		if (isReached) {
			const lastContactAtMs = world.now();
			return updateStatus(db, {
				lastContactAtMs,
				offlineSinceMs: null,
				isServerBusy: false,
				trouble: null
			});
		}
		if (outcome.kind !== 'later') return;
		// Without `heard` the device itself failed: that says nothing of the network, and the watchdog notices it.
		const { heard } = outcome;
		const { offlineSinceMs } = await readStatus(db);
		const sinceMs = heard ? null : (offlineSinceMs ?? world.now());
		const network = heard === undefined ? {} : { offlineSinceMs: sinceMs, isServerBusy: heard };
		return updateStatus(db, { ...network, sending: null });
	}
}
