import * as z from 'zod/mini';
import {
	pullEnd,
	pullRecord,
	pullScopes,
	pullUnchanged,
	headsText,
	type Cursors,
	type PullEnd,
	type PullLine,
	type Scope
} from '#lib/domain/changes/pull.ts';
import { PROTOCOL } from '#lib/domain/changes/push.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { keyOf, type Cursor, type DeviceTransaction } from '../store/device-store.ts';
import { changeEpoch, startOver } from '../replica/change-epoch.ts';
import { checkDigest } from '../replica/check-digest.ts';
import { hasComeWhole } from '../replica/first-data.ts';
import type { Lane, Outcome } from '../lanes/lane.ts';
import { isAnyAhead, noteMarks } from './marks.ts';
import { measureOffset } from './push-lane.ts';
import { readPending } from './read-pending.ts';
import { stopReason } from './stop-reason.ts';
import { dropUnit, FIRST_SNAPSHOT, sweep, takeRecords, type ServerCopies } from '../replica/take-records.ts';
import type { Lines, Reply } from '../lanes/transport.ts';
import { endUnderWay } from '../replica/under-way.ts';
import { forgetUnstored, isFaultOfValue, setRowAside, unitsToTryAnew } from '../replica/unstored-rows.ts';

/** Records that are stored in one transaction. */
const ROWS = 500;

/** Fetches the records. One step is one request. A cut stream loses nothing: the next step goes on after the last stored record. */
export class PullLane {
	readonly #lane: Lane;
	/** The next step sends the cursors, not `heads`: the last answer ended with `more`, or there are news. */
	#expectsMore = true;

	constructor(lane: Lane) {
		this.#lane = lane;
	}

	/** There are news: the next step sends the cursors. */
	expect(): void {
		this.#expectsMore = true;
	}

	async step(): Promise<Outcome> {
		const { store, world, transport, personId, app } = this.#lane;
		const requestNowMs = world.now();
		const photos = (await this.#lane.countPhotos?.()) ?? 0;
		const known = await store.transact('relaxed', async (tx) => ({
			clock: await tx.meta('clock'),
			epoch: (await tx.meta('epoch')) ?? null,
			cursors: await readCursors(tx, app),
			marks: (await tx.meta('marks')) ?? {},
			reference: (await tx.meta('referenceWanted')) ?? '',
			pending: await readPending(tx)
		}));
		// The browser has deleted the database. This one is new and has no clock, so nothing can be saved in it.
		if (!known.clock) return { kind: 'stopped', trouble: 'cleared' };
		const cursors = asCursors(known.cursors);
		const reply = await transport.pull({
			protocol: PROTOCOL,
			app,
			person: personId,
			device: known.clock.device,
			epoch: known.epoch,
			now: requestNowMs,
			pending: { ...known.pending, photos },
			...(this.#expectsMore || isAnyAhead(known.marks, known.cursors)
				? { cursors, marks: known.marks }
				: { heads: await headsHash(cursors, known.reference) })
		});
		if (reply.kind !== 'lines') return this.#takeRefusal(reply);

		return this.#takeLines(reply, { nowMs: requestNowMs, epoch: known.epoch });
	}

	#takeRefusal(reply: Reply): Outcome {
		if (reply.kind === 'silence') return { kind: 'later', retryAfterMs: null, heard: false };
		const trouble = stopReason(reply);
		if (trouble) return { kind: 'stopped', trouble };

		const { retryAfterMs } = reply;
		return { kind: 'later', retryAfterMs, heard: true, ...(reply.status === 429 && { trouble: 'slowed' }) };
	}

	async #takeLines({ lines }: Lines, asked: Asked): Promise<Outcome> {
		const intake = new Intake(this.#lane, asked);
		try {
			for await (const line of soundLines(lines)) await intake.take(line);
			await intake.flush();
		} catch (cause) {
			if (cause instanceof AnswerOutdated) return { kind: 'went-on', done: 0 };
			throw cause;
		}
		if (intake.state === 'unchanged') return { kind: 'idle' };
		if (intake.state !== 'ended') return { kind: 'later', retryAfterMs: null, heard: false };

		this.#expectsMore = intake.more;
		return intake.more ? { kind: 'went-on', done: intake.count } : { kind: 'idle' };
	}
}

