import * as z from 'zod/mini';
import { PROTOCOL, pushAnswer, PUSH_LIMITS, type Marks } from '#lib/domain/changes/push.ts';
import type { DeviceTransaction, Meta, OutboxRow } from '../store/device-store.ts';
import { asSent } from './as-sent.ts';
import { changeEpoch } from '../replica/change-epoch.ts';
import type { Lane, Outcome } from '../lanes/lane.ts';
import { marksAbout } from './marks.ts';
import { readLayers, storeLayers } from '../replica/layers.ts';
import { moveToAttention, settlePush, type PushReply } from './settle-push.ts';
import { stopReason } from './stop-reason.ts';
import { noteSuspect } from './suspects.ts';
import { takeBatch, type Batch, type Earlier } from './take-batch.ts';
import type { Reply } from '../lanes/transport.ts';
import { isFaultOfValue } from '../replica/unstored-rows.ts';

/** Who sends a request, and what this device knows of the database that it is for. */
interface Sender {
	clock: Meta['clock'];
	epoch: string | null;
	marks: Marks;
}

interface Next extends Sender {
	batch: Batch;
}

/** A batch that was sent, and the reply. */
interface Answered {
	sent: OutboxRow[];
	reply: Reply;
	askedAtMs: number;
	answeredAtMs: number;
	sender: Sender;
	/** The next batch, read while this one travelled. It is used only if all of this one is accepted. */
	next: Next | undefined;
}

