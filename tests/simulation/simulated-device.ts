import type { Change, RegisterValue, SyncRecord } from '#lib/domain/changes/change.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import { seenOf, type Seen } from '#lib/domain/records/record-edit.ts';
import { makeDeviceId, makeUuid } from '#lib/domain/ids.ts';
import { saveEdits } from '#lib/local/outbox/save-edits.ts';
import type { DeviceStore } from '#lib/local/store/device-store.ts';
import type { Lane, Outcome } from '#lib/local/lanes/lane.ts';
import { PhotoLane } from '#lib/local/photos/photo-lane.ts';
import type { PhotoTransport } from '#lib/local/photos/photo-transport.ts';
import { PullLane } from '#lib/local/sync/pull-lane.ts';
import { PushLane } from '#lib/local/sync/push-lane.ts';
import { MemoryPhotos } from '../support/memory-photos.ts';
import type { DeviceState } from '../support/memory-store.ts';
import type { Chance } from './chance.ts';
import { ChoosyStore } from './choosy-store.ts';
import type { DeviceDisk } from './device-disks.ts';
import { FailingStore, StoreFailure, type StoreFault } from './failing-store.ts';
import type { TrueTimes } from './true-times.ts';
import type { Turns } from './turns.ts';
import { UnsteadyStore } from './unsteady-store.ts';
import type { Transport } from '#lib/local/lanes/transport.ts';

/** What a device meets: the time, chance, a road to the server, and what is broken on purpose. */
export interface Surroundings {
	readonly nowMs: number;
	readonly chance: Chance;
	readonly turns: Turns;
	readonly trueTimes: TrueTimes;
	/** Breaks in it what is to be broken. */
	prepare(device: SimulatedDevice): void;
	transportOf(personId: string): Transport;
	photoTransportOf(personId: string): PhotoTransport;
	fault(fault: StoreFault | 'tab killed'): void;
}

/** Small, so that a photo of a few hundred bytes takes several. */
const PART_BYTES = 100;
/** Few, so that short histories have several batches. */
const CHANGES_AT_ONCE = 3;

/** Nothing of a killed tab goes on: each of its calls ends with this. */
class TabKilled extends Error {
	override name = 'TabKilled';
}

/** One life of the app in a tab; ends in so many calls, when it is to be killed. */
interface Tab {
	callsLeft: number;
}

/** A phone or a desk with its disk, its clock and, as tabs, several sets of lanes over the same disk. */
export class SimulatedDevice {
	readonly name: string;
	readonly personId: string;
	/** The store that the product works on: it fails when it is told to, and may be under sabotage. */
	store: DeviceStore;
	clockOffMs = 0;
	/** Changes of which the screen said "Đã lưu trên máy". */
	readonly saved: Change[] = [];
	/** What the person was looking at who made each of them, by its id. */
	readonly sights = new Map<string, Seen>();
	/** Forms that stay open, with what stood when they were opened, by their records. Drafts: no restart closes them. */
	readonly openForms = new Map<string, Seen>();
	readonly #village: Surroundings;
	/** The photos of this phone; they are on its disk. */
	photos = new MemoryPhotos();
	#lanes!: { push: PushLane; pull: PullLane; photo: PhotoLane };
	#tab!: Tab;
	readonly #disk: DeviceDisk;
	readonly #failing: FailingStore;
	readonly #unsteady: UnsteadyStore;
	readonly #choosy: ChoosyStore;

	private constructor(village: Surroundings, personId: string, name: string, disk: DeviceDisk) {
		this.#village = village;
		this.personId = personId;
		this.name = name;
		this.#disk = disk;
		this.#unsteady = new UnsteadyStore(disk);
		this.#choosy = new ChoosyStore(this.#unsteady);
		this.#failing = new FailingStore({ ...disk, store: this.#choosy }, (how) => village.fault(how));
		this.store = this.#failing;
		village.prepare(this);
		this.restart();
	}

	/** Units in which it found that it does not hold what the server holds. */
	readonly doubted: string[] = [];

	static async make(
		village: Surroundings,
		personId: string,
		name: string,
		disk: DeviceDisk
	): Promise<SimulatedDevice> {
		const device = new SimulatedDevice(village, personId, name, disk);
		await disk.store.transact('strict', (tx) =>
			tx.putMeta('clock', {
				device: makeDeviceId(village.chance.bytes(8)),
				n: 0,
				order: 0,
				hlc: undefined,
				offsetMs: 0
			})
		);
		return device;
	}

