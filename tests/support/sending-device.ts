import { recordKeyText, type Change, type SyncRecord } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import { asSeen } from '#lib/domain/records/record-edit.ts';
import { saveEdits } from '#lib/local/outbox/save-edits.ts';
import type { OutboxRow } from '#lib/local/store/device-store.ts';
import type { Outcome } from '#lib/local/lanes/lane.ts';
import { PushLane } from '#lib/local/sync/push-lane.ts';
import type { Reply, Transport } from '#lib/local/lanes/transport.ts';
import { MemoryStore } from './memory-store.ts';

const UNIT = '15697';
const SILENCE: Reply = { kind: 'silence' };
const answerOf = (status: number, body?: unknown): Reply => ({ kind: 'answer', status, body, retryAfterMs: null });

/** A road to a server that takes every change: all of it may be missing, and single changes may never get through. */
class Road implements Transport {
	/** What comes instead of the server's answer; undefined while all is well. */
	missing: 'network' | 'hotel page' | 'bad gateway' | undefined;
	/** Ids of changes whose requests get this answer instead. */
	readonly failing = new Map<string, Reply>();
	/** Ids of the changes of each request, in order. */
	readonly requests: string[][] = [];
	/** Told before each request is answered. */
	onrequest: () => void = () => undefined;
	readonly #taken = new Map<string, number>();
	readonly #now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	/** A proxy on the way cuts every request with this change off. */
	drop = (id: string): void => void this.failing.set(id, SILENCE);
	fail = (id: string, status: number): void => void this.failing.set(id, answerOf(status));

	async push(body: unknown): Promise<Reply> {
		const { changes } = body as { changes: Change[] };
		this.requests.push(changes.map(({ id }) => id));
		this.onrequest();
		if (this.missing === 'network') return SILENCE;
		if (this.missing === 'hotel page') return answerOf(200);
		if (this.missing === 'bad gateway') return answerOf(502);
		for (const { id } of changes) if (this.failing.has(id)) return this.failing.get(id)!;

		const receipts = changes.map(({ id }) => {
			const seq = this.#taken.get(id) ?? this.#taken.size + 1;
			this.#taken.set(id, seq);
			const stamp = formatReading({ ms: this.#now(), counter: seq, device: 'phone001' });
			return { id, r: 'ok', seq, stamp, was: 0 };
		});
		return answerOf(200, { now: this.#now(), epoch: 'epoch-1', receipts, records: [] });
	}

	pull = () => Promise.resolve(SILENCE);
	reference = () => Promise.resolve(SILENCE);
}

/** A device that saves and sends; its disk outlives its lanes. */
export class SendingDevice {
	nowMs = Date.parse('2018-11-05T02:00:00Z');
	readonly store = new MemoryStore();
	readonly road = new Road(() => this.nowMs);
	#lane!: PushLane;
	#drawn = 0;
	readonly #world = {
		now: () => this.nowMs,
		random: (bytes: number) => Uint8Array.from({ length: bytes }, () => (this.#drawn += 1) % 256)
	};

	static async make(): Promise<SendingDevice> {
		const device = new SendingDevice();
		const clock = { device: 'phone001', n: 0, order: 0, hlc: undefined, offsetMs: 0 };
		await device.store.transact('strict', (tx) => tx.putMeta('clock', clock));
		device.reload();
		return device;
	}

	/** The page is loaded again: of the lane nothing is left but what is on the disk. */
	reload(): void {
		this.#lane = new PushLane({
			store: this.store,
			transport: this.road,
			world: this.#world,
			personId: 'can-bo',
			app: 'test',
			ondoubt: () => undefined,
			onunstored: () => undefined
		});
	}

	/** Answers the change's id; without a record's id it makes a new record. */
	async save(recordId = makeUuid(this.nowMs, this.#world.random(10))): Promise<string> {
		const set = { item: { of: 1, name: 'Sổ' } };
		const edit = asSeen({ unitId: UNIT, kind: 'paper', recordId, set }, undefined);
		const context = { store: this.store, world: this.#world, personId: 'can-bo' };
		return (await saveEdits(context, [edit]))[0]!.id;
	}

	/** A paper as the server has it after the change with that seq. */
	paper(id: string, seq: number, name: string): SyncRecord {
		const item = {
			value: { of: 1, name },
			stamp: '000000000000.phone002',
			change: `server-${seq}`,
			by: 'van-phong'
		};
		return { unitId: UNIT, kind: 'paper', id, seq, registers: { item } };
	}

	/** A paper has come down. */
	async copy(id: string, seq: number, name = 'Sổ của huyện'): Promise<void> {
		const copy = { ...this.paper(id, seq, name), generation: 1 };
		await this.store.transact('strict', (tx) => tx.putRecords([copy]));
	}

	/** What is shown of a paper. */
	nameOf = (id: string): unknown =>
		this.store.disk.records.get(recordKeyText({ unitId: UNIT, kind: 'paper', recordId: id }))?.registers['item']
			?.value?.['name'];

	/** One step of the lane. */
	send = (): Promise<Outcome> => this.#lane.step();

	/** As the program does it: steps as long as it goes on. */
	async sendAll(): Promise<Outcome> {
		for (;;) {
			const outcome = await this.send();
			if (outcome.kind !== 'went-on') return outcome;
		}
	}

	/** The program looks every quarter of a minute for so many minutes. */
	async sendFor(minutes: number): Promise<void> {
		for (let quarter = 0; quarter < minutes * 4; quarter++) {
			await this.sendAll();
			this.nowMs += 15_000;
		}
	}

	get outbox(): OutboxRow[] {
		return [...this.store.disk.outbox.values()];
	}

	rowOf = (id: string): OutboxRow | undefined => this.outbox.find((row) => row.id === id);
	/** Ids of what waits. */
	get waiting(): string[] {
		return this.outbox.map(({ id }) => id);
	}
}
