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

/** Rows that are stored in one transaction. */
const ROWS = 500;

/** Records down. One step is one request; a cut stream loses nothing, the next step goes on from the last stored row. */
export class PullLane {
	readonly #lane: Lane;
	/** Set when the last step met `more`, or an answer to `heads`: the next one sends the cursors. */
	#expectsMore = true;

	constructor(lane: Lane) {
		this.#lane = lane;
	}

	/** The next step asks with its cursors: something is expected. */
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
		// The browser has taken the database away: this is a new one, in which nothing can be saved.
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
		if (reply.kind !== 'lines') return this.#refused(reply);

		return this.#takeLines(reply, { nowMs: requestNowMs, epoch: known.epoch });
	}

	#refused(reply: Reply): Outcome {
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

/** The lines of an answer, up to where the stream breaks off or somebody else's line is in it: what came before counts. */
async function* soundLines(lines: AsyncIterable<unknown>): AsyncGenerator<PullLine> {
	try {
		for await (const line of lines) yield pullLine.parse(line) as PullLine;
	} catch {
		return;
	}
}

/** Meanwhile another answer has told of another database. */
class AnswerOutdated extends Error {}

interface Asked {
	nowMs: number;
	epoch: string | null;
}

/** One answer, stored as it comes in. */
class Intake {
	/** Not before it has come to its last line. */
	state: 'unchanged' | 'ended' | undefined;
	/** Known once it has ended. */
	more!: boolean;
	count = 0;
	readonly #lane: Lane;
	readonly #asked: Asked;
	/** Of each unit, the snapshot that this answer belongs to; when another one has begun, it has no say any more. */
	#generations = new Map<string, number>();
	/** Of each unit, the server's last seq when it answered. */
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
			return this.#store((tx) => this.#contact(tx, line));
		}
		await this.flush();
		this.more = line.more;
		this.state = 'ended';
		// Done twice, it finds what it has counted the first time, and doubts no more: what it doubted then still stands.
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

	/** One row that the browser cannot store keeps no other away: what fails is halved, down to that row. */
	async #takeRows(rows: readonly SyncRecord[]): Promise<void> {
		const answer = { generations: this.#generations, heads: this.#heads, personId: this.#lane.personId };
		try {
			await this.#store((tx) => takeRecords(tx, rows, answer));
		} catch (cause) {
			if (!isFaultOfValue(cause)) throw cause;
			const half = Math.ceil(rows.length / 2);
			if (rows.length === 1) return this.#setAside(rows[0]!, cause);
			await this.#takeRows(rows.slice(0, half));
			await this.#takeRows(rows.slice(half));
		}
	}

	async #setAside(row: SyncRecord, cause: unknown): Promise<void> {
		await this.#store(async (tx) => {
			const cursor = (await tx.meta('cursors'))![row.unitId];
			if (cursor?.generation === this.#generations.get(row.unitId)) await setRowAside(tx, row, this.#lane);
		});
		this.#lane.onunstored(keyOf(row), cause);
	}

	/** What the power takes away again is fetched once more. */
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
		await this.#contact(tx, { now, epoch });
		await tx.putMeta('referenceWanted', reference);
		const cursors = { ...((await tx.meta('cursors')) ?? {}) };

		const held = new Set([...Object.keys(cursors), ...(await tx.unitsHeld())]);
		for (const unitId of held) {
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

	async #contact(tx: DeviceTransaction, { now, epoch }: { now: number; epoch: string }): Promise<void> {
		if (((await tx.meta('epoch')) ?? null) !== this.#asked.epoch) throw new AnswerOutdated();
		await changeEpoch(tx, { epoch, now }, this.#lane.personId);
		const clock = (await tx.meta('clock'))!;
		await tx.putMeta('clock', {
			...clock,
			offsetMs: measureOffset(now, this.#asked.nowMs, this.#lane.world.now()),
			heardAtMs: now
		});
	}

	/** Adds the units in which device and server do not hold the same. */
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
			// What has only just been stored is counted the next time.
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

/** A later version of the program may be able to store what this device could not: those units are asked for whole. */
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
