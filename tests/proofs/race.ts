import { randomBytes } from 'node:crypto';
import type { Officer } from '#lib/domain/access/role.ts';
import { digestOfRecords } from '#lib/domain/changes/digest.ts';
import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { Cursors } from '#lib/domain/changes/pull.ts';
import type { Receipt } from '#lib/domain/changes/push.ts';
import { makeDeviceId, makeUuid } from '#lib/domain/ids.ts';
import { installReference } from '#lib/server/reference/install.ts';
import { openServer, type Server } from '#lib/server/server.ts';
import { answerPush } from '#lib/server/sync/accept-push.ts';
import { answerPull } from '#lib/server/sync/answer-pull.ts';
import { databaseStore } from '#lib/server/sync/database-store.ts';
import type { Seal } from '#lib/server/sync/seal.ts';
import type { ServerStore } from '#lib/server/sync/server-store.ts';

import { DISTRICT, REFERENCE } from '../support/trieu-son.ts';

/** Few, so that most pushes meet another one at the unit's lock. */
const UNITS = ['15697', '15703', '15700'];
const SERVERS = 3;
const TODAY = '2018-11-05';

const OFFICE: Officer = { id: 'van-phong', role: 'district_office', units: [DISTRICT.id] };

export interface RaceOptions {
	databaseUrl: string;
	writers: number;
	/** Whether there have been enough changes. */
	isOver(written: number): boolean;
	/** Lets the poller read in another way, to see that a gap is noticed. */
	reading?(store: ServerStore): ServerStore;
}

export interface RaceOutcome {
	counts: { [what: string]: number };
	/** What went wrong: a row that the poller never saw, a seq missing or given twice, a change lost. */
	violations: string[];
}

class RolledBack extends Error {
	override name = 'RolledBack';
}

/** Several servers on one PostgreSQL take pushes of all writers at once, some transactions held open and some rolled back,
 *  while one device reads by its cursors. In the end it must have every row, without ever asking for one twice. */
export async function runRace({ databaseUrl, writers, isOver, reading }: RaceOptions): Promise<RaceOutcome> {
	const servers = await openServers(databaseUrl);
	try {
		const [polled, ...written] = servers as [Server, ...Server[]];
		const poller = new Poller((reading ?? ((store) => store))(databaseStore(polled.database)), polled.seal);
		const race = new Race(written, poller, isOver);
		const writing = Promise.all(Array.from({ length: writers }, (_, index) => race.write(index)));
		// Together: writers that wait for a poller that has failed would wait for ever.
		await Promise.all([writing.finally(() => poller.finish()), poller.run()]);

		return {
			counts: { ...race.counts, ...poller.counts },
			violations: [...race.violations, ...(await lookBack(polled, race, poller))]
		};
	} finally {
		for (const server of servers) await server.close();
	}
}

/** One more than take pushes: the poller's connections must not wait behind those of writers that wait for it. */
async function openServers(databaseUrl: string): Promise<Server[]> {
	const servers: Server[] = [];
	for (let index = 0; index <= SERVERS; index++) {
		servers.push(
			await openServer({
				dataDir: '',
				databaseUrl,
				origin: 'http://localhost:3000',
				secret: 'a secret of this proof only, long enough for all',
				today: TODAY
			})
		);
		if (index === 0) await installReference(servers[0]!.database, REFERENCE);
	}
	return servers;
}

const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)]!;
const happens = (chance: number): boolean => Math.random() < chance;

class Race {
	readonly counts = { changes: 0, pushes: 0, held: 0, 'rolled back': 0, 'answers lost': 0 };
	readonly violations: string[] = [];
	/** First receipts of all changes. */
	readonly receipts = new Map<string, Receipt>();
	readonly #servers: Server[];
	readonly #poller: Poller;
	readonly #isOver: (written: number) => boolean;

	constructor(servers: Server[], poller: Poller, isOver: (written: number) => boolean) {
		this.#servers = servers;
		this.#poller = poller;
		this.#isOver = isOver;
	}