const pullLine = z.union([pullRecord, pullScopes, pullUnchanged, pullEnd]);

/** The lines of an answer, up to where the stream breaks off or a line is not the server's. The lines before that count. */
async function* soundLines(lines: AsyncIterable<unknown>): AsyncGenerator<PullLine> {
	try {
		for await (const line of lines) yield pullLine.parse(line) as PullLine;
	} catch {
		return;
	}
}

/** While this answer came, another answer has named another database. */
class AnswerOutdated extends Error {}

interface Asked {
	nowMs: number;
	epoch: string | null;
}

/** One answer, stored as it comes in. */
class Intake {
	/** Undefined until the last line of the answer has come. */
	state: 'unchanged' | 'ended' | undefined;
	/** Set when `state` is `ended`. */
	more!: boolean;
	count = 0;
	readonly #lane: Lane;
	readonly #asked: Asked;
	/** The snapshot of each unit that this answer belongs to. When a newer one has begun, the answer no longer counts. */
	#generations = new Map<string, number>();
	/** The server's last seq of each unit at the time of its answer. */
	#heads: { [unitId: string]: number } = {};
	#rows: SyncRecord[] = [];

	constructor(lane: Lane, asked: Asked) {
		this.#lane = lane;
		this.#asked = asked;
	}

	async take(line: PullLine): Promise<void> {
		if ('record' in line) {
			this.#rows.push(line.record);
			this.count += 1;
			return this.#rows.length >= ROWS ? this.flush() : undefined;
		}
		if ('scopes' in line) return this.#store((tx) => this.#begin(tx, line));
		if ('unchanged' in line) {
			this.state = 'unchanged';
			return this.#store((tx) => this.#noteContact(tx, line));
		}
		await this.flush();
		this.more = line.more;
		this.state = 'ended';
		// The store may run this work twice. The second run finds the day's count done and doubts nothing: the first counts.
		const doubted = new Set<string>();
		await this.#store((tx) => this.#end(tx, line, doubted));
		if (doubted.size > 0) this.more = true;
		for (const unitId of doubted) this.#lane.ondoubt(unitId);
	}

	async flush(): Promise<void> {
		const rows = this.#rows;
		this.#rows = [];
		if (rows.length > 0) await this.#takeRows(rows);
	}

	/** A record that the browser cannot store must not stop the others: rows that fail are halved, down to this one. */
	async #takeRows(rows: readonly SyncRecord[]): Promise<void> {
		const answer = { generations: this.#generations, heads: this.#heads, personId: this.#lane.personId };
		try {
			await this.#store((tx) => takeRecords(tx, rows, answer));
		} catch (cause) {
			if (!isFaultOfValue(cause)) throw cause;
			const half = Math.ceil(rows.length / 2);
			if (rows.length === 1) return this.#setRowAside(rows[0]!, cause);
			await this.#takeRows(rows.slice(0, half));
			await this.#takeRows(rows.slice(half));
		}
	}

