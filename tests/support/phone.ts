import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Change, RecordKey, RegisterValue, SyncRecord } from '#lib/domain/changes/change.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import { seenOf, type Seen, type SeenEdit } from '#lib/domain/records/record-edit.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import type { Person, Reference } from '#lib/domain/reference/reference.ts';
import { readAttention, readWaiting } from '#lib/local/outbox/read-outbox.ts';
import { resendItem } from '#lib/local/outbox/resend.ts';
import { saveEdits } from '#lib/local/outbox/save-edits.ts';
import { findRecord, recordsByUnit, recordsOfUnit } from '#lib/local/replica/read-records.ts';
import { ensureClock } from '#lib/local/session/session.ts';
import { DeviceDatabase } from '#lib/local/store/device-database.ts';
import { IndexedDbStore } from '#lib/local/store/indexed-db-store.ts';
import { createFetchTransport } from '#lib/local/sync/fetch-transport.ts';
import { SyncEngine } from '#lib/local/sync/sync-engine.ts';
import { readStatus } from '#lib/local/store/sync-status.ts';

/** What happens to the next requests on their way. */
export type Mishap = 'request-lost' | 'answer-lost' | 'server-error' | 'garbage' | 'cut';

/** What a phone meets: the time, and a server that answers. */
export interface Surroundings {
	readonly nowMs: number;
	answer(personId: string, path: string, init?: RequestInit): Promise<Response>;
	referenceFor(personId: string): Promise<Reference>;
}

interface Disk {
	indexedDB: IDBFactory;
	IDBKeyRange: typeof IDBKeyRange;
}

/** One person's device, acting as a person does. */
export class Phone {
	readonly person: Person;
	/** How far its clock is off, in ms. */
	clockOffMs = 0;
	db!: DeviceDatabase;
	store!: IndexedDbStore;
	readonly #district: Surroundings;
	readonly #disk: Disk = { indexedDB: new IDBFactory(), IDBKeyRange };
	#engine!: SyncEngine;
	#online = true;
	#mishaps: Mishap[] = [];
	#drawn = 0;
	/** Units that it found not to be what the server holds. */
	readonly doubted: string[] = [];
	/** Records of the server that it could not store. */
	readonly unstored: RecordKey[] = [];
	/** Name and version of the program. */
	app = 'test';
	/** What went wrong inside the device. */
	readonly failures: unknown[] = [];
	/** Paths asked for so far. */
	readonly requests: string[] = [];

	/** Tells this phone's chance from that of the person's other ones. */
	readonly #number: number;

	private constructor(district: Surroundings, person: Person, number: number) {
		this.#district = district;
		this.person = person;
		this.#number = number;
	}

	static async open(district: Surroundings, person: Person, number = 1): Promise<Phone> {
		const phone = new Phone(district, person, number);
		await phone.#start();
		await phone.signInAgain();
		await phone.db.reference.put({ id: 'current', reference: await district.referenceFor(person.id) });
		return phone;
	}

	goOffline(): void {
		this.#online = false;
	}

	goOnline(...mishaps: Mishap[]): void {
		this.#online = true;
		this.#mishaps = mishaps;
	}

	/** The app is killed and opened again: only what is on disk is left. */
	async kill(): Promise<void> {
		this.db.close();
		await this.#start();
	}

	/** The browser takes the person's database away while the program runs: what reads next opens a new one. */
	async loseDatabase(): Promise<void> {
		await this.db.delete({ disableAutoOpen: false });
	}

