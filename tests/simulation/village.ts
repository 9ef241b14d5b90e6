import type { Officer } from '#lib/domain/access/role.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import { pullRequest } from '#lib/domain/changes/pull.ts';
import { pushRequest } from '#lib/domain/changes/push.ts';
import { answerPush } from '#lib/server/sync/accept-push.ts';
import type { PushGround } from '#lib/server/sync/push-ground.ts';
import { answerPull } from '#lib/server/sync/answer-pull.ts';
import type { PhotoReply, PhotoTransport } from '#lib/local/photos/photo-transport.ts';
import type { Lines, Reply, Transport } from '#lib/local/sync/transport.ts';
import type { LockedUnit, ServerStore } from '#lib/server/sync/server-store.ts';
import type { DeviceState } from '../support/memory-store.ts';
import type { ServerState } from '../support/memory-server.ts';
import { Chance } from './chance.ts';
import type { Fault } from './faults.ts';
import { SimulatedDevice, type Surroundings } from './simulated-device.ts';
import { answerOf, throughJson } from './replies.ts';
import { SimulatedPhotos, type PhotoSabotage } from './simulated-photos.ts';
import type { SimulatedServer } from './simulated-servers.ts';
import { AnswersGiven } from './answers-given.ts';
import { ServerKilled, StatementFailed } from './server-failures.ts';
import { steppedStore, steppedUnit } from './stepped-store.ts';
import { MEMORY, type Stores } from './stores.ts';
import { Turns } from './turns.ts';

const BEGIN_MS = Date.parse('2018-11-05T02:00:00Z');

/** Breaks a rule on purpose, so that it can be seen that the simulation would find it. */
export interface Sabotage extends PhotoSabotage {
	server?(store: ServerStore, village: Village): ServerStore;
	device?(device: SimulatedDevice, village: Village): void;
	/** Between a device and the server. */
	transport?(transport: Transport, village: Village, personId: string): Transport;
	/** A restored database that keeps its epoch. */
	keepEpoch?: boolean;
}

export interface Found {
	server: ServerState;
	devices: ReadonlyMap<SimulatedDevice, DeviceState>;
}

/** The whole world of one history: a server, its people and their devices, under one clock and one chance. */
export class Village implements Surroundings {
	readonly chance: Chance;
	/** Of its own, so that photos change nothing of what else is drawn. */
	readonly photoChance = new Chance(0);
	readonly photos: SimulatedPhotos;
	readonly turns: Turns;
	readonly server: SimulatedServer;
	readonly people = new Map<string, Officer>();
	readonly devices: SimulatedDevice[] = [];
	readonly faults = new Map<Fault, number>();
	readonly trace: string[] = [];
	/** Ids of changes that a device has sent a second time since a restore had taken them. */
	readonly sentAgain = new Set<string>();
	/** What was seen not to hold before all had come to rest. */
	readonly violations: string[] = [];
	nowMs = BEGIN_MS;
	epoch = 'epoch-1';
	calm = false;
	/** Records in an answer; drawn when undefined. */
	pageLength: number | undefined;
	isServerDown = false;
	readonly seed: number;
	readonly sabotage: Sabotage;
	readonly #stores: Stores;
	readonly #store: ServerStore;
	/** What the network has kept, with the number of the request it was. */
	#late: { person: string; body: unknown; request: number }[] = [];
	#sent = 0;
	/** The last request of each person that the server has met. */
	readonly #met = new Map<string, number>();
	#killIn = -1;
	#failIn = -1;
	readonly #answers = new AnswersGiven();
	/** Changes that a device does not write anew in another version. */
	readonly #onceSent = new Set<string>();
	/** Requests that the server is at; when it is killed, all of them die. */
	#underway = 0;
	#isKilled = false;
	#planned: Fault | undefined;
	#epochs = 1;
	#backup: (epoch: string) => Promise<void>;

