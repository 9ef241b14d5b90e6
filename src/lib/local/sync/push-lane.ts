import * as z from 'zod/mini';
import { PROTOCOL, pushAnswer, PUSH_LIMITS, type Marks } from '#lib/domain/changes/push.ts';
import type { DeviceTransaction, Meta, OutboxRow } from '../store/device-store.ts';
import { asSent } from './as-sent.ts';
import { changeEpoch } from '../replica/change-epoch.ts';
import type { Lane, Outcome } from '../lanes/lane.ts';
import { marksAbout } from './marks.ts';
import { readLayers, storeLayers } from '../replica/layers.ts';
import { setAside, settlePush, type PushReply } from './settle-push.ts';
import { stopReason } from './stop-reason.ts';
import { noteSuspect } from './suspects.ts';
import { takeBatch, type Batch, type Earlier } from './take-batch.ts';
import type { Reply } from '../lanes/transport.ts';
import { isFaultOfValue } from '../replica/unstored-rows.ts';

/** From whom a request comes, and which database it is meant for. */
interface Sender {
	clock: Meta['clock'];
	epoch: string | null;
	marks: Marks;
}

interface Next extends Sender {
	batch: Batch;
}

/** A batch and what came back. */
interface Answered {
	sent: OutboxRow[];
	reply: Reply;
	askedAtMs: number;
	answeredAtMs: number;
	sender: Sender;
	/** What was read meanwhile to go next, if all of this is taken. */
	next: Next | undefined;
}

