import * as z from 'zod/mini';
import { PROTOCOL, pushAnswer, PUSH_LIMITS } from '#lib/domain/changes/push.ts';
import type { DeviceTransaction, Meta, OutboxRow } from '../store/device-store.ts';
import { changeEpoch } from './change-epoch.ts';
import type { Lane, Outcome } from './lane.ts';
import { readLayers, storeLayers } from './rebuild.ts';
import { setAside, settlePush, type PushReply } from './settle-push.ts';
import { LONGEST_WAIT_MS, takeBatch, type Batch, type Earlier } from './take-batch.ts';
import type { Reply } from './transport.ts';

/** A batch and what came back. */
interface Answered {
	sent: OutboxRow[];
	/** Nothing that is to be sent was left out before its last row. */
	isWhole: boolean;
	reply: Reply;
	askedAtMs: number;
	answeredAtMs: number;
	/** The database's that was asked. */
	epoch: string | null;
	/** What was read meanwhile to go next, if all of this is taken. */
	next: Next | undefined;
}

interface Next {
	batch: Batch;
	clock: Meta['clock'];
	epoch: string | null;
}

/** Waits for all of them also when one fails, so that nothing goes on unseen. */
async function allOf(works: readonly (() => Promise<void>)[]): Promise<void> {
	const ends = await Promise.allSettled(works.map((work) => work()));
	for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Changes up. Sends one batch at a time; nothing but a receipt takes a change out of the outbox. */
export class PushLane {
	readonly #lane: Lane;
	#limit: number;
	#failures = 0;
	/** A single change that failed twice: guilty only when another one gets through. */
	#suspect: string | undefined;
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
		const answered = ahead ?? (await this.#ask());

		return answered ? this.#take(answered) : this.#nothingElse();
	}

	/** Sends the next batch; undefined when nothing is due. */
	async #ask(): Promise<Answered | undefined> {
		return this.#send(await this.#read());
	}

	#read(earlier?: Partial<Earlier>): Promise<Next> {
		const { store, world } = this.#lane;
		return store.transact('relaxed', async (tx) => ({
			batch: await takeBatch(tx, { nowMs: world.now(), limit: this.#limit, leaveOut: this.#suspect, ...earlier }),
			clock: (await tx.meta('clock'))!,
			epoch: (await tx.meta('epoch')) ?? null
		}));
	}

	/** While a full batch travels, the one after it is read. */
	async #send({ batch, clock, epoch }: Next): Promise<Answered | undefined> {
		const { world, transport, personId, app, together = allOf } = this.#lane;
		const { rows, isWhole } = batch;
		if (rows.length === 0) return undefined;

		const askedAtMs = world.now();
		let reply: Reply = { kind: 'silence' };
		let answeredAtMs = askedAtMs;
		let next: Next | undefined;
		const travel = async () => {
			reply = await transport.push({
				protocol: PROTOCOL,
				app,
				person: personId,
				device: clock.device,
				epoch,
				now: askedAtMs,
				changes: rows.map(({ change }) => change)
			});
			answeredAtMs = world.now();
		};
		const readOn = async () => void (next = await this.#read({ upTo: rows.at(-1)!.order }));
		await (isWhole && rows.length === this.#limit ? together([travel, readOn]) : travel());
		return { sent: rows, isWhole, reply, askedAtMs, answeredAtMs, epoch, next };
	}

	/** While an answer is being stored the next batch may travel: the server has said its word on all before it, so that the order
	 *  stays. */
	async #storeAndGoAhead(answered: Answered, answer: PushReply): Promise<void> {
		const { sent, isWhole, epoch } = answered;
		const store = () => this.#settle(answered, answer);
		const isPlain = this.#suspect === undefined && answer.epoch === epoch && answer.device !== 'renew';
		if (!isPlain || sent.length < this.#limit) return store();

		const taken = new Set(answer.receipts.flatMap(({ id, r }) => (r === 'ok' ? id : [])));
		const refused = new Set(sent.flatMap(({ id }) => (taken.has(id) ? [] : id)));
		const isAllTaken = isWhole && refused.size === 0;
		const upTo = isAllTaken ? sent.at(-1)!.order : 0;
		const read = isAllTaken ? answered.next : undefined;
		const { together = allOf } = this.#lane;
		let ahead: Answered | undefined;
		// Reading what goes next is short and comes first: the store does one thing after the other.
		const goAhead = async () =>
			void (ahead = await this.#send(read ?? (await this.#read({ taken, refused, upTo }))));
		await together([goAhead, store]);
		this.#ahead = ahead;
	}

	/** Only the suspect is left, and no other change can show whether it is the change or the server: it is tried again. */
	#nothingElse(): Outcome {
		if (this.#suspect === undefined) return { kind: 'idle' };
		this.#suspect = undefined;

		return { kind: 'later', retryAfterMs: null };
	}

	async #take(answered: Answered): Promise<Outcome> {
		const { sent, reply, epoch } = answered;
		if (reply.kind === 'silence') return this.#failed(sent, { heard: false });

		switch (reply.status) {
			case 200: {
				const answer = pushAnswer.safeParse(reply.body);
				// The page of a hotel's network.
				if (!answer.success) return this.#failed(sent, { heard: false });
				// Without a receipt for anything that was sent, asking again at once would go round and round.
				if (!hasReceiptFor(sent, answer.data)) return this.#failed(sent);
				await this.#storeAndGoAhead(answered, answer.data);
				this.#failures = 0;
				this.#suspect = undefined;
				this.#limit = Math.min(this.#most, this.#limit * 2);
				return { kind: 'went-on', done: answer.data.receipts.length };
			}
			case 401:
				return { kind: 'stopped', trouble: isOtherPerson(reply.body) ? 'other-person' : 'signed-out' };
			case 409: {
				const other = otherEpoch.safeParse(reply.body);
				if (!other.success || other.data.epoch === epoch) return this.#failed(sent);
				await this.#lane.store.transact('strict', (tx) => changeEpoch(tx, other.data, this.#lane.personId));
				return { kind: 'went-on', done: 0 };
			}
			case 413:
				return this.#tooLarge(sent);
			case 426:
				return { kind: 'stopped', trouble: 'update-needed' };
			case 429:
			case 503:
				return { kind: 'later', retryAfterMs: reply.retryAfterMs, heard: true };
			default:
				return this.#failed(sent);
		}
	}

	async #settle({ sent, epoch, askedAtMs, answeredAtMs }: Answered, answer: PushReply): Promise<void> {
		const { store, world, personId } = this.#lane;
		// Lost with the power, the answer is given once more to what then is unsent again.
		await store.transact('relaxed', async (tx) => {
			// Meanwhile another answer has told of another database: what this one says counts there no more.
			if (((await tx.meta('epoch')) ?? null) !== epoch) return;
			await settlePush(tx, sent, answer, { personId, nowMs: world.now(), random: world.random });
			await this.#setAsideSuspect(tx);
			const clock = (await tx.meta('clock'))!;
			await tx.putMeta('clock', { ...clock, offsetMs: measureOffset(answer.now, askedAtMs, answeredAtMs) });
			await tx.putMeta('epoch', answer.epoch);
		});
	}

	/** Whether the changes arrived is unknown; a batch that fails twice is halved, down to the one that may be the cause. */
	#failed(sent: readonly OutboxRow[], { heard } = { heard: true }): Outcome {
		this.#failures += 1;
		if (this.#failures >= 2) {
			this.#failures = 0;
			if (sent.length > 1) this.#limit = Math.ceil(sent.length / 2);
			else if (this.#suspect === undefined) this.#suspect = sent[0]!.id;
			else this.#suspect = undefined;
		}
		return { kind: 'later', retryAfterMs: null, heard };
	}

	/** Others got through, so it is the change and not the server. */
	async #setAsideSuspect(tx: DeviceTransaction): Promise<void> {
		if (this.#suspect === undefined) return;
		const row = (await tx.outbox()).find(({ id }) => id === this.#suspect);
		if (row) await tx.putOutbox([{ ...row, state: 'aside', dueAtMs: this.#lane.world.now() + LONGEST_WAIT_MS }]);
	}

	async #tooLarge(sent: readonly OutboxRow[]): Promise<Outcome> {
		if (sent.length > 1) {
			this.#limit = Math.ceil(sent.length / 2);
			return { kind: 'went-on', done: 0 };
		}
		const { store, world, personId } = this.#lane;
		await store.transact('strict', async (tx) => {
			const [layer] = (await readLayers(tx, sent)).values();
			// Another tab may have had its receipt meanwhile.
			if (!layer?.rows.some(({ order }) => order === sent[0]!.order)) return;
			await setAside(tx, layer, sent[0]!.order, { code: 'too-large', message: '', nowMs: world.now() });
			await storeLayers(tx, [layer], personId);
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

export const isOtherPerson = (body: unknown): boolean =>
	typeof body === 'object' && body !== null && 'error' in body && body.error === 'other-person';

const otherEpoch = z.object({ epoch: z.string(), now: z.number() });
