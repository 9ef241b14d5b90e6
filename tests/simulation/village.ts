import type { Officer } from '#lib/domain/access/role.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import { pullRequest, type PullLine } from '#lib/domain/changes/pull.ts';
import { pushRequest } from '#lib/domain/changes/push.ts';
import { answerPush } from '#lib/server/sync/accept-push.ts';
import type { PushGround } from '#lib/server/sync/push-ground.ts';
import { Seal } from '#lib/server/sync/seal.ts';
import { answerPull } from '#lib/server/sync/answer-pull.ts';
import type { PhotoReply, PhotoTransport } from '#lib/local/photos/photo-transport.ts';
import type { Reply, Transport } from '#lib/local/lanes/transport.ts';
import type { LockedUnit, ServerStore } from '#lib/server/sync/server-store.ts';
import type { DeviceState } from '../support/memory-store.ts';
import type { ServerState } from '../support/memory-server.ts';
import { Chance } from './chance.ts';
import type { Fault } from './faults.ts';
import { SimulatedDevice, type Surroundings } from './simulated-device.ts';
import { answerOf, throughJson } from './replies.ts';
import { Road } from './road.ts';
import { SimulatedPhotos, type PhotoSabotage } from './simulated-photos.ts';
import type { SimulatedServer } from './simulated-servers.ts';
import { AnswersGiven } from './answers-given.ts';
import { ServerKilled, StatementFailed } from './server-failures.ts';
import { steppedStore, steppedUnit } from './stepped-store.ts';
import { MEMORY, type Stores } from './stores.ts';
import { TrueTimes } from './true-times.ts';
import { Turns } from './turns.ts';

const BEGIN_MS = Date.parse('2018-11-05T02:00:00Z');

/** Breaks a rule on purpose, so that it can be seen that the simulation would find it. */
export interface Sabotage extends PhotoSabotage {
	server?(store: ServerStore, village: Village): ServerStore;
	device?(device: SimulatedDevice, village: Village): void;
	/** Between a device and the server. */
	transport?(transport: Transport, village: Village, personId: string): Transport;
	/** What the server signs, and what it believes. */
	seal?(seal: Seal): Seal;
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
	readonly trueTimes = new TrueTimes();
	/** What was seen not to hold before all had come to rest. */
	readonly violations: string[] = [];
	nowMs = BEGIN_MS;
	epoch = 'epoch-1';
	calm = false;
	/** Of the last copy that was put back without a word; until it is noticed, phones hold more than the server. */
	forgetfulEpoch: string | undefined;
	/** Records in an answer; drawn when undefined. */
	pageLength: number | undefined;
	isServerDown = false;
	readonly seed: number;
	readonly sabotage: Sabotage;
	readonly #stores: Stores;
	readonly #store: ServerStore;
	readonly #seal: Seal;
	readonly #road: Road;
	#killIn = -1;
	#failIn = -1;
	#answers = new AnswersGiven();
	/** Requests that the server is at; when it is killed, all of them die. */
	#underway = 0;
	#isKilled = false;
	#planned: Fault | undefined;
	#epochs = 1;
	#backup: (epoch?: string) => Promise<void>;

	private constructor(
		seed: number,
		sabotage: Sabotage,
		stores: Stores,
		opened: { server: SimulatedServer; backup: (epoch?: string) => Promise<void>; clock: { village?: Village } }
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
		const seal = new Seal('the secret of a village, kept from everybody');
		this.#seal = sabotage.seal?.(seal) ?? seal;
		this.photos = new SimulatedPhotos({
			store: this.#store,
			now: () => this.nowMs,
			chance: this.photoChance,
			people: this.people,
			goesWrong: (fault, share) => this.goesWrong(fault, share, this.photoChance),
			serve: (work) => this.#servePhoto(work),
			sabotage
		});
		this.#road = new Road(this, {
			push: (...sent) => this.#push(...sent),
			pushUnsteadily: (...sent) => this.#pushUnsteadily(...sent),
			pull: (...sent) => this.#pull(...sent)
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

	/** A copy is put back and the server started without a word: it goes by the epoch that the copy had. */
	async restoreInSilence(): Promise<void> {
		this.fault('restored');
		this.fault('restored in silence');
		this.#answers = new AnswersGiven();
		await this.#backup();
		this.epoch = await this.server.store.epoch();
		this.forgetfulEpoch = this.epoch;
	}

	deliverLate = (): Promise<void> => this.#road.deliverLate();
	prepare = (device: SimulatedDevice): void => this.sabotage.device?.(device, this);
	photoTransportOf = (personId: string): PhotoTransport => this.photos.transportOf(personId);

	transportOf(personId: string): Transport {
		const transport: Transport = {
			push: (body) => this.#road.push(personId, throughJson(body)),
			pull: (body) => this.#road.pull(personId, throughJson(body)),
			reference: () => Promise.resolve({ kind: 'silence' })
		};
		return this.sabotage.transport?.(transport, this, personId) ?? transport;
	}

	async #pushUnsteadily(...sent: [personId: string, body: unknown, sentAtMs: number]): Promise<Reply> {
		this.#endSoon(14);
		const reply = await this.#push(...sent);
		this.#killIn = -1;
		this.#failIn = -1;
		return reply;
	}

	async #push(personId: string, body: unknown, sentAtMs: number): Promise<Reply> {
		const request = pushRequest.safeParse(body);
		if (!request.success) return answerOf(400, { error: 'malformed' });
		this.trueTimes.arrived(request.data.changes as Change[], this.nowMs - sentAtMs);
		for (const change of request.data.changes as Change[])
			if (change.again && !this.#road.forger.isForged(change)) this.sentAgain.add(change.id);
		const ground: PushGround = {
			store: this.#store,
			now: () => this.nowMs,
			seal: this.#seal,
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

	async #pull(personId: string, body: object): Promise<Reply | PullLine[]> {
		const request = pullRequest.safeParse(body);
		if (!request.success) return answerOf(400, { error: 'malformed' });
		const answer = await this.#serve(() =>
			answerPull(
				{ store: this.#store, seal: this.#seal, now: () => this.nowMs },
				this.people.get(personId)!,
				request.data
			)
		);
		if ('kind' in answer) return answer;
		if (!answer.ok) return answerOf(answer.refusal.kind === 'protocol' ? 426 : 401, { error: answer.refusal.kind });

		this.violations.push(...this.#answers.heads(answer.value));
		return answer.value;
	}

	goesWrong(fault: Fault, share: number, chance = this.chance): boolean {
		const isPlanned = this.#planned === fault;
		if (isPlanned) this.#planned = undefined;
		else if (this.calm || !chance.happens(share)) return false;
		this.fault(fault);
		return true;
	}
}
