import { liveQuery } from 'dexie';
import { askingAgain } from './store/ask-again.ts';
import { worksForCommune } from '#lib/domain/access/role.ts';
import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import type { CommuneFigures } from '#lib/domain/progress/commune-figures.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import type { Person, Reference } from '#lib/domain/reference/reference.ts';
import type { SeenEdit } from '#lib/domain/records/record-edit.ts';
import type { Origin } from './outbox/save-edits.ts';
import type { World } from './world.ts';
import { whenIdle } from './app/when-idle.ts';
import { readContact } from './clock/read-contact.ts';
import { TradeClock, type ClockContact } from './clock/trade-clock.svelte.ts';
import { FiguresKeeper, readFigures, type FiguresGround } from './replica/kept-figures.ts';
import { recordsOfUnit } from './replica/read-records.ts';
import { Photos } from './photos/photos.ts';
import { mayOpen } from './session/entry.ts';
import type { StoredPerson } from './session/stored-person.ts';
import { PersistentStorage } from './storage/persist.ts';
import { DeviceDatabase } from './store/device-database.ts';
import type { DeviceStore } from './store/device-store.ts';
import { IndexedDbStore } from './store/indexed-db-store.ts';
import { hasFirstData, type Found } from './replica/first-data.ts';
import { startSync } from './sync/start-sync.ts';
import type { Sync } from './sync/sync.ts';

const browserWorld: World = {
	now: () => Date.now(),
	random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
};

const afterTimer = (ms: number, act: () => void) => {
	const timer = setTimeout(act, ms);
	return () => clearTimeout(timer);
};

interface Parts {
	person: Person;
	db: DeviceDatabase;
	reference: Reference;
	/** An officer's commune, read together with the reference, so that the first screen waits for the disk once. */
	firstRecords: Found<SyncRecord[]> | undefined;
	contact: ClockContact;
}

async function openParts(stored: StoredPerson, onblocked: (isBlocked: boolean) => void): Promise<Parts | null> {
	const { person } = stored;
	const db = new DeviceDatabase(person.id);
	db.on('blocked', () => onblocked(true));
	db.on('ready', () => onblocked(false));
	const commune = communeOfOfficer(person);
	const [mayEnter, row, isWhole, found, contact] = await Promise.all([
		mayOpen(db, stored),
		db.reference.get('current'),
		// Asked before the records: what is read after it holds all that had come.
		commune !== undefined && hasFirstData(db, [commune]),
		commune === undefined ? undefined : recordsOfUnit(db, commune),
		readContact(db)
	]);
	const firstRecords = found && { isWhole, found };
	if (mayEnter && row) return { person, db, reference: row.reference, firstRecords, contact };

	db.close();
	return null;
}

const communeOfOfficer = (person: Person): string | undefined =>
	worksForCommune(person) && person.units.length === 1 ? person.units[0] : undefined;

/** A person's database being opened, which can begin while the page is still being built. */
export class DeviceOpening {
	readonly person: Person;
	readonly parts: Promise<Parts | null>;
	/** Another window, which runs an earlier version of the program, does not let go of it. */
	isBlocked = $state(false);

	constructor(stored: StoredPerson) {
		this.person = stored.person;
		this.parts = openParts(stored, (isBlocked) => (this.isBlocked = isBlocked));
		// Whoever asks for the device meets the failure.
		this.parts.catch(() => undefined);
	}
}

/** One person's work on this device: what pages read, save and send through. */
export class Device {
	readonly person: Person;
	/** For reading. */
	readonly db: DeviceDatabase;
	/** For what a person makes. */
	readonly store: DeviceStore;
	readonly sync: Sync;
	readonly persistence = new PersistentStorage(navigator.storage, localStorage);
	readonly photos: Photos;
	readonly clock: TradeClock;
	readonly #keeper: FiguresKeeper;
	readonly #following: { unsubscribe(): void }[];
	readonly #firstRecords: Found<SyncRecord[]> | undefined;
	#reference: Reference = $state.raw()!;

	private constructor({ person, db, reference, firstRecords, contact }: Parts) {
		this.person = person;
		this.db = db;
		this.#reference = reference;
		this.#firstRecords = firstRecords;
		this.store = new IndexedDbStore(db);
		this.#keeper = new FiguresKeeper(db);
		this.photos = new Photos(person.id, () => this.persistence.room());
		this.sync = startSync({
			store: this.store,
			db,
			photos: this.photos.store,
			personId: person.id,
			world: browserWorld
		});
		this.clock = new TradeClock(
			{ now: browserWorld.now, demoDay: () => this.#reference.today, after: afterTimer },
			contact
		);
		this.#following = [
			liveQuery(askingAgain(() => db.reference.get('current'))).subscribe((row) => {
				if (row && row.reference.version !== this.#reference.version) this.#reference = row.reference;
			}),
			liveQuery(askingAgain(() => readContact(db))).subscribe((told) => this.clock.heard(told))
		];
		void this.persistence.atStart();
		void whenIdle().then(() => this.#loadSaving());
	}

	/** Null when this person has not yet signed in on this device, or has signed out. */
	static async open(opening: DeviceOpening): Promise<Device | null> {
		const parts = await opening.parts;

		return parts && new Device(parts);
	}

	get reference(): Reference {
		return this.#reference;
	}

	today(): TradeDate {
		return this.clock.today;
	}

	nowMs(): number {
		return this.clock.nowMs();
	}

	nowInstant(): string {
		return this.clock.nowInstant();
	}

	/** What was read of a commune while the device was being opened; to be shown only until it has been read again. */
	firstRecordsOf(unitId: string | undefined): Found<SyncRecord[]> | undefined {
		return unitId !== undefined && unitId === communeOfOfficer(this.person) ? this.#firstRecords : undefined;
	}

	/** A commune's figures, kept for the next time when they had to be counted. */
	async figuresOf(ground: FiguresGround): Promise<CommuneFigures> {
		const { figures, isKept } = await readFigures(this.db, ground);
		if (!isKept) this.#keeper.keepLater(ground);

		return figures;
	}

	/** An id for a new record. */
	newId(): string {
		return makeUuid(browserWorld.now(), browserWorld.random(10));
	}

	/** Resolves when the edits are on disk; only then may a screen say so. Sending follows by itself. */
	async save(edits: readonly SeenEdit[], origin: Origin = {}): Promise<Change[]> {
		const { refuseUnreceived, saveEdits } = await this.#loadSaving();
		await refuseUnreceived(this.db, edits);
		const changes = await saveEdits(this.#saving, edits, origin);
		this.sync.saved();
		void this.persistence.afterSave();

		return changes;
	}

	/** Sends a refused item once more, as a new change on top of what stands now. */
	async resend(attentionId: string): Promise<void> {
		const { resendItem } = await this.#loadSaving();
		await resendItem(this.#saving, this.db, attentionId);
		this.sync.saved();
	}

	/** What saving needs, with all schemas: fetched after the first screen, and long before anything is saved. */
	#loadSaving() {
		return import('./outbox/saving.ts');
	}

	get #saving() {
		return { store: this.store, world: browserWorld, personId: this.person.id };
	}

	async close(): Promise<void> {
		for (const following of this.#following) following.unsubscribe();
		this.clock.stop();
		this.#keeper.stop();
		await this.sync.stop();
		this.db.close();
		this.photos.close();
	}
}