	/** In another tab, over the same store. */
	async signInAgain(): Promise<void> {
		await ensureClock(this.store, (bytes) => this.#random(bytes));
	}

	/** Sends and receives until both lanes rest, as often as lost answers make it necessary. */
	async sync({ tries = 1 } = {}): Promise<void> {
		for (let attempt = 0; attempt < tries; attempt++) await this.#engine.sync();
	}

	/** What a person sees who opens a form of a record now. */
	async look(unitId: string, kind: KindName, recordId: string): Promise<Seen> {
		return seenOf(await this.record(unitId, kind, recordId));
	}

	/** Saved by somebody who looks at what stands, or who opened the form when that was seen. */
	async save(
		unitId: string,
		kind: KindName,
		recordId: string,
		set: { [register: string]: RegisterValue },
		seen?: Seen
	): Promise<string> {
		const edit = { unitId, kind, recordId, set, seen: seen ?? (await this.look(unitId, kind, recordId)) };
		const [change] = await this.saveAll([edit]);
		return change!.id;
	}

	/** What one form writes in several records. */
	saveAll(edits: readonly SeenEdit[]): Promise<Change[]> {
		return saveEdits({ store: this.store, world: this.#world, personId: this.person.id }, edits);
	}

	/** Sends what was refused once more. */
	resend(attentionId: string): Promise<void> {
		return resendItem({ store: this.store, world: this.#world, personId: this.person.id }, this.db, attentionId);
	}

	newId(): string {
		return makeUuid(this.#world.now(), this.#random(10));
	}

	/** Records a check of an indicator; answers the record's id. */
	async check(
		unitId: string,
		indicator: string,
		measurement: Partial<Measurement>,
		recordId = this.newId()
	): Promise<string> {
		await this.save(unitId, 'check', recordId, {
			subject: { indicator },
			measurement: { on: '2018-11-05', met: 'not_met', ...measurement }
		});
		return recordId;
	}

	record(unitId: string, kind: KindName, recordId: string): Promise<SyncRecord | undefined> {
		return findRecord(this.db, unitId, kind, recordId);
	}

	async value(
		unitId: string,
		kind: KindName,
		recordId: string,
		register: string
	): Promise<RegisterValue | undefined> {
		return (await this.record(unitId, kind, recordId))?.registers[register]?.value;
	}

	records = (unitId: string): Promise<SyncRecord[]> => recordsOfUnit(this.db, unitId);
	recordsByUnit = (): Promise<Map<string, SyncRecord[]>> => recordsByUnit(this.db);
	waiting = () => readWaiting(this.db);
	attention = () => readAttention(this.db, this.#world.now());
	status = () => readStatus(this.db);

	get #world() {
		return { now: () => this.#district.nowMs + this.clockOffMs, random: (bytes: number) => this.#random(bytes) };
	}

	/** Chance that comes out the same in every run. */
	#random(bytes: number): Uint8Array {
		const seed = `${this.person.id} ${this.#number} ${(this.#drawn += 1)}`;
		let state = [...seed].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5);

		return Uint8Array.from({ length: bytes }, () => {
			state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
			return (state >>> 16) & 0xff;
		});
	}

	async #start(): Promise<void> {
		this.db = new DeviceDatabase(this.person.id, this.#disk);
		this.store = new IndexedDbStore(this.db);
		this.#engine = new SyncEngine({
			db: this.db,
			store: this.store,
			transport: createFetchTransport((path, init) => this.#fetch(path, init)),
			world: this.#world,
			personId: this.person.id,
			app: this.app,
			timers: { set: () => undefined, clear: () => undefined },
			chance: () => 0.5,
			onfailure: (cause) => this.failures.push(cause),
			onunstored: (key) => this.unstored.push(key),
			ondoubt: (unitId) => this.doubted.push(unitId)
		});
		this.#engine.start();
	}

	async #fetch(path: string, init?: RequestInit): Promise<Response> {
		this.requests.push(path);
		const mishap = this.#online ? this.#mishaps.shift() : 'request-lost';
		if (mishap === 'request-lost') throw new TypeError('the network is away');
		if (mishap === 'server-error') return new Response('oops', { status: 500 });
		if (mishap === 'garbage') return new Response('<html>sign in to the hotel</html>', { status: 200 });

		const answer = await this.#district.answer(this.person.id, path, init as RequestInit);
		if (mishap === 'answer-lost') throw new TypeError('the answer is lost');
		if (mishap === 'cut') return cutInHalf(answer);
		return answer;
	}
}

/** The stream breaks off in the middle of its bytes. */
async function cutInHalf(answer: Response): Promise<Response> {
	const bytes = new Uint8Array(await answer.arrayBuffer());
	let sent = false;
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			if (sent) return controller.error(new TypeError('the connection was reset'));
			sent = true;
			controller.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)));
		}
	});
	return new Response(body, { status: answer.status });
}