/** Waits until all have ended, also when one fails: otherwise the others would go on unwatched. */
async function allOf(works: readonly (() => Promise<void>)[]): Promise<void> {
	const ends = await Promise.allSettled(works.map((work) => work()));
	for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Sends the changes, one batch at a time. Only a receipt, or a 413 for it alone, takes a change out of the outbox.
 *
 *  The states of a change in the outbox:
 *
 *      new ──── receipt "ok" ─────────────────► sent
 *       │  ◄─── receipt "hold" ──► held         (sent again when it is due)
 *       │ ───── receipt "refused", 413 alone ─► attention
 *       │
 *       │ its batch fails twice, and the server answers to the question that follows:
 *       │ the batch is halved, down to one change
 *       ▼
 *      suspected ── receipt ─► as above
 *       │ sent alone and after all others, with a question before it and one after it;
 *       │ it failed and both questions were answered, five times in several minutes,
 *       │ and another change was accepted meanwhile
 *       ▼
 *      aside ────── receipt ─► as above
 *         told on the screen; tried every hour, when the network is back, and when a person asks
 *
 *  The question is a push without changes. If nobody answers it, the network or the server is missing: the lane waits,
 *  and nothing is held against any change. Suspicion is kept in the outbox: a reload neither forgets it nor adds to it.
 *
 *  An answer is stored while the next batch travels. `together` runs such works side by side; the simulation passes its
 *  own, since it decides which one runs when. */
export class PushLane {
	readonly #lane: Lane;
	#limit: number;
	#failures = 0;
	/** A change became suspected, and no batch was answered since: the fault may be the server's. */
	#mayServerFail = false;
	/** A batch that travelled while the answer before it was being stored, and its reply: still to be taken in. */
	#ahead: Answered | undefined;

	constructor(lane: Lane) {
		this.#lane = lane;
		this.#limit = this.#most;
	}

	get #most(): number {
		return this.#lane.changesAtOnce ?? PUSH_LIMITS.changes;
	}

	/** Takes in one answer: to the batch that was sent ahead, or else to the next one, which is sent now. `idle`: none is due. */
	async step(): Promise<Outcome> {
		const ahead = this.#ahead;
		this.#ahead = undefined;
		if (ahead) return this.#takeIn(ahead);

		const next = await this.#read();
		const { suspect } = next.batch;
		if (suspect) return this.#tryAlone(suspect, next);
		const answered = await this.#send(next);
		return answered ? this.#takeIn(answered) : { kind: 'idle' };
	}

	#read(earlier?: Partial<Earlier>): Promise<Next> {
		const { store, world } = this.#lane;
		return store.transact('relaxed', async (tx) => ({
			batch: await takeBatch(tx, { nowMs: world.now(), limit: this.#limit, ...earlier }),
			clock: (await tx.meta('clock'))!,
			epoch: (await tx.meta('epoch')) ?? null,
			marks: (await tx.meta('marks')) ?? {}
		}));
	}

	/** While a full batch travels, the one after it is read. */
	async #send({ batch, ...sender }: Next): Promise<Answered | undefined> {
		const { world, together = allOf } = this.#lane;
		const { rows, isWhole } = batch;
		if (rows.length === 0) return undefined;

		const askedAtMs = world.now();
		let reply!: Reply;
		let answeredAtMs!: number;
		let next: Next | undefined;
		const travel = async () => {
			reply = await this.#push(rows, sender, askedAtMs);
			answeredAtMs = world.now();
		};
		const readNext = async () => void (next = await this.#read({ upTo: rows.at(-1)!.order }));
		await (isWhole && rows.length === this.#limit ? together([travel, readNext]) : travel());
		return { sent: rows, reply, askedAtMs, answeredAtMs, sender, next };
	}

	#push(rows: readonly OutboxRow[], { clock, epoch, marks }: Sender, nowMs: number): Promise<Reply> {
		const { transport, personId, app } = this.#lane;
		return transport.push({
			protocol: PROTOCOL,
			app,
			person: personId,
			device: clock.device,
			epoch,
			now: nowMs,
			marks: marksAbout(marks, rows),
			changes: rows.map(asSent)
		});
	}

	/** The question: a push without changes. Gives the server's clock, or undefined when the server does not answer. */
	async #ask(sender: Sender): Promise<number | undefined> {
		const reply = await this.#push([], sender, this.#lane.world.now());
		return reply.kind === 'silence' ? undefined : pushAnswer.safeParse(reply.body).data?.now;
	}

	/** Sends a suspected change alone, after a question. If it fails, `#failed` asks the second question. */
	async #tryAlone(row: OutboxRow, next: Next): Promise<Outcome> {
		if ((await this.#ask(next)) === undefined) return { kind: 'later', retryAfterMs: null, heard: false };
		const answered = await this.#send({ ...next, batch: { rows: [row], isWhole: false } });
		return this.#takeIn(answered!);
	}

	/** Stores an answer while the next batch travels. The order stays right, because the server has already answered to
	 *  all changes before it. */
	async #storeAndGoAhead(answered: Answered, answer: PushReply): Promise<void> {
		const { sent, sender } = answered;
		const store = () => this.#settle(answered, answer);
		const isSameSender = answer.epoch === sender.epoch && answer.device !== 'renew';
		if (!isSameSender || sent.length < this.#limit) return store();

		const accepted = new Set(answer.receipts.flatMap(({ id, r }) => (r === 'ok' ? [id] : [])));
		const notAccepted = new Set(sent.flatMap(({ id }) => (accepted.has(id) ? [] : id)));
		const read = notAccepted.size === 0 ? answered.next : undefined;
		const { together = allOf } = this.#lane;
		let ahead: Answered | undefined;
		// The next batch is read before the answer is stored: the store does one thing at a time, and reading is short.
		const goAhead = async () =>
			void (ahead = await this.#send(read ?? (await this.#read({ accepted, notAccepted }))));
		await together([goAhead, store]);
		this.#ahead = ahead;
	}

	async #takeIn(answered: Answered): Promise<Outcome> {
		const { sent, reply, sender } = answered;
		if (reply.kind === 'silence') return this.#failed(answered, { heard: false });
		const trouble = stopReason(reply);
		if (trouble) return { kind: 'stopped', trouble };

		switch (reply.status) {
			case 200: {
				const answer = pushAnswer.safeParse(reply.body);
				// Not the server's answer, but perhaps the sign-in page of a hotel's network.
				if (!answer.success) return this.#failed(answered, { heard: false });
				// No receipt for any change that was sent: to send them again at once would never end.
				if (!hasReceiptFor(sent, answer.data)) return this.#failed(answered);
				await this.#storeAndGoAhead(answered, answer.data);
				this.#failures = 0;
				this.#mayServerFail = false;
				this.#limit = Math.min(this.#most, this.#limit * 2);
				return { kind: 'went-on', done: answer.data.receipts.length };
			}
			case 409: {
				const other = otherEpoch.safeParse(reply.body);
				if (!other.success || other.data.epoch === sender.epoch) return this.#failed(answered);
				await this.#lane.store.transact('relaxed', (tx) => changeEpoch(tx, other.data, this.#lane.personId));
				return { kind: 'went-on', done: 0 };
			}
			case 413:
				return this.#tooLarge(sent);
			case 429:
				return { kind: 'later', retryAfterMs: reply.retryAfterMs, heard: true, trouble: 'slowed' };
			case 503:
				return { kind: 'later', retryAfterMs: reply.retryAfterMs, heard: true };
			default:
				return this.#failed(answered);
		}
	}

	async #settle({ sent, sender, askedAtMs, answeredAtMs }: Answered, answer: PushReply): Promise<void> {
		const { store, world, personId } = this.#lane;
		const storeReply = (reply: PushReply) => async (tx: DeviceTransaction) => {
			// Another answer has named another database meanwhile: this answer is about the one before, and is dropped.
			if (((await tx.meta('epoch')) ?? null) !== sender.epoch) return;
			await settlePush(tx, sent, reply, { personId, nowMs: world.now(), random: world.random });
			const clock = (await tx.meta('clock'))!;
			const offsetMs = measureOffset(answer.now, askedAtMs, answeredAtMs);
			await tx.putMeta('clock', { ...clock, offsetMs, heardAtMs: answer.now });
			await tx.putMeta('epoch', answer.epoch);
		};
		try {
			// If a power failure loses this, the changes are unsent again and are sent again; the server repeats its receipts.
			await store.transact('relaxed', storeReply(answer));
		} catch (cause) {
			if (!isFaultOfValue(cause) || answer.records.length === 0) throw cause;
			// When the device cannot store a record, it still stores the receipts. The records come with a pull.
			await store.transact('relaxed', storeReply({ ...answer, records: [] }));
		}
	}

	/** It is not known whether the changes arrived. After two failures in a row they may be the cause: the question shows
	 *  whether the server is there. */
	async #failed({ sent, sender }: Answered, { heard } = { heard: true }): Promise<Outcome> {
		const [first] = sent;
		this.#failures += 1;
		if (this.#failures < 2 && !first!.suspected) return { kind: 'later', retryAfterMs: null, heard };

		const serverNowMs = await this.#ask(sender);
		if (serverNowMs === undefined) {
			this.#failures = 0;
			return { kind: 'later', retryAfterMs: null, heard };
		}
		// The server is there, so each further failure is followed by the question at once.
		this.#failures = 1;
		if (sent.length > 1) {
			this.#limit = Math.ceil(sent.length / 2);
			return { kind: 'went-on', done: 0 };
		}
		const { store, world } = this.#lane;
		await store.transact('relaxed', (tx) => noteSuspect(tx, first!, { nowMs: world.now(), serverNowMs }));
		// The server itself may fail: to try one suspect after the other without a pause would flood it.
		if (first!.suspected || this.#mayServerFail) return { kind: 'later', retryAfterMs: null, heard: true };
		this.#mayServerFail = true;
		return { kind: 'went-on', done: 0 };
	}

	async #tooLarge(sent: readonly OutboxRow[]): Promise<Outcome> {
		if (sent.length > 1) {
			this.#limit = Math.ceil(sent.length / 2);
			return { kind: 'went-on', done: 0 };
		}
		const { store, world, personId } = this.#lane;
		await store.transact('relaxed', async (tx) => {
			const [layer] = (await readLayers(tx, sent)).values();
			await moveToAttention(tx, layer!, sent[0]!.order, { code: 'too-large', message: '', nowMs: world.now() });
			await storeLayers(tx, [layer!], personId);
		});
		return { kind: 'went-on', done: 1 };
	}
}

function hasReceiptFor(sent: readonly OutboxRow[], { receipts }: PushReply): boolean {
	const ids = new Set(sent.map(({ id }) => id));
	return receipts.some(({ id }) => ids.has(id));
}

/** Server clock minus device clock, in ms. The server's time is taken as that of the middle between request and answer. */
export function measureOffset(serverNowMs: number, requestNowMs: number, nowMs: number): number {
	return Math.round(serverNowMs - (requestNowMs + nowMs) / 2);
}

const otherEpoch = z.object({ epoch: z.string(), now: z.number() });
