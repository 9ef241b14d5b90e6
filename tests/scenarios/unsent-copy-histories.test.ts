import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { knownChanges } from '#lib/local/outbox/known-changes.ts';
import { UnsentParts } from '#lib/local/storage/unsent-parts.ts';
import { BrokenStore } from '../support/broken-store.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import { MemoryPlace } from '../support/memory-place.ts';
import { STILL_TIME } from '../support/still-time.ts';
import type { Phone } from '../support/phone.ts';
import { Chance } from '../simulation/chance.ts';

const HISTORIES = Number(process.env['COPY_HISTORIES'] ?? 30);
const STEPS = 40;
const TABS = 2;

/** A phone whose browser takes its database away now and then, with two tabs that copy what is unsent. */
class ForgetfulPhone {
	readonly place = new MemoryPlace();
	readonly #phone: Phone;
	readonly #store: BrokenStore;
	readonly #chance: Chance;
	readonly #tabs: UnsentParts[] = [];
	/** Changes of which the screen said that they were saved. What was in no copy when the database went is lost with it. */
	#saved = new Set<string>();
	readonly #refused = new Set<string>();
	/** Those that have been in a copy. */
	readonly #copied = new Set<string>();
	#hasDatabase = true;
	#turn: Promise<unknown> = Promise.resolve();

	constructor(phone: Phone, chance: Chance) {
		this.#phone = phone;
		this.#chance = chance;
		this.#store = new BrokenStore(phone.store);
		for (let tab = 0; tab < TABS; tab++) this.#open(tab);
	}

	async act(): Promise<void> {
		const { place } = this;
		switch (this.#chance.below(12)) {
			case 0:
			case 1:
			case 2:
				return this.#save();
			case 3:
			case 4:
			case 5:
				return this.#copy(this.#chance.below(TABS));
			case 6:
				return this.#open(this.#chance.below(TABS));
			case 7:
				return void (place.isFull = this.#chance.happens(0.4));
			case 8:
				return void (this.#store.isBroken = this.#chance.happens(0.5));
			case 9:
				return this.#hasDatabase ? this.#phone.sync() : this.#signIn();
			case 10:
				return this.#signIn();
			default:
				await Promise.all([this.#copy(0), this.#chance.happens(0.5) ? this.#lose() : this.#save()]);
		}
	}

	/** Nothing is broken any more: all comes back, and is sent. */
	async comeToRest(): Promise<void> {
		this.place.isFull = false;
		this.#store.isBroken = false;
		await this.#signIn();
		for (let tab = 0; tab < TABS; tab++) for (let time = 0; time < 3; time++) await this.#copy(tab);
		await this.#phone.sync({ tries: 3 });
		await this.#copy(0);
	}

	/** What was saved and is nowhere: on the phone, in the copy or at the server. */
	async missing(atServer: ReadonlySet<string>): Promise<string[]> {
		const inCopy = this.#inCopy();
		for (const id of inCopy) this.#copied.add(id);
		const known = await this.#phone.store.transact('relaxed', knownChanges);
		return [...this.#saved].filter((id) => !known.has(id) && !atServer.has(id) && !inCopy.includes(id));
	}

	/** What the server is to have in the end. */
	get acceptable(): string[] {
		return [...this.#saved].filter((id) => !this.#refused.has(id));
	}

	#inCopy(): string[] {
		const { changes, attention } = this.place.all();
		return [...changes.map(({ change }) => change), ...attention.flatMap((item) => item.changes)].map(
			({ id }) => id
		);
	}

	#open(tab: number): void {
		const { db, person } = this.#phone;
		this.#tabs[tab] = new UnsentParts({
			time: STILL_TIME,
			...{ db, store: this.#store, personId: person.id, place: this.place },
			onback: () => undefined,
			onfailure: () => undefined
		});
	}

	/** A check, or now and then a target year, which the server refuses from an officer. */
	async #save(): Promise<void> {
		if (!this.#hasDatabase) return;
		const isRefused = this.#chance.happens(0.2);
		try {
			const id = await (isRefused ? this.#saveTarget() : this.#saveCheck());
			this.#saved.add(id);
			if (isRefused) this.#refused.add(id);
		} catch (cause) {
			// The database went while it was being saved: the screen said so.
			if (this.#hasDatabase) throw cause;
		}
	}

	#saveCheck = (): Promise<string> =>
		this.#phone.save(MINH_CHAU, 'check', this.#phone.newId(), {
			subject: { indicator: '9.1' },
			measurement: { on: '2018-11-05', met: 'not_met', value: this.#chance.below(9) }
		});

	#saveTarget = (): Promise<string> =>
		this.#phone.save(MINH_CHAU, 'target', 'target', { registration: { year: 2018, basis: 'district_plan' } });

	/** As under the lock: one tab at a time. */
	async #copy(tab: number): Promise<void> {
		const copying = this.#turn.then(() => this.#tabs[tab]!.copyNext()).catch(() => undefined);
		this.#turn = copying;
		await copying;
	}

	async #lose(): Promise<void> {
		this.#hasDatabase = false;
		const atServer = new Set(await this.#sent());
		for (const id of this.#inCopy()) this.#copied.add(id);
		await this.#phone.loseDatabase();
		this.#saved = new Set([...this.#saved].filter((id) => this.#copied.has(id) || atServer.has(id)));
	}

	#sent = async (): Promise<string[]> =>
		this.#phone.store.transact('relaxed', async (tx) =>
			(await tx.sent()).flatMap(({ changes }) => changes.map(({ id }) => id))
		);

	async #signIn(): Promise<void> {
		await this.#phone.signInAgain();
		this.#hasDatabase = true;
	}
}

const first = Math.floor(Math.random() * 2 ** 31);
/** Each showed something once. */
const FAILED = [879833735];

test.each([...FAILED, ...Array.from({ length: HISTORIES }, (_, index) => first + index)])(
	'whatever happens, what has been copied once is on the phone, in the copy or at the server, and arrives once: seed %i',
	async (seed) => {
		Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
		const district = await District.open();
		const chance = new Chance(seed);
		const phone = new ForgetfulPhone(await district.officerOf(MINH_CHAU), chance);
		const atServer = async () => (await district.log(MINH_CHAU)).map(({ id }) => id);

		for (let step = 0; step < STEPS; step++) {
			await phone.act();
			expect(await phone.missing(new Set(await atServer())), `after step ${step}`).toEqual([]);
		}
		await phone.comeToRest();
		const arrived = await atServer();
		expect(arrived).toEqual(expect.arrayContaining(phone.acceptable));
		expect(new Set(arrived).size).toBe(arrived.length);
		expect(await phone.missing(new Set(arrived))).toEqual([]);
		expect(phone.place.all().changes).toEqual([]);
		await district.close();
	}
);