	/** Writes until there is enough, each batch until it has its receipts, as a device does. */
	async write(index: number): Promise<void> {
		const device = makeDeviceId(randomBytes(8));
		let n = 0;

		while (!this.#isOver(this.counts.changes)) {
			const unitId = pick(UNITS);
			const changes = Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () =>
				makeChange(unitId, device, (n += 1), index)
			);
			this.counts.changes += changes.length;
			await this.#pushUntilAnswered(device, changes);
		}
	}

	async #pushUntilAnswered(device: string, changes: readonly Change[]): Promise<void> {
		for (;;) {
			const receipts = await this.#push(device, changes);
			if (!receipts) continue;
			this.#note(changes, receipts);
			if (!happens(0.1)) return;
			this.counts['answers lost'] += 1;
		}
	}

	async #push(device: string, changes: readonly Change[]): Promise<Receipt[] | undefined> {
		const server = pick(this.#servers);
		const { config, live, log } = server;
		const nowMs = server.now();
		this.counts.pushes += 1;
		try {
			const answer = await answerPush(
				{
					config,
					live,
					log,
					now: () => server.now(),
					seal: server.seal,
					random: randomBytes,
					store: this.#disturbed(databaseStore(server.database))
				},
				OFFICE,
				{ protocol: 1, app: 'race', person: OFFICE.id, device, epoch: null, now: nowMs, changes },
				nowMs
			);
			if (!answer.ok) throw new Error(`a push was refused: ${answer.refusal.kind}`);
			return answer.value.receipts;
		} catch (error) {
			if (!(error instanceof RolledBack)) throw error;
			this.counts['rolled back'] += 1;
			return undefined;
		}
	}

	/** Everything of the transaction is written; now it stays open until the poller has read past it, or is taken back. */
	#disturbed(store: ServerStore): ServerStore {
		return {
			...store,
			inUnit: (unitId, received, work) =>
				store.inUnit(unitId, received, async (unit) => {
					const result = await work(unit);
					if (happens(0.3)) {
						this.counts.held += 1;
						await this.#poller.turn();
					}
					if (happens(0.15)) throw new RolledBack();
					return result;
				})
		};
	}

	#note(changes: readonly Change[], receipts: readonly Receipt[]): void {
		for (const [index, change] of changes.entries()) {
			const receipt = receipts[index]!;
			const first = this.receipts.get(change.id);
			if (receipt.r !== 'ok') this.violations.push(`${change.id} got ${receipt.r} ${receipt.code}`);
			else if (!first) this.receipts.set(change.id, receipt);
			else if (JSON.stringify(first) !== JSON.stringify(receipt))
				this.violations.push(`${change.id} got two receipts`);
		}
	}
}

/** Mostly records of their own; some write where others write too, and raise conflicts. */
function makeChange(unitId: string, device: string, n: number, writer: number): Change {
	const nowMs = Date.now();
	const id = makeUuid(nowMs, randomBytes(10));
	const made = { id, v: 1, unitId, hlc: formatReading({ ms: nowMs, counter: 0, device }), device, n };
	if (happens(0.15)) {
		const state = { state: pick(['not_started', 'preparing', 'complete']), on: TODAY };
		return {
			...made,
			kind: 'dossier',
			recordId: `dossier:${pick([1, 2])}`,
			set: { state: { value: state, prev: null } }
		};
	}
	const set = {
		subject: { value: { indicator: '6.3' }, prev: null },
		measurement: { value: { on: TODAY, met: 'met', note: `${writer}/${n}` }, prev: null }
	};
	return { ...made, kind: 'check', recordId: makeUuid(nowMs, randomBytes(10)), set };
}

const keyOf = ({ unitId, kind, id }: SyncRecord) => `${unitId}/${kind}/${id}`;

