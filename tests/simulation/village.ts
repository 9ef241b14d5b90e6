import type { Officer } from '#lib/domain/access/role.ts';
import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import { pullRequest } from '#lib/domain/changes/pull.ts';
import { pushRequest } from '#lib/domain/changes/push.ts';
import { answerPush } from '#lib/server/sync/accept-push.ts';
import type { PushGround } from '#lib/server/sync/push-ground.ts';
import { answerPull } from '#lib/server/sync/answer-pull.ts';
import type { ServerStore } from '#lib/server/sync/server-store.ts';
import type { Lines, Reply, Transport } from '#lib/local/sync/transport.ts';
import { MemoryServer } from '../support/memory-server.ts';
import { DISTRICT, PROVINCE, REFERENCE } from '../support/trieu-son.ts';
import { Chance } from './chance.ts';
import { SimulatedDevice, type Surroundings } from './simulated-device.ts';

export const COMMUNES = ['15697', '15703'];

/** What can go wrong on the way, with how often it did. */
export type Fault =
	| 'request lost'
	| 'answer lost'
	| 'duplicated'
	| 'delayed'
	| 'late duplicate'
	| 'out of order'
	| 'stream cut'
	| 'server killed'
	| 'server error'
	| 'restored'
	| 'rights changed'
	| 'clock off'
	| 'device cloned'
	| 'app killed'
	| 'tab killed'
	| 'both lanes at once'
	| 'two devices at once'
	| 'quota'
	| 'store closed'
	| 'two leaders'
	| 'newer version';

/** Breaks a rule on purpose, so that it can be seen that the simulation would find it. */
export interface Sabotage {
	server?(store: ServerStore, village: Village): ServerStore;
	device?(device: SimulatedDevice, village: Village): void;
	/** Between a device and the server. */
	transport?(transport: Transport, village: Village, personId: string): Transport;
	/** A restored database that keeps its epoch. */
	keepEpoch?: boolean;
}

class ServerKilled extends Error {
	override name = 'ServerKilled';
}

/** The whole world of one history: a server, its people and their devices, under one clock and one chance. */
export class Village {
	readonly chance: Chance;
	readonly server: MemoryServer;
	readonly people = new Map<string, Officer>();
	readonly devices: SimulatedDevice[] = [];
	readonly faults = new Map<Fault, number>();
	readonly trace: string[] = [];
	nowMs = Date.parse('2018-11-05T02:00:00Z');
	/** While calm, nothing goes wrong any more. */
	calm = false;
	/** How many records the server sends in an answer; drawn when undefined. */
	pageLength: number | undefined;
	/** Nobody reaches the server. */
	isServerDown = false;
	readonly seed: number;
	readonly sabotage: Sabotage;
	readonly #store: ServerStore;
	/** What the network has kept, with the number of the request it was. */
	#late: { person: string; body: unknown; request: number }[] = [];
	#requests = 0;
	/** The last request of each person that the server has met. */
	readonly #met = new Map<string, number>();
	#killIn = -1;
	#planned: Fault | undefined;
	#epochs = 1;
	readonly #surroundings = surroundingsOf(this);
	#backup: MemoryServer['disk'];