/** Waits for all of them also when one fails, so that nothing goes on unseen. */
async function allOf(works: readonly (() => Promise<void>)[]): Promise<void> {
	const ends = await Promise.allSettled(works.map((work) => work()));
	for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Changes up, one batch at a time; nothing but a receipt takes a change out of the outbox.
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
 *  Two things are done side by side: an answer is stored while the next batch travels. How is handed in (`together`),
 *  since the simulation decides itself whose turn it is. */
export class PushLane {
	readonly #lane: Lane;
	#limit: number;
	#failures = 0;
	/** No change was accepted since one became suspected: the server may be what fails. */
	#isInDoubt = false;
	/** The answer that came while the one before it was being stored. */
	#ahead: Answered | undefined;

	constructor(lane: Lane) {
		this.#lane = lane;
		this.#limit = this.#most;
	}

	get #most(): number {
		return this.#lane.changesAtOnce ?? PUSH_LIMITS.changes;
	}

	/** Takes in one answer: to the batch that went ahead, or to the next one. `idle` when nothing is due. */
	async step(): Promise<Outcome> {
		const ahead = this.#ahead;
		this.#ahead = undefined;
		if (ahead) return this.#take(ahead);

		const next = await this.#read();
		const { suspect } = next.batch;
		if (suspect) return this.#tryAlone(suspect, next);
		const answered = await this.#send(next);
		return answered ? this.#take(answered) : { kind: 'idle' };
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
		const readOn = async () => void (next = await this.#read({ upTo: rows.at(-1)!.order }));
		await (isWhole && rows.length === this.#limit ? together([travel, readOn]) : travel());
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

	/** Whether the server is there: its clock, if it answers to a push without changes. */
	async #ask(sender: Sender): Promise<number | undefined> {
		const reply = await this.#push([], sender, this.#lane.world.now());
		return reply.kind === 'silence' ? undefined : pushAnswer.safeParse(reply.body).data?.now;
	}

	/** A suspected change, with a question before it; should it fail, another one comes after it. */
	async #tryAlone(row: OutboxRow, next: Next): Promise<Outcome> {
		if ((await this.#ask(next)) === undefined) return { kind: 'later', retryAfterMs: null, heard: false };
		const answered = await this.#send({ ...next, batch: { rows: [row], isWhole: false } });
		return this.#take(answered!);
	}

	/** While an answer is being stored the next batch may travel: the server has said its word on all before it, so
	 *  that the order stays. */
	async #storeAndGoAhead(answered: Answered, answer: PushReply): Promise<void> {
		const { sent, sender } = answered;
		const store = () => this.#settle(answered, answer);
		const isPlain = answer.epoch === sender.epoch && answer.device !== 'renew';
		if (!isPlain || sent.length < this.#limit) return store();

		const taken = new Set(answer.receipts.flatMap(({ id, r }) => (r === 'ok' ? [id] : [])));
		const refused = new Set(sent.flatMap(({ id }) => (taken.has(id) ? [] : id)));
		const read = refused.size === 0 ? answered.next : undefined;
		const { together = allOf } = this.#lane;
		let ahead: Answered | undefined;
		// Reading what goes next is short and comes first: the store does one thing after the other.
		const goAhead = async () => void (ahead = await this.#send(read ?? (await this.#read({ taken, refused }))));
		await together([goAhead, store]);
		this.#ahead = ahead;
	}

	async #take(answered: Answered): Promise<Outcome> {
		const { sent, reply, sender } = answered;
		if (reply.kind === 'silence') return this.#failed(answered, { heard: false });
		const trouble = stopReason(reply);
		if (trouble) return { kind: 'stopped', trouble };

		switch (reply.status) {
			case 200: {
				const answer = pushAnswer.safeParse(reply.body);
				// The page of a hotel's network.
				if (!answer.success) return this.#failed(answered, { heard: false });
				// Without a receipt for anything that was sent, asking again at once would go round and round.
				if (!hasReceiptFor(sent, answer.data)) return this.#failed(answered);
				await this.#storeAndGoAhead(answered, answer.data);
				this.#failures = 0;
				this.#isInDoubt = false;
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
		const take = (taken: PushReply) => async (tx: DeviceTransaction) => {
			// Meanwhile another answer has told of another database: what this one says counts there no more.
			if (((await tx.meta('epoch')) ?? null) !== sender.epoch) return;
			await settlePush(tx, sent, taken, { personId, nowMs: world.now(), random: world.random });
			const clock = (await tx.meta('clock'))!;
			const offsetMs = measureOffset(answer.now, askedAtMs, answeredAtMs);
			await tx.putMeta('clock', { ...clock, offsetMs, heardAtMs: answer.now });
			await tx.putMeta('epoch', answer.epoch);
		};
		try {
			// Lost with the power, the answer is given once more to what then is unsent again.
			await store.transact('relaxed', take(answer));
		} catch (cause) {
			if (!isFaultOfValue(cause) || answer.records.length === 0) throw cause;
			// A record that the device cannot store must not keep the receipts from it: records come down by themselves.
			await store.transact('relaxed', take({ ...answer, records: [] }));
		}
	}

	/** Whether the changes arrived is unknown. Twice in a row may be their doing: then it is asked whether anybody
	 *  is there. */
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
		// One after the other without a pause would be a storm on a server that is what fails.
		if (first!.suspected || this.#isInDoubt) return { kind: 'later', retryAfterMs: null, heard: true };
		this.#isInDoubt = true;
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
			await setAside(tx, layer!, sent[0]!.order, { code: 'too-large', message: '', nowMs: world.now() });
			await storeLayers(tx, [layer!], personId);
		});
		return { kind: 'went-on', done: 1 };
	}
}

function hasReceiptFor(sent: readonly OutboxRow[], { receipts }: PushReply): boolean {
	const ids = new Set(sent.map(({ id }) => id));
	return receipts.some(({ id }) => ids.has(id));
}

/** Server clock minus device clock, half the way there and back taken off. */
export function measureOffset(serverNowMs: number, requestNowMs: number, nowMs: number): number {
	return Math.round(serverNowMs - (requestNowMs + nowMs) / 2);
}

const otherEpoch = z.object({ epoch: z.string(), now: z.number() });
