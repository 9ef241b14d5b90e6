import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Officer } from '#lib/domain/access/role.ts';
import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import { installReference } from '#lib/server/reference/install.ts';
import { databaseStore } from '#lib/server/sync/database-store.ts';
import type { LockedUnit, Received, ServerStore } from '#lib/server/sync/server-store.ts';
import type { LoggedChange, UnitLog } from '#lib/server/sync/unit-log.ts';
import { DATABASES, openTestDatabase } from '../support/databases.ts';
import { hirePeople } from '../support/hire-people.ts';
import { MemoryServer } from '../support/memory-server.ts';
import { nextId } from '../support/records.ts';
import { REFERENCE } from '../support/trieu-son.ts';

export const MINH_CHAU = '15697';
export const DAN_LY = '15703';
const NOW_MS = Date.parse('2018-11-05T02:00:00.000Z');

export interface OpenedStore {
	store: ServerStore;
	/** Moves only when a test moves it, in ms. */
	clock: { nowMs: number };
	close(): Promise<void>;
}

export const SERVER_STORES: { name: string; open(): Promise<OpenedStore> }[] = [
	{
		name: 'memory',
		async open() {
			const clock = { nowMs: NOW_MS };
			const { units, criteriaSets } = REFERENCE;
			const store = new MemoryServer({
				units,
				criteriaSets: [...criteriaSets],
				epoch: 'epoch-1',
				now: () => clock.nowMs,
				isOffice: officeOf(REFERENCE)
			});
			return { store, clock, close: async () => undefined };
		}
	},
	...DATABASES.map((kind) => ({
		name: kind,
		async open() {
			const { database, drop } = await openTestDatabase(kind);
			await installReference(database, REFERENCE);
			await hirePeople(database.write, REFERENCE.people);
			return { store: databaseStore(database), clock: { nowMs: NOW_MS }, close: drop };
		}
	}))
];

export const officer = (id: string): Officer => ({
	id,
	role: 'commune_officer',
	units: [MINH_CHAU]
});

/** What a push does to a unit, without the rules: the contract is the store's, whatever is decided. */
export class Writer {
	readonly #store: ServerStore;
	readonly #clock: { nowMs: number };
	readonly device: string;
	readonly person: string;
	#n = 0;

	constructor({ store, clock }: Pick<OpenedStore, 'store' | 'clock'>, device = 'phone001', person = 'can-bo') {
		this.#store = store;
		this.#clock = clock;
		this.device = device;
		this.person = person;
	}

	change(recordId: string, more: Partial<Change> = {}): Change {
		this.#n += 1;
		return {
			id: nextId(),
			v: 1,
			unitId: MINH_CHAU,
			kind: 'dossier',
			recordId,
			set: { state: { value: { state: 'complete' }, prev: null } },
			hlc: formatReading({ ms: this.#clock.nowMs, counter: this.#n, device: this.device }),
			device: this.device,
			n: this.#n,
			...more
		};
	}

	get received(): Received {
		return { at: new Date(this.#clock.nowMs).toISOString(), offsetMs: -250 };
	}

	inUnit<T>(unitId: string, work: (unit: LockedUnit) => Promise<T>): Promise<T> {
		return this.#store.inUnit(unitId, this.received, work);
	}

	/** Stores the changes in one attempt of one transaction; answers their seqs. */
	async write(...changes: readonly Change[]): Promise<number[]> {
		return this.inUnit(changes[0]!.unitId, (unit) =>
			unit.attempt(changes, async (log) => changes.map((change) => this.take(log, change)))
		);
	}

	take(log: UnitLog, change: Change, about?: string): number {
		const seq = log.head + 1;
		log.append(this.accepted(change, seq), recordAfter(change, seq, this.person), about);
		return seq;
	}

	accepted(change: Change, seq: number): LoggedChange {
		const receipt = { id: change.id, r: 'ok' as const, seq, stamp: change.hlc, was: 0 };
		return { change, receipt, personId: this.person, stamp: change.hlc };
	}

	refused(change: Change): LoggedChange {
		const receipt = { id: change.id, r: 'refused' as const, code: 'locked' as const, message: 'verified' };
		return { change, receipt, personId: this.person, stamp: null };
	}
}

/** The record as the change alone makes it. */
export function recordAfter({ unitId, kind, recordId, id, set, hlc }: Change, seq: number, by: string): SyncRecord {
	const registers = Object.entries(set).map(([name, { value }]) => [name, { value, stamp: hlc, change: id, by }]);

	return { unitId, kind, id: recordId, seq, registers: Object.fromEntries(registers) as SyncRecord['registers'] };
}

/** What a unit holds, read as a pull reads it. */
export const readUnit = (store: ServerStore, unitId: string) =>
	store.inSnapshot(async ({ units, recordsAfter }) => {
		const { head, recordCount, recordSum } = units.find(({ unit }) => unit.id === unitId)!;
		return { head, recordCount, recordSum, records: await recordsAfter(unitId, 0, 10_000) };
	});

/** Opened once for the tests of a `describe`, since opening a database takes longer than most of them; each test has a
 *  commune of its own, and somebody who writes there. */
export function useServerStore(open: () => Promise<OpenedStore>) {
	const communes = REFERENCE.units.filter(({ level, id }) => level === 'commune' && id !== DAN_LY);
	let opened: OpenedStore;
	let writer: Writer;
	let unitId: string;
	let count: number;

	beforeAll(async () => {
		opened = await open();
		count = 0;
	});
	afterAll(() => opened?.close());
	beforeEach(() => {
		unitId = communes[count]!.id;
		count += 1;
		writer = new Writer(opened, `phone${String(count).padStart(3, '0')}`, `can-bo-${unitId}`);
	});

	return {
		get opened() {
			return opened;
		},
		get writer() {
			return writer;
		},
		get unitId() {
			return unitId;
		},
		change: (recordId: string, more: Partial<Change> = {}) => writer.change(recordId, { unitId, ...more })
	};
}
