import { isReference } from '../store/is-reference.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { Lane, Outcome } from '../lanes/lane.ts';
import { LaneRunner, type Timers } from '../lanes/lane-runner.ts';
import { PullLane } from './pull-lane.ts';
import { PushLane } from './push-lane.ts';
import { hasJustBeenNoted, readStatus, updateStatus } from '../store/sync-status.ts';

export interface EngineParts extends Lane {
	/** Where the status and the reference are kept; both can be had again. */
	db: DeviceDatabase;
	timers: Timers;
	chance(): number;
	/** Told what went wrong in the device itself, such as a store that does not answer. */
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
	/** Whether it stands in the status that the server has told a lane to wait; an earlier life of the app may have left it. */
	#isTold: boolean | undefined;

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

	/** The network is back, or a person asks: should it fail again, it is tried again soon. */
	forgetFailures(): void {
		this.#push.forgetFailures();
		this.#pull.forgetFailures();
	}

	/** A change was saved, or the network came back. */
	async send(): Promise<void> {
		await this.#push.poke();
	}

	/** Looks what is new. */
	async fetch(): Promise<void> {
		await this.#pull.poke();
	}

	/** The server has said that there is something new. While much is being sent, every batch of it makes the server say so: then it
	 *  is fetched once the last is through. */
	async fetchNews(): Promise<void> {
		this.#pullLane.expect();
		if (this.#push.isUnderWay) this.#isNewsWanted = true;
		else await this.#pull.poke();
	}

	/** Both lanes, until they rest: what was sent may have made news that are fetched too. */
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

	/** What was sent makes news, too; they are fetched once the last batch is through. */
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

	/** One lane may be told to wait while the other one goes on. */
	async #noteSlowed(lane: 'push' | 'pull', outcome: Outcome): Promise<void> {
		if (outcome.kind === 'later' && outcome.trouble === 'slowed') this.#slowed.add(lane);
		else this.#slowed.delete(lane);
		const isSlowed = this.#slowed.size > 0;
		if (isSlowed === this.#isTold) return;
		this.#isTold = isSlowed;
		await updateStatus(this.#parts.db, { isSlowed });
	}

	async #note(outcome: Outcome, reached: boolean): Promise<void> {
		const { db, world } = this.#parts;
		if (outcome.kind === 'stopped') return updateStatus(db, { trouble: outcome.trouble, sending: null });
		if (reached) {
			const lastContactAtMs = world.now();
			return updateStatus(db, {
				lastContactAtMs,
				offlineSinceMs: null,
				isServerBusy: false,
				trouble: null
			});
		}
		if (outcome.kind !== 'later') return;
		// A failure of the device's own says nothing of the network, and is the watchdog's to notice.
		const { heard } = outcome;
		const { offlineSinceMs } = await readStatus(db);
		const sinceMs = heard ? null : (offlineSinceMs ?? world.now());
		const news = heard === undefined ? {} : { offlineSinceMs: sinceMs, isServerBusy: heard };
		return updateStatus(db, { ...news, sending: null });
	}
}