/** One device that never asks again for what its cursor has passed. */
class Poller {
	readonly counts = { pulls: 0, 'rows pulled': 0 };
	readonly seen = new Map<string, SyncRecord>();
	readonly violations: string[] = [];
	/** Of the units whose rows have all come: the server gives it on the last page only. */
	readonly digests = new Map<string, readonly [count: number, sum: number]>();
	readonly #store: ServerStore;
	readonly #seal: Seal;
	#cursors: Cursors = {};
	#isFinishing = false;
	#waiting: (() => void)[] = [];

	constructor(store: ServerStore, seal: Seal) {
		this.#store = store;
		this.#seal = seal;
	}

	/** Resolves when one whole pull has been made from now on. */
	turn(): Promise<void> {
		return new Promise((resolve) => this.#waiting.push(resolve));
	}

	finish(): void {
		this.#isFinishing = true;
	}

	async run(): Promise<void> {
		for (;;) {
			const isLast = this.#isFinishing;
			const waiting = this.#waiting;
			this.#waiting = [];
			try {
				const more = await this.#pull();
				if (isLast && !more) return;
			} finally {
				for (const go of waiting) go();
			}
		}
	}

	async #pull(): Promise<boolean> {
		const limit = 1 + Math.floor(Math.random() * 60);
		const answer = await answerPull({ store: this.#store, seal: this.#seal, now: Date.now }, OFFICE, {
			protocol: 1,
			app: 'race',
			person: OFFICE.id,
			device: 'poller01',
			epoch: null,
			now: Date.now(),
			cursors: this.#cursors,
			limit
		});
		if (!answer.ok) throw new Error(`a pull was refused: ${answer.refusal.kind}`);
		this.counts.pulls += 1;

		let more = false;
		for (const line of answer.value) {
			if ('record' in line) this.#see(line.record);
			if (!('end' in line)) continue;
			this.#cursors = line.cursors;
			more = line.more;
			for (const [unitId, digest] of Object.entries(line.digest ?? {})) this.digests.set(unitId, digest);
		}
		return more;
	}

	#see(record: SyncRecord): void {
		this.counts['rows pulled'] += 1;
		const cursor = this.#cursors[record.unitId]?.[1] ?? 0;
		if (record.seq <= cursor) this.violations.push(`${keyOf(record)} came below the cursor`);
		this.seen.set(keyOf(record), record);
		this.digests.delete(record.unitId);
	}
}

async function lookBack({ database }: Server, race: Race, poller: Poller): Promise<string[]> {
	const violations = [...poller.violations];
	const { read } = database;
	const records = await read.selectFrom('record').select(['unit_id', 'kind', 'id', 'seq']).execute();
	for (const { unit_id, kind, id, seq } of records) {
		const seen = poller.seen.get(`${unit_id}/${kind}/${id}`);
		if (seen?.seq !== seq)
			violations.push(`${unit_id}/${kind}/${id}: seq ${seq} was never seen, only ${seen?.seq ?? 'nothing'}`);
	}

	const log = await read
		.selectFrom('change')
		.select(['unit_id', 'id', 'seq'])
		.where('seq', 'is not', null)
		.orderBy('unit_id')
		.orderBy('seq')
		.execute();
	const next = new Map<string, number>();
	for (const { unit_id, id, seq } of log) {
		const expected = next.get(unit_id) ?? 1;
		if (seq !== expected) violations.push(`${unit_id}: ${expected} was to follow, ${seq} does`);
		next.set(unit_id, seq! + 1);
		const receipt = race.receipts.get(id);
		if (receipt?.r === 'ok' && receipt.seq !== seq) violations.push(`${id} was answered with another seq`);
	}
	const logged = new Set(log.map(({ id }) => id));
	for (const id of race.receipts.keys()) if (!logged.has(id)) violations.push(`${id} has a receipt and is not there`);

	if (poller.digests.size === 0) violations.push('no digest was there to compare with');
	for (const [unitId, [count, sum]] of poller.digests) {
		const mine = [...poller.seen.values()].filter((record) => record.unitId === unitId);
		if (mine.length !== count || digestOfRecords(mine) !== sum) violations.push(`${unitId}: the digests differ`);
	}
	return violations;
}
