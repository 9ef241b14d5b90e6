import { randomUUID } from 'node:crypto';
import { oneByOne } from '#lib/server/sync/one-by-one.ts';
import { addDigest, recordDigest } from '#lib/domain/changes/digest.ts';
import { bodyOf, SERVER_DEVICE, type Change, type SyncRecord } from '#lib/domain/changes/change.ts';
import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { Unit } from '#lib/domain/unit.ts';
import type { DeviceSeen, LockedUnit, ServerStore, Snapshot } from '#lib/server/sync/server-store.ts';
import { MOST_ABOUT, type HeldSince, type LoggedChange, type UnitLog } from '#lib/server/sync/unit-log.ts';

interface UnitDisk {
	unit: Unit;
	head: number;
	lastStamp: string;
	/** The running digest of a database, which a store in memory counts when it is asked. */
	counted?: { count: number; sum: number };
	changes: ReadonlyMap<string, LoggedChange>;
	records: ReadonlyMap<string, { record: SyncRecord; about: string | undefined }>;
	held: ReadonlyMap<string, HeldSince>;
}

export interface ServerState {
	epoch: string;
	/** Whose each device is. */
	devices: ReadonlyMap<string, string>;
	units: ReadonlyMap<string, UnitDisk>;
}

/** The server's store in memory, with the contract of the one on a database. The disk is never changed in place, so a copy
 *  is a backup. */
export class MemoryServer implements ServerStore {
	disk: ServerState;
	now: () => number;
	readonly #sets: CriteriaSet[];
	readonly #isOffice: (person: string) => boolean;
	readonly #locks = new Map<string, Promise<unknown>>();

	constructor({
		units,
		criteriaSets,
		epoch,
		now,
		isOffice = () => false
	}: {
		units: readonly Unit[];
		criteriaSets: CriteriaSet[];
		epoch: string;
		now: () => number;
		isOffice?: (person: string) => boolean;
	}) {
		this.#sets = criteriaSets;
		this.#isOffice = isOffice;
		this.now = now;
		this.disk = {
			epoch,
			devices: new Map(),
			units: new Map(
				units.map((unit): [string, UnitDisk] => [
					unit.id,
					{ unit, head: 0, lastStamp: '', changes: new Map(), records: new Map(), held: new Map() }
				])
			)
		};
	}

	/** The database goes back to a copy; devices are told by another epoch. */
	restore(copy: ServerState, epoch: string): void {
		this.disk = { ...copy, epoch };
	}

	records(unitId: string): SyncRecord[] {
		return [...this.disk.units.get(unitId)!.records.values()].map(({ record }) => record);
	}

	log(unitId: string): LoggedChange[] {
		return [...this.disk.units.get(unitId)!.changes.values()];
	}

	epoch = async (): Promise<string> => this.disk.epoch;
	async renewEpoch(from: string): Promise<string> {
		if (this.disk.epoch === from) this.disk = { ...this.disk, epoch: randomUUID() };
		return this.disk.epoch;
	}
	reference = async () => ({
		isOffice: this.#isOffice,
		units: [...this.disk.units.values()].map(({ unit }) => unit),
		criteriaSets: this.#sets
	});

	/** One transaction of a unit after the other. */
	inUnit<T>(unitId: string, _received: unknown, work: (unit: LockedUnit) => Promise<T>): Promise<T> {
		const turn = (this.#locks.get(unitId) ?? Promise.resolve()).then(() => this.#transact(unitId, work));
		this.#locks.set(
			unitId,
			turn.catch(() => undefined)
		);
		return turn;
	}

	async #transact<T>(unitId: string, work: (unit: LockedUnit) => Promise<T>): Promise<T> {
		const standing = this.disk.units.get(unitId);
		if (!standing) throw new Error(`there is no unit ${unitId}`);
		let disk = standing;
		const result = await work({
			head: () => disk.head,
			attempt: async (_changes, attempt) => {
				const log = new MemoryLog(disk, this.disk.units, this.now());
				const answer = await attempt(log);
				disk = log.stored();
				return answer;
			}
		});
		this.disk = { ...this.disk, units: new Map(this.disk.units).set(unitId, disk) };
		return result;
	}

	changeAt = async (unitId: string, seq: number) => changeAt(this.disk.units, unitId, seq);

	async receiptsOf({ id: personId }: { id: string }, ids: readonly string[]) {
		return [...this.disk.units.values()].flatMap(({ changes, unit }) =>
			ids.flatMap((id) => {
				const logged = changes.get(id);
				return logged?.personId === personId ? [{ id, unitId: unit.id, receipt: logged.receipt }] : [];
			})
		);
	}

	async isAnyNumberTaken(changes: readonly Pick<Change, 'id' | 'device' | 'n'>[]): Promise<boolean> {
		const ids = new Set(changes.map(({ id }) => id));
		const numbers = new Set(changes.map(({ device, n }) => `${device}/${n}`));

		return [...this.disk.units.values()].some((unit) =>
			[...unit.changes.values()].some(
				({ change }) => !ids.has(change.id) && numbers.has(`${change.device}/${change.n}`)
			)
		);
	}

	together = oneByOne;
	async foreignDevices({ personId }: Pick<DeviceSeen, 'personId'>, ids: readonly string[]) {
		const unheard = ids.filter((id) => id !== SERVER_DEVICE && !this.disk.devices.has(id));
		const devices = new Map([...this.disk.devices, ...unheard.map((id) => [id, personId] as const)]);
		if (unheard.length > 0) this.disk = { ...this.disk, devices };

		return new Set(ids.filter((id) => devices.get(id) !== personId));
	}
	rememberDevice = async (seen: DeviceSeen): Promise<void> => void (await this.foreignDevices(seen, [seen.id]));

	async inSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
		const { epoch, units } = this.disk;
		return work({
			epoch,
			reference: 'reference-1',
			units: [...units.values()].map(({ unit, head, records }) => ({
				unit,
				head,
				recordCount: records.size,
				recordSum: [...records.values()].reduce((sum, { record }) => addDigest(sum, digestOf(record)), 0)
			})),
			changeAt: async (unitId, seq) => changeAt(units, unitId, seq),
			async recordsAfter(unitId, seq, limit) {
				return [...units.get(unitId)!.records.values()]
					.map(({ record }) => record)
					.filter((record) => record.seq > seq)
					.sort((a, b) => a.seq - b.seq)
					.slice(0, limit);
			}
		});
	}
}