	/** Two phones with one and the same disk, as a backup of a phone makes them. */
	async clone(name: string): Promise<SimulatedDevice> {
		const copy = new SimulatedDevice(this.#village, this.personId, name, await this.#disk.copy());
		copy.saved.push(...this.saved);
		for (const [id, seen] of this.sights) copy.sights.set(id, seen);
		for (const [key, seen] of this.openForms) copy.openForms.set(key, seen);
		copy.photos = this.photos.clone();
		for (const change of this.#choosy.refused) copy.cannotStore(change);
		copy.restart();
		return copy;
	}

	/** The app is killed and opened again: what is not on disk is gone. */
	restart(): void {
		this.#tab = { callsLeft: Infinity };
		this.#lanes = {
			push: new PushLane(this.#laneIn(this.#tab)),
			pull: new PullLane(this.#laneIn(this.#tab)),
			photo: this.#photoLaneIn(this.#tab)
		};
	}

	/** The battery is pulled after what it does: what was not written strictly may not be there when it starts again. */
	async losePowerAfter(work: () => Promise<unknown>): Promise<void> {
		await this.#unsteady.expectCut();
		await work();
		await this.#unsteady.cut();
		this.restart();
	}

	/** The tab will be killed when it has called its store or the network so often again, be it in the middle of a step. */
	killTabIn(calls: number): void {
		this.#tab.callsLeft = calls;
	}

	/** One of the next commits fails: that after so many others. */
	failNext(how: StoreFault, after = 0): void {
		this.#failing.failNext(how, after);
	}

	/** No commit fails any more. */
	mend(): void {
		this.#failing.mend();
	}

	/** From now on it can keep no record in which this change stands. */
	cannotStore(change: string): void {
		this.#choosy.refused.add(change);
	}

	/** Whether it can keep this record. */
	canKeep = (record: Pick<SyncRecord, 'registers'>): boolean => !this.#choosy.cannotKeep(record);

	newId(): string {
		return makeUuid(this.#village.nowMs, this.#village.chance.bytes(10));
	}

	/** What its screens show of a record now. */
	async sightOf(unitId: string, kind: KindName, recordId: string): Promise<Seen> {
		const [record] = await this.#disk.store.transact('relaxed', (tx) => tx.records([{ unitId, kind, recordId }]));
		return seenOf(record);
	}

	/** What a form saves with, of what it was opened on. */
	seenAtSave = (seen: Seen, _key: { unitId: string; kind: KindName; recordId: string }): Promise<Seen> =>
		Promise.resolve(seen);

	/** Null when the save failed: nothing was said to be saved. */
	async save(
		unitId: string,
		kind: KindName,
		recordId: string,
		set: { [register: string]: RegisterValue },
		lookedAt?: Seen
	): Promise<Change | null> {
		const key = { unitId, kind, recordId };
		const sight = lookedAt ?? (await this.sightOf(unitId, kind, recordId));
		await this.#village.turns.pass();
		try {
			const [change] = await saveEdits({ store: this.store, world: this.#world, personId: this.personId }, [
				{ ...key, set, seen: await this.seenAtSave(sight, key) }
			]);
			this.saved.push(change!);
			this.sights.set(change!.id, sight);
			this.#village.trueTimes.saved(change!, this.#village.nowMs, this.clockOffMs);
			return change!;
		} catch (error) {
			if (isStoreFailure(error)) return null;
			throw error;
		}
	}

	push = (): Promise<Outcome> => this.#step(() => this.#lanes.push.step());

	pull(expected = true): Promise<Outcome> {
		if (expected) this.#lanes.pull.expect();
		return this.#step(() => this.#lanes.pull.step());
	}

	sendPhotos = (): Promise<Outcome> => this.#step(() => this.#lanes.photo.step());

	/** A second tab that believes it leads. */
	pushAsZombie = (): Promise<Outcome> => this.#step(() => new PushLane(this.#laneIn({ callsLeft: Infinity })).step());

	/** What its screens show of a unit, in an order that no store decides. */
	async records(unitId: string): Promise<SyncRecord[]> {
		const records = await this.#disk.store.transact('relaxed', (tx) => tx.recordsOfUnit(unitId));
		return records.sort((a, b) => (a.kind + a.id < b.kind + b.id ? -1 : 1));
	}

	/** Changes without a receipt, or whose records have not come down. */
	async isUnderWay(): Promise<boolean> {
		return this.#disk.store.transact('relaxed', async (tx) => {
			const [unsent, underWay] = await Promise.all([tx.countOutbox(), tx.meta('underWay')]);
			return unsent > 0 || (underWay ?? []).length > 0;
		});
	}

	/** All that lies on its disk. */
	look = (): Promise<DeviceState> => this.#disk.read();

	copyDisk = (): Promise<DeviceDisk> => this.#disk.copy();

	close(): void {
		this.#disk.close();
	}

	get #world() {
		return { now: () => this.#village.nowMs + this.clockOffMs, random: this.#village.chance.bytes };
	}

	#laneIn(tab: Tab): Lane {
		const transport = this.#village.transportOf(this.personId);
		return {
			store: {
				transact: (durability, work) => this.#call(tab, () => this.store.transact(durability, work))
			},
			transport: {
				push: (body) =>
					this.#call(tab, () => {
						this.#village.trueTimes.sent((body as { changes: Change[] }).changes, this.clockOffMs);
						return transport.push(body);
					}),
				pull: (body) => this.#call(tab, () => transport.pull(body)),
				reference: (version) => transport.reference(version)
			},
			world: this.#world,
			personId: this.personId,
			app: 'simulation',
			changesAtOnce: CHANGES_AT_ONCE,
			together: (works) => this.#village.turns.among(works),
			ondoubt: (unitId) => this.doubted.push(unitId),
			onunstored: () => undefined
		};
	}

	#photoLaneIn(tab: Tab): PhotoLane {
		const transport = this.#village.photoTransportOf(this.personId);
		const { photos } = this;
		return new PhotoLane({
			photos: {
				get: (id) => photos.get(id),
				stored: () => photos.stored(),
				unstored: () => photos.unstored(),
				read: (...asked) => photos.read(...asked),
				note: (...news) => this.#call(tab, () => photos.note(...news))
			},
			transport: {
				begin: (photo) => this.#call(tab, () => transport.begin(photo)),
				ask: (id) => this.#call(tab, () => transport.ask(id)),
				send: (...part) => this.#call(tab, () => transport.send(...part)),
				sendThumb: (...thumb) => this.#call(tab, () => transport.sendThumb(...thumb))
			},
			recordOf: (row) => this.photoRecord(row),
			maySend: () => true,
			partBytes: PART_BYTES
		});
	}

	/** A photo's record as this phone shows it, and whether the server has taken all that was written to it. */
	photoRecord({ unitId, id: recordId }: { unitId: string; id: string }) {
		const key = { unitId, kind: 'photo', recordId };
		return this.#disk.store.transact('relaxed', async (tx) => {
			const [record] = await tx.records([key]);
			const [rows] = await tx.outboxOf([key]);
			return record && { record, isSent: rows!.length === 0 };
		});
	}

	/** A tab can die before a call of its own as well as while it waits for the answer. */
	async #call<T>(tab: Tab, call: () => Promise<T>): Promise<T> {
		await this.#village.turns.pass();
		this.#spend(tab);
		const answer = await call();
		await this.#village.turns.pass();
		this.#spend(tab);
		return answer;
	}

	#spend(tab: Tab): void {
		if (tab.callsLeft <= 0) throw new TabKilled();
		tab.callsLeft -= 1;
	}

	/** The engine meets a failing store by backing off; a tab that was killed is opened again. */
	async #step(step: () => Promise<Outcome>): Promise<Outcome> {
		try {
			return await step();
		} catch (error) {
			const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
			if (isStoreFailure(cause)) return { kind: 'later', retryAfterMs: null };
			if (!(cause instanceof TabKilled)) throw error;
			if (this.#tab.callsLeft <= 0) {
				this.#village.fault('tab killed');
				this.restart();
			}
			return { kind: 'later', retryAfterMs: null };
		}
	}
}

/** What the product lets through of a store that fails. */
const isStoreFailure = (error: unknown): boolean =>
	error instanceof StoreFailure || (error instanceof DOMException && error.name === 'UnknownError');
