import * as z from 'zod/mini';
import { PROTOCOL, pushAnswer, PUSH_LIMITS } from '#lib/domain/changes/push.ts';
import type { DeviceTransaction, OutboxRow } from '../store/device-store.ts';
import { changeEpoch } from './change-epoch.ts';
import type { Lane, Outcome } from './lane.ts';
import { readLayers, storeLayers } from './rebuild.ts';
import { setAside, settlePush, type PushReply } from './settle-push.ts';
import { LONGEST_WAIT_MS, takeBatch } from './take-batch.ts';
import type { Reply } from './transport.ts';

/** Changes up. Sends one batch at a time; nothing but a receipt takes a change out of the outbox. */
export class PushLane {
	readonly #lane: Lane;
	#limit = PUSH_LIMITS.changes;
	#failures = 0;
	/** A single change that failed twice: guilty only when another one gets through. */
	#suspect: string | undefined;

	constructor(lane: Lane) {
		this.#lane = lane;
	}

	/** Sends the next batch. `idle` when nothing is due. */
	async step(): Promise<Outcome> {
		const { store, world, transport, personId, app } = this.#lane;
		const nowMs = world.now();
		const taken = await store.transact('relaxed', async (tx) => ({
			rows: await takeBatch(tx, { nowMs, limit: this.#limit, leaveOut: this.#suspect }),
			clock: await tx.meta('clock'),
			epoch: (await tx.meta('epoch')) ?? null
		}));
		if (taken.rows.length === 0) return this.#nothingElse();

		const reply = await transport.push({
			protocol: PROTOCOL,
			app,
			person: personId,
			device: taken.clock!.device,
			epoch: taken.epoch,
			now: nowMs,
			changes: taken.rows.map(({ change }) => change)
		});
		return this.#take(taken.rows, reply, { nowMs, epoch: taken.epoch });
	}

	/** Only the suspect is left, and no other change can show whether it is the change or the server: it is tried again. */
	#nothingElse(): Outcome {
		if (this.#suspect === undefined) return { kind: 'idle' };
		this.#suspect = undefined;

		return { kind: 'later', retryAfterMs: null };
	}

	async #take(
		sent: readonly OutboxRow[],
		reply: Reply,
		asked: { nowMs: number; epoch: string | null }
	): Promise<Outcome> {
		if (reply.kind === 'silence') return this.#failed(sent);
		const { store, world, personId } = this.#lane;

		switch (reply.status) {
			case 200: {
				const answer = pushAnswer.safeParse(reply.body);
				// Without a receipt for anything that was sent, asking again at once would go round and round.
				if (!answer.success || !hasReceiptFor(sent, answer.data)) return this.#failed(sent);
				await store.transact('strict', async (tx) => {
					// Meanwhile another answer has told of another database: what this one says counts there no more.
					if (((await tx.meta('epoch')) ?? null) !== asked.epoch) return;
					await settlePush(tx, sent, answer.data, { personId, nowMs: world.now(), random: world.random });
					await this.#setAsideSuspect(tx);
					const clock = (await tx.meta('clock'))!;
					await tx.putMeta('clock', {
						...clock,
						offsetMs: measureOffset(answer.data.now, asked.nowMs, world.now())
					});
					await tx.putMeta('epoch', answer.data.epoch);
				});
				this.#failures = 0;
				this.#suspect = undefined;
				this.#limit = Math.min(PUSH_LIMITS.changes, this.#limit * 2);
				return { kind: 'went-on', done: answer.data.receipts.length };
			}
			case 401:
				return { kind: 'stopped', trouble: isOtherPerson(reply.body) ? 'other-person' : 'signed-out' };
			case 409: {
				const other = otherEpoch.safeParse(reply.body);
				if (!other.success || other.data.epoch === asked.epoch) return this.#failed(sent);
				await store.transact('strict', (tx) => changeEpoch(tx, other.data));
				return { kind: 'went-on', done: 0 };
			}
			case 413:
				return this.#tooLarge(sent);
			case 426:
				return { kind: 'stopped', trouble: 'update-needed' };
			case 429:
			case 503:
				return { kind: 'later', retryAfterMs: reply.retryAfterMs };
			default:
				return this.#failed(sent);
		}
	}

	/** Whether the changes arrived is unknown; a batch that fails twice is halved, down to the one that may be the cause. */
	#failed(sent: readonly OutboxRow[]): Outcome {
		this.#failures += 1;
		if (this.#failures >= 2) {
			this.#failures = 0;
			if (sent.length > 1) this.#limit = Math.ceil(sent.length / 2);
			else if (this.#suspect === undefined) this.#suspect = sent[0]!.id;
			else this.#suspect = undefined;
		}
		return { kind: 'later', retryAfterMs: null };
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
			const isWaiting = ({ order, state }: OutboxRow) => order === sent[0]!.order && state !== 'acked';
			if (!layer?.rows.some(isWaiting)) return;
			await setAside(tx, layer, sent[0]!.order, { code: 'too-large', message: '', nowMs: world.now() });
			await storeLayers(tx, [layer], { personId });
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