function changeAt(units: ServerState['units'], unitId: string, seq: number): string | undefined {
	const changes = [...(units.get(unitId)?.changes.values() ?? [])];
	return changes.find(({ receipt }) => receipt.r === 'ok' && receipt.seq === seq)?.change.id;
}

const digests = new WeakMap<SyncRecord, number>();

function digestOf(record: SyncRecord): number {
	const known = digests.get(record);
	if (known !== undefined) return known;
	const digest = recordDigest(record);
	digests.set(record, digest);
	return digest;
}

class MemoryLog implements UnitLog {
	readonly unit: Unit;
	head: number;
	lastStamp: string;
	#changes: ReadonlyMap<string, LoggedChange>;
	#records: UnitDisk['records'];
	#held: ReadonlyMap<string, HeldSince>;
	#hasCopies = false;
	/** A change that no database would store, since its id or its seq is taken. */
	#doubled: string | undefined;
	readonly #units: ServerState['units'];
	readonly #nowMs: number;

	constructor(disk: UnitDisk, units: ServerState['units'], nowMs: number) {
		this.unit = disk.unit;
		this.head = disk.head;
		this.lastStamp = disk.lastStamp;
		this.#changes = disk.changes;
		this.#records = disk.records;
		this.#held = disk.held;
		this.#units = units;
		this.#nowMs = nowMs;
	}

	async logged(changeId: string): Promise<LoggedChange | undefined> {
		return this.#changes.get(changeId);
	}
	async numbered(device: string, n: number): Promise<string | undefined> {
		const others = [...this.#units.values()].filter(({ unit }) => unit.id !== this.unit.id);
		for (const changes of [this.#changes, ...others.map(({ changes }) => changes)])
			for (const { change } of changes.values()) if (change.device === device && change.n === n) return change.id;
		return undefined;
	}
	async record(kind: string, recordId: string): Promise<SyncRecord | undefined> {
		return this.#records.get(`${kind}/${recordId}`)?.record;
	}
	async recordsAbout(about: string, kind: string): Promise<SyncRecord[]> {
		return [...this.#records.values()]
			.flatMap((one) => (one.about === about && one.record.kind === kind ? [one.record] : []))
			.sort((a, b) => b.seq - a.seq)
			.slice(0, MOST_ABOUT);
	}
	held = async (changeId: string): Promise<HeldSince | undefined> => this.#held.get(changeId);

	append(logged: LoggedChange, record?: SyncRecord, about?: string): void {
		const { changes, records } = this.#copies();
		const change = bodyOf(logged.change);
		if (changes.has(change.id) || (logged.receipt.r === 'ok' && logged.receipt.seq <= this.head))
			this.#doubled = change.id;
		changes.set(change.id, { ...logged, change });
		this.#copies().held.delete(change.id);
		if (logged.receipt.r === 'ok') this.head = logged.receipt.seq;
		if (logged.stamp !== null && logged.stamp > this.lastStamp) this.lastStamp = logged.stamp;
		if (record) records.set(`${record.kind}/${record.id}`, { record, about });
	}
	hold({ id }: Pick<Change, 'id'>): void {
		const since = this.#held.get(id) ?? { firstAtMs: this.#nowMs, tries: 0 };
		this.#copies().held.set(id, { ...since, tries: since.tries + 1 });
	}

	/** The maps to write in, copied at the first write: most pushes that come a second time write nothing. */
	#copies() {
		if (!this.#hasCopies) {
			this.#changes = new Map(this.#changes);
			this.#records = new Map(this.#records);
			this.#held = new Map(this.#held);
			this.#hasCopies = true;
		}
		return {
			changes: this.#changes as Map<string, LoggedChange>,
			records: this.#records as Map<string, { record: SyncRecord; about: string | undefined }>,
			held: this.#held as Map<string, HeldSince>
		};
	}

	stored(): UnitDisk {
		if (this.#doubled !== undefined) throw new Error(`id or seq of ${this.#doubled} is taken`);
		return {
			unit: this.unit,
			head: this.head,
			lastStamp: this.lastStamp,
			changes: this.#changes,
			records: this.#records,
			held: this.#held
		};
	}
}
