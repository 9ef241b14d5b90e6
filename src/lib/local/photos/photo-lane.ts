import { CHUNK_BYTES } from '#lib/domain/photos/photo-limits.ts';
import { isVoided } from '#lib/domain/records/kinds.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { Outcome } from '../lanes/lane.ts';
import type { PhotoRow } from './photo-database.ts';
import type { PhotoStore } from './photo-store.ts';
import type { PhotoReply, PhotoTransport } from './photo-transport.ts';

export interface PhotoLaneParts {
	photos: Pick<PhotoStore, 'get' | 'stored' | 'unstored' | 'read' | 'note'>;
	transport: PhotoTransport;
	/** The photo's record as the device holds it; `isSent`: the server has taken it. */
	recordOf(row: PhotoRow): Promise<{ record: SyncRecord; isSent: boolean } | undefined>;
	/** The person's wish: perhaps only on Wi-Fi. */
	maySend(): boolean;
	/** How much is sent at a time; what the server takes unless given. */
	partBytes?: number;
}

/** Why a server that answers takes no photos now. */
const TROUBLES: { [status: number]: 'server-full' | 'server-busy' } = {
	429: 'server-busy',
	503: 'server-busy',
	507: 'server-full'
};

/** What arrives as other bytes so often is not the network's doing. */
const STARTS = 3;

/** Sends photos whose records the server has, one after the other, one part a step. Records never wait for it. */
export class PhotoLane {
	readonly #parts: PhotoLaneParts;
	/** How far the server is with the photo under way; unknown after every cut. */
	#known: { id: string; offset: number } | undefined;
	/** Those that the server has said it has all of: their `stored` comes down with the records. */
	readonly #whole = new Set<string>();
	#hasLookedBack = false;
	readonly #starts = new Map<string, number>();
	/** How often sending it failed since something of it last arrived. One that a proxy on the way does not let through must
	 *  not keep the others waiting. */
	readonly #failures = new Map<string, number>();

	constructor(parts: PhotoLaneParts) {
		this.#parts = parts;
	}

	async step(): Promise<Outcome> {
		const row = await this.#next();
		if (!row) return { kind: 'idle' };

		if (this.#known?.id !== row.id) return this.#ask(row);
		if (!row.isThumbSent) return this.#sendThumb(row);
		return this.#send(row, this.#known.offset);
	}

	/** The one under way, then of those that failed least often the oldest. */
	async #next(): Promise<PhotoRow | undefined> {
		const { photos, maySend } = this.#parts;
		await this.#lookBack();
		const known = this.#known && (await photos.get(this.#known.id));
		const isUnderWay = known?.isStored === 0 && (await this.#isDue(known));
		const row = isUnderWay ? known : await this.#firstDue();

		return maySend() ? row : undefined;
	}

	async #firstDue(): Promise<PhotoRow | undefined> {
		const failuresOf = ({ id }: PhotoRow) => this.#failures.get(id) ?? 0;
		const rows = (await this.#parts.photos.unstored()).toSorted((a, b) => failuresOf(a) - failuresOf(b));
		for (const row of rows) if (await this.#isDue(row)) return row;

		return undefined;
	}

	/** Whether it is to be sent; noted on the way if the server says that it has it. */
	async #isDue(row: PhotoRow): Promise<boolean> {
		const found = await this.#parts.recordOf(row);
		if (!found || isVoided(found.record)) return false;
		if (found.record.registers['stored']?.value) {
			await this.#parts.photos.note(row.id, { isStored: 1, sentBytes: row.file.bytes });
			return false;
		}
		// Sent once more, the record is one that the server had lost, and its word on the photo with it.
		if (!found.isSent) this.#whole.delete(row.id);

		return found.isSent && row.problem === undefined && !this.#whole.has(row.id);
	}

	/** Once in each life of the app: what the server has taken back its word on is sent again, if it is still here, and what it
	 *  refused for want of rights is tried once more. */
	async #lookBack(): Promise<void> {
		if (this.#hasLookedBack) return;
		const { photos, recordOf } = this.#parts;
		for (const row of await photos.stored()) {
			const found = row.hasCopy === 1 ? await recordOf(row) : undefined;
			if (found && !found.record.registers['stored']?.value)
				await photos.note(row.id, { isStored: 0, sentBytes: 0, isThumbSent: false });
		}
		for (const { id, problem } of await photos.unstored())
			if (problem === '403') await photos.note(id, { problem: undefined });
		this.#hasLookedBack = true;
	}

	async #ask(row: PhotoRow): Promise<Outcome> {
		const { transport } = this.#parts;
		const reply = await transport.ask(row.id);
		if (reply?.status === 200 && reply.offset !== null) return this.#isAt(row, reply.offset);
		if (reply?.status !== 404 && reply?.status !== 410) return this.#other(row, reply);

		const { sha256, filetype, bytes } = row.file;
		const begun = await transport.begin({ id: row.id, unitId: row.unitId, sha256, filetype, bytes });
		if (begun?.status === 201) return this.#isAt(row, 0);
		// It has begun after all: the answer to an earlier request was lost.
		if (begun?.status === 409) return { kind: 'went-on', done: 0 };
		return this.#other(row, begun);
	}