	private constructor(
		seed: number,
		sabotage: Sabotage,
		stores: Stores,
		opened: { server: SimulatedServer; backup: (epoch: string) => Promise<void>; clock: { village?: Village } }
	) {
		this.seed = seed;
		opened.clock.village = this;
		this.chance = new Chance(seed);
		this.turns = new Turns(this.chance);
		this.sabotage = sabotage;
		this.server = opened.server;
		this.#stores = stores;
		this.#backup = opened.backup;
		const stepped = steppedStore(this.server.store, this.#statement, this.turns);
		this.#store = sabotage.server?.(stepped, this) ?? stepped;
		this.photos = new SimulatedPhotos({
			store: this.#store,
			now: () => this.nowMs,
			chance: this.photoChance,
			people: this.people,
			goesWrong: (fault, share) => this.#goesWrong(fault, share, this.photoChance),
			serve: (work) => this.#servePhoto(work),
			sabotage
		});
	}

	static async open(seed: number, sabotage: Sabotage = {}, stores: Stores = MEMORY): Promise<Village> {
		const clock: { village?: Village } = {};
		const server = await stores.openServer(() => clock.village?.nowMs ?? BEGIN_MS);

		return new Village(seed, sabotage, stores, { server, backup: await server.backUp(), clock });
	}

	async look(): Promise<Found> {
		const devices = new Map<SimulatedDevice, DeviceState>();
		for (const device of this.devices) devices.set(device, await device.look());
		return { server: await this.server.read(), devices };
	}

	close(): void {
		for (const device of this.devices) device.close();
	}

	/** A unit's transaction, which can end at each of its statements. */
	stepped = (unit: LockedUnit): LockedUnit => steppedUnit(unit, this.#statement);

	readonly #statement = async (): Promise<void> => {
		if (this.#killIn >= 0 && this.#killIn-- === 0) {
			this.#isKilled = true;
			this.fault('server killed');
		}
		if (this.#isKilled) throw new ServerKilled('between two statements');
		if (this.#failIn >= 0 && this.#failIn-- === 0) {
			this.fault('statement failed');
			throw new StatementFailed('the database did not answer');
		}
		await this.turns.pass();
		if (this.#isKilled) throw new ServerKilled('while it waited');
	};

	note(line: string): void {
		this.trace.push(line);
	}

	fault(fault: Fault): void {
		this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
		this.note(`! ${fault}`);
	}

	beginStep(step: number): void {
		this.chance.beginStep(this.seed, step);
		this.photoChance.beginStep(~this.seed, step);
	}

	/** Goes wrong with the next request that it can happen to. */
	plan(fault: Fault): void {
		this.#planned = fault;
	}

	hire = (officer: Officer): void => void this.people.set(officer.id, officer);

	async give(personId: string): Promise<SimulatedDevice> {
		const name = `d${this.devices.length}`;
		const device = await SimulatedDevice.make(this, personId, name, this.#stores.openDisk());
		this.devices.push(device);
		return device;
	}

	async backUp(): Promise<void> {
		this.#backup = await this.server.backUp();
		this.note('backup');
	}

	async restore(): Promise<void> {
		this.fault('restored');
		this.#epochs += 1;
		if (!this.sabotage.keepEpoch) this.epoch = `epoch-${this.#epochs}`;
		await this.#backup(this.epoch);
	}

	/** Something the network had kept arrives long after its sender gave up; what was sent first need not come first. */
	async deliverLate(): Promise<void> {
		const [late] = this.#late.splice(this.chance.below(this.#late.length), 1);
		if (!late) return;
		this.fault('late duplicate');
		if (late.request < (this.#met.get(late.person) ?? 0)) this.fault('out of order');
		await this.#push(late.person, late.body);
	}

	prepare = (device: SimulatedDevice): void => this.sabotage.device?.(device, this);
	photoTransportOf = (personId: string): PhotoTransport => this.photos.transportOf(personId);

	transportOf(personId: string): Transport {
		const transport: Transport = {
			push: (body) => this.#travel(personId, throughJson(body)),
			pull: (body) => this.#pullTravel(personId, throughJson(body)),
			reference: () => Promise.resolve({ kind: 'silence' })
		};
		return this.sabotage.transport?.(transport, this, personId) ?? transport;
	}

	async #travel(personId: string, sent: unknown): Promise<Reply> {
		const request = (this.#sent += 1);
		const body = this.#asWritten(sent);
		await this.turns.pass();
		const onTheWay = this.#answeredOnTheWay();
		if (onTheWay) return onTheWay;
		if (this.#goesWrong('too large', 0.01)) return answerOf(413, undefined);
		if (this.#goesWrong('delayed', 0.06)) {
			this.#late.push({ person: personId, body: sent, request });
			return { kind: 'silence' };
		}
		if (!this.calm && this.chance.happens(0.08)) this.#late.push({ person: personId, body: sent, request });
		if (this.#goesWrong('duplicated', 0.1)) await this.#push(personId, body);
		this.#endSoon(14);

		const reply = await this.#push(personId, body);
		this.#met.set(personId, Math.max(request, this.#met.get(personId) ?? 0));
		this.#killIn = -1;
		this.#failIn = -1;
		await this.turns.pass();
		// A proxy gives up waiting for a server that has done its work.
		if (this.#goesWrong('page of a proxy', 0.03)) return answerOf(504, undefined);
		return this.#goesWrong('answer lost', 0.12) ? { kind: 'silence' } : reply;
	}

	/** What answers before the server does, whoever asks; a page is no JSON, so nothing is read of it. */
	#answeredOnTheWay(): Reply | undefined {
		if (this.isServerDown || this.#goesWrong('request lost', 0.06)) return { kind: 'silence' };
		if (this.#goesWrong('server error', 0.04)) return answerOf(500, undefined);
		if (this.#goesWrong('captive portal', 0.02)) return answerOf(200, undefined);
		if (!this.#goesWrong('told to wait', 0.02)) return undefined;
		return answerOf(this.chance.one([429, 503]), undefined, this.chance.one([null, 1_000, 30_000]));
	}

	/** Programs of several versions are in use side by side. */
	#asWritten(sent: unknown): unknown {
		if (this.calm) return sent;
		const body = sent as { changes?: Change[]; protocol: number; app?: string; pending?: object };
		const isFirst = !this.turns.areSeveral && body.changes?.every(({ id }) => !this.#onceSent.has(id));
		for (const { id } of body.changes ?? []) this.#onceSent.add(id);
		if (this.#goesWrong('older device', 0.03)) {
			const { app: _, pending: __, ...earlier } = body;
			return earlier;
		}
		if (this.#goesWrong('older server', 0.01)) return { ...body, protocol: body.protocol + 1 };
		if (!body.changes || !isFirst || !this.#goesWrong('newer device', 0.04)) return body;
		return { ...body, changes: body.changes.map((change) => ({ ...change, v: change.v + 1 })) };
	}

	async #push(personId: string, body: unknown): Promise<Reply> {
		const request = pushRequest.safeParse(body);
		if (!request.success) return answerOf(400, { error: 'malformed' });
		for (const change of request.data.changes as Change[]) if (change.again) this.sentAgain.add(change.id);
		const ground: PushGround = {
			store: this.#store,
			now: () => this.nowMs,
			random: this.chance.bytes,
			config: { today: '2018-11-05' }
		};
		return this.#serve(async () => {
			const answer = await answerPush(ground, this.people.get(personId)!, request.data, this.nowMs);
			if (answer.ok) {
				this.violations.push(...this.#answers.receipts(answer.value));
				return answerOf(200, throughJson(answer.value));
			}
			const { refusal } = answer;
			if (refusal.kind === 'other-epoch')
				return answerOf(409, { error: 'other-epoch', epoch: refusal.epoch, now: refusal.now });
			return answerOf(refusal.kind === 'protocol' ? 426 : 401, { error: refusal.kind });
		});
	}

	/** The server is killed, or its database does not answer, at one of its next statements. */
	#endSoon(statements: number, chance = this.chance): void {
		const ends = this.calm ? 1 : chance.next();
		if (ends < 0.08) this.#killIn = chance.below(statements);
		else if (ends < 0.16) this.#failIn = chance.below(statements);
	}

	async #servePhoto(work: () => Promise<PhotoReply>): Promise<PhotoReply | undefined> {
		this.#endSoon(6, this.photoChance);
		const reply = await this.#serve(work);
		this.#killIn = -1;
		this.#failIn = -1;
		return 'kind' in reply ? undefined : reply;
	}

	/** A server that is killed dies with all that it was at, and is started again when the last of it is gone. */
	async #serve<T>(work: () => Promise<T>): Promise<T | Reply> {
		this.#underway += 1;
		try {
			return await work();
		} catch (error) {
			if (error instanceof ServerKilled) return { kind: 'silence' };
			if (error instanceof StatementFailed) return answerOf(500, undefined);
			throw error;
		} finally {
			this.#underway -= 1;
			if (this.#underway === 0) this.#isKilled = false;
		}
	}

	async #pullTravel(personId: string, sent: unknown): Promise<Reply | Lines> {
		const body = this.#asWritten(sent);
		await this.turns.pass();
		const onTheWay = this.#answeredOnTheWay();
		if (onTheWay?.kind === 'answer' && onTheWay.status === 200)
			return { kind: 'lines', lines: this.#streamOf([], 0) };
		if (onTheWay) return onTheWay;
		const request = pullRequest.safeParse({
			...(body as object),
			limit: this.pageLength ?? (this.calm ? 50 : this.chance.one([1, 2, 3, 50]))
		});
		if (!request.success) return answerOf(400, { error: 'malformed' });
		const answer = await this.#serve(() =>
			answerPull({ store: this.#store, now: () => this.nowMs }, this.people.get(personId)!, request.data)
		);
		if ('kind' in answer) return answer;
		if (!answer.ok) return answerOf(answer.refusal.kind === 'protocol' ? 426 : 401, { error: answer.refusal.kind });

		this.violations.push(...this.#answers.heads(answer.value));
		const lines = answer.value.map(throughJson);
		await this.turns.pass();
		const cut = this.#goesWrong('stream cut', 0.15) ? this.#cutOf(lines.length) : Infinity;
		return { kind: 'lines', lines: this.#streamOf(lines, cut) };
	}

	async *#streamOf(lines: readonly unknown[], cut: number): AsyncGenerator<unknown> {
		for (const [index, line] of lines.entries()) {
			await this.turns.pass();
			if (index === cut) throw new TypeError('the stream broke off');
			yield line;
		}
		if (cut === lines.length) throw new TypeError('the stream broke off at its end');
	}

	/** A planned cut comes in the middle. */
	#cutOf(lines: number): number {
		return this.calm ? Math.ceil(lines / 2) : this.chance.below(lines + 1);
	}

	#goesWrong(fault: Fault, share: number, chance = this.chance): boolean {
		const isPlanned = this.#planned === fault;
		if (isPlanned) this.#planned = undefined;
		else if (this.calm || !chance.happens(share)) return false;
		this.fault(fault);
		return true;
	}
}