	constructor(seed: number, sabotage: Sabotage = {}) {
		this.seed = seed;
		this.chance = new Chance(seed);
		this.sabotage = sabotage;
		const units = REFERENCE.units.filter(({ id }) => [...COMMUNES, DISTRICT.id, PROVINCE.id].includes(id));
		this.server = new MemoryServer({
			units,
			criteriaSets: REFERENCE.criteriaSets as CriteriaSet[],
			epoch: 'epoch-1',
			now: () => this.nowMs
		});
		this.server.step = () => {
			if (this.#killIn >= 0 && this.#killIn-- === 0) throw new ServerKilled('between two statements');
		};
		this.#backup = this.server.disk;
		this.#store = sabotage.server?.(this.server, this) ?? this.server;
	}

	note(line: string): void {
		this.trace.push(line);
	}

	fault(fault: Fault): void {
		this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
		this.note(`! ${fault}`);
	}

	beginStep(step: number): void {
		this.chance.beginStep(this.seed, step);
	}

	/** Goes wrong with the next request that it can happen to. */
	plan(fault: Fault): void {
		this.#planned = fault;
	}

	hire(officer: Officer): void {
		this.people.set(officer.id, officer);
	}

	async give(personId: string): Promise<SimulatedDevice> {
		const device = await SimulatedDevice.make(this.#surroundings, personId, `d${this.devices.length}`);
		this.devices.push(device);
		return device;
	}

	backUp(): void {
		this.#backup = this.server.disk;
		this.note('backup');
	}

	restore(): void {
		this.fault('restored');
		this.#epochs += 1;
		this.server.restore(this.#backup, this.sabotage.keepEpoch ? this.server.disk.epoch : `epoch-${this.#epochs}`);
	}

	/** Something the network had kept arrives long after its sender gave up; what was sent first need not come first. */
	async deliverLate(): Promise<void> {
		const [late] = this.#late.splice(this.chance.below(this.#late.length), 1);
		if (!late) return;
		this.fault('late duplicate');
		if (late.request < (this.#met.get(late.person) ?? 0)) this.fault('out of order');
		await this.#push(late.person, late.body);
	}

	transportOf(personId: string): Transport {
		const transport: Transport = {
			push: (body) => this.#travel(personId, throughJson(body)),
			pull: (body) => this.#pullTravel(personId, throughJson(body)),
			reference: () => Promise.resolve({ kind: 'silence' })
		};
		return this.sabotage.transport?.(transport, this, personId) ?? transport;
	}

	async #travel(personId: string, body: unknown): Promise<Reply> {
		const request = (this.#requests += 1);
		await this.#underWay();
		if (this.isServerDown || this.#goesWrong('request lost', 0.06)) return { kind: 'silence' };
		if (this.#goesWrong('delayed', 0.06)) {
			this.#late.push({ person: personId, body, request });
			return { kind: 'silence' };
		}
		if (this.#goesWrong('server error', 0.05))
			return { kind: 'answer', status: 500, body: undefined, retryAfterMs: null };
		if (!this.calm && this.chance.happens(0.08)) this.#late.push({ person: personId, body, request });
		if (this.#goesWrong('duplicated', 0.1)) await this.#push(personId, body);
		if (!this.calm && this.chance.happens(0.08)) this.#killIn = this.chance.below(12);

		const reply = await this.#push(personId, body);
		this.#met.set(personId, Math.max(request, this.#met.get(personId) ?? 0));
		this.#killIn = -1;
		await this.#underWay();
		return this.#goesWrong('answer lost', 0.15) ? { kind: 'silence' } : reply;
	}

	/** Of two requests that are under way together, either may come first. */
	async #underWay(): Promise<void> {
		if (this.calm) return;
		for (let turns = this.chance.below(3) * 9; turns > 0; turns--) await Promise.resolve();
	}

	async #push(personId: string, body: unknown): Promise<Reply> {
		const request = pushRequest.safeParse(body);
		if (!request.success) return answerOf(400, { error: 'malformed' });
		const ground: PushGround = {
			store: this.#store,
			now: () => this.nowMs,
			random: this.chance.bytes,
			config: { today: '2018-11-05' }
		};
		try {
			const answer = await answerPush(ground, this.people.get(personId)!, request.data, this.nowMs);
			if (answer.ok) return answerOf(200, throughJson(answer.value));
			const { refusal } = answer;
			if (refusal.kind === 'other-epoch')
				return answerOf(409, { error: 'other-epoch', epoch: refusal.epoch, now: refusal.now });
			return answerOf(refusal.kind === 'protocol' ? 426 : 401, { error: refusal.kind });
		} catch (error) {
			if (!(error instanceof ServerKilled)) throw error;
			this.fault('server killed');
			return { kind: 'silence' };
		}
	}

	async #pullTravel(personId: string, body: unknown): Promise<Reply | Lines> {
		await this.#underWay();
		if (this.isServerDown || this.#goesWrong('request lost', 0.1)) return { kind: 'silence' };
		const request = pullRequest.safeParse({
			...(body as object),
			limit: this.pageLength ?? (this.calm ? 50 : this.chance.one([1, 2, 3, 50]))
		});
		if (!request.success) return answerOf(400, { error: 'malformed' });
		const answer = await answerPull(
			{ store: this.#store, now: () => this.nowMs },
			this.people.get(personId)!,
			request.data
		);
		if (!answer.ok) return answerOf(401, { error: answer.refusal.kind });

		const lines = answer.value.map(throughJson);
		await this.#underWay();
		const cut = this.#goesWrong('stream cut', 0.15) ? this.#cutOf(lines.length) : Infinity;
		return { kind: 'lines', lines: streamOf(lines, cut) };
	}

	/** A planned cut comes in the middle. */
	#cutOf(lines: number): number {
		return this.calm ? Math.ceil(lines / 2) : this.chance.below(lines + 1);
	}

	#goesWrong(fault: Fault, share: number): boolean {
		const isPlanned = this.#planned === fault;
		if (isPlanned) this.#planned = undefined;
		else if (this.calm || !this.chance.happens(share)) return false;
		this.fault(fault);
		return true;
	}
}

function surroundingsOf(village: Village): Surroundings {
	return {
		get nowMs() {
			return village.nowMs;
		},
		get chance() {
			return village.chance;
		},
		sabotage: (device) => village.sabotage.device?.(device, village),
		transportOf: (personId) => village.transportOf(personId),
		fault: (fault) => village.fault(fault)
	};
}

const answerOf = (status: number, body: unknown): Reply => ({ kind: 'answer', status, body, retryAfterMs: null });

/** What travels is text: nothing is shared between a device and the server. */
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

async function* streamOf(lines: readonly unknown[], cut: number): AsyncGenerator<unknown> {
	for (const [index, line] of lines.entries()) {
		if (index === cut) throw new TypeError('the stream broke off');
		yield line;
	}
	if (cut === lines.length) throw new TypeError('the stream broke off at its end');
}