	async #sendThumb(row: PhotoRow): Promise<Outcome> {
		const { photos, transport } = this.#parts;
		const reply = await transport.sendThumb(row.id, row.thumb);
		if (reply?.status === 404 || reply?.status === 410) return this.#askAgain();
		if (reply?.status !== 204) return this.#other(row, reply);

		await photos.note(row.id, { isThumbSent: true });
		return { kind: 'went-on', done: 0 };
	}

	async #send(row: PhotoRow, offset: number): Promise<Outcome> {
		const { photos, transport, partBytes = CHUNK_BYTES } = this.#parts;
		const bytes = await photos.read(row.id, offset, Math.min(partBytes, row.file.bytes - offset));
		const reply = await transport.send(row.id, offset, bytes);

		if (reply?.status === 204 && reply.offset !== null) return this.#isAt(row, reply.offset);
		if (reply?.status === 460) return this.#startOver(row);
		if (reply?.status === 409 || reply?.status === 404 || reply?.status === 410) return this.#askAgain();
		return this.#other(row, reply);
	}

	#askAgain(): Outcome {
		this.#known = undefined;
		return { kind: 'went-on', done: 0 };
	}

	async #isAt(row: PhotoRow, offset: number): Promise<Outcome> {
		this.#known = { id: row.id, offset };
		if (offset > row.sentBytes) this.#failures.delete(row.id);
		await this.#parts.photos.note(row.id, { sentBytes: offset });

		if (offset >= row.file.bytes) this.#whole.add(row.id);

		return { kind: 'went-on', done: offset >= row.file.bytes ? 1 : 0 };
	}

	async #startOver(row: PhotoRow): Promise<Outcome> {
		this.#known = undefined;
		const starts = (this.#starts.get(row.id) ?? 0) + 1;
		this.#starts.set(row.id, starts);
		await this.#parts.photos.note(row.id, {
			sentBytes: 0,
			isThumbSent: false,
			...(starts >= STARTS && { problem: 'other-bytes' })
		});
		return { kind: 'went-on', done: 0 };
	}

	/** What is no answer of ours, or a refusal of this one photo: the others go on. */
	async #other(row: PhotoRow, reply: PhotoReply | null): Promise<Outcome> {
		this.#known = undefined;
		if (reply?.status === 401) return { kind: 'stopped', trouble: 'signed-out' };
		if (reply !== null && [400, 403, 413, 415].includes(reply.status)) {
			await this.#parts.photos.note(row.id, { problem: String(reply.status) });
			return { kind: 'went-on', done: 0 };
		}
		this.#failures.set(row.id, (this.#failures.get(row.id) ?? 0) + 1);
		return {
			kind: 'later',
			retryAfterMs: reply?.retryAfterMs ?? null,
			...(reply && TROUBLES[reply.status] && { trouble: TROUBLES[reply.status] })
		};
	}
}