	async #setRowAside(row: SyncRecord, cause: unknown): Promise<void> {
		await this.#store(async (tx) => {
			const cursor = (await tx.meta('cursors'))![row.unitId];
			if (cursor?.generation === this.#generations.get(row.unitId)) await setRowAside(tx, row, this.#lane);
		});
		this.#lane.onunstored(keyOf(row), cause);
	}

	/** Does not wait for the disk: what a power failure loses is fetched again. */
	#store(work: (tx: DeviceTransaction) => Promise<void>): Promise<void> {
		return this.#lane.store.transact('relaxed', work);
	}

	async #begin(
		tx: DeviceTransaction,
		{
			scopes,
			reference,
			now,
			epoch
		}: { scopes: { [unitId: string]: Scope }; reference: string; now: number; epoch: string }
	): Promise<void> {
		await this.#noteContact(tx, { now, epoch });
		await tx.putMeta('referenceWanted', reference);
		const cursors = { ...((await tx.meta('cursors')) ?? {}) };

		const known = new Set([...Object.keys(cursors), ...(await tx.unitsHeld())]);
		for (const unitId of known) {
			if (scopes[unitId]) continue;
			await dropUnit(tx, unitId, this.#lane.world.now());
			await forgetUnstored(tx, unitId);
			delete cursors[unitId];
		}
		for (const [unitId, { perm, mode }] of Object.entries(scopes)) {
			if (mode === 'snapshot') {
				await forgetUnstored(tx, unitId);
				const before = cursors[unitId];
				const generation = (before?.generation ?? 0) + 1;
				cursors[unitId] = { perm, seq: 0, generation, sweeping: true, whole: hasComeWhole(before) };
			}
		}
		await tx.putMeta('cursors', cursors);
		this.#heads = Object.fromEntries(Object.entries(scopes).map(([unitId, { head }]) => [unitId, head]));
		this.#generations = new Map(Object.entries(cursors).map(([unitId, { generation }]) => [unitId, generation]));
	}

	async #noteContact(tx: DeviceTransaction, { now, epoch }: { now: number; epoch: string }): Promise<void> {
		if (((await tx.meta('epoch')) ?? null) !== this.#asked.epoch) throw new AnswerOutdated();
		await changeEpoch(tx, { epoch, now }, this.#lane.personId);
		const clock = (await tx.meta('clock'))!;
		await tx.putMeta('clock', {
			...clock,
			offsetMs: measureOffset(now, this.#asked.nowMs, this.#lane.world.now()),
			heardAtMs: now
		});
	}

	/** Adds to `doubted` the units whose records differ between device and server. */
	async #end(
		tx: DeviceTransaction,
		{ cursors: ends, marks = {}, digest = {} }: PullEnd,
		doubted: Set<string>
	): Promise<void> {
		const { personId } = this.#lane;
		await noteMarks(tx, Object.entries(marks));
		const cursors = { ...((await tx.meta('cursors')) ?? {}) };
		for (const [unitId, [perm, seq]] of Object.entries(ends)) {
			const cursor = cursors[unitId];
			if (!cursor || cursor.generation !== this.#generations.get(unitId)) continue;
			let copies: ServerCopies | undefined;
			if (!this.more && cursor.sweeping) {
				copies = await sweep(tx, unitId, { generation: cursor.generation, seq, personId });
			} else if (!this.more) {
				await endUnderWay(tx, unitId, seq);
			}
			cursors[unitId] = {
				...cursor,
				perm,
				seq: Math.max(seq, cursor.seq),
				sweeping: cursor.sweeping && this.more
			};
			const counted = this.more ? undefined : digest[unitId];
			// A first snapshot has only just been stored: it is compared the next time.
			if (!counted || (cursor.sweeping && cursor.generation === FIRST_SNAPSHOT)) continue;
			const told = { digest: counted, end: seq, nowMs: this.#lane.world.now(), personId, copies };
			if (await checkDigest(tx, unitId, told)) doubted.add(unitId);
			if (doubted.has(unitId)) cursors[unitId] = startOver(cursors[unitId]!);
		}
		await tx.putMeta('cursors', cursors);
	}
}

function asCursors(cursors: { [unitId: string]: Cursor }): Cursors {
	return Object.fromEntries(
		Object.entries(cursors)
			.filter(([, { perm }]) => perm !== '')
			.map(([unitId, { perm, seq }]) => [unitId, [perm, seq]])
	);
}

/** This version of the program may store what an earlier one could not: the units of such records are fetched whole again. */
async function readCursors(tx: DeviceTransaction, app: string): Promise<{ [unitId: string]: Cursor }> {
	const cursors = { ...((await tx.meta('cursors')) ?? {}) };
	for (const unitId of await unitsToTryAnew(tx, app)) {
		cursors[unitId] = startOver(cursors[unitId]!);
	}
	return cursors;
}

async function headsHash(cursors: Cursors, reference: string): Promise<string> {
	const bytes = new TextEncoder().encode(headsText(cursors, reference));
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

	// 32 bytes end with one “=”.
	return btoa(String.fromCharCode(...hash))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace('=', '');
}
