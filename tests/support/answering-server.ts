import type { Officer, Role } from '#lib/domain/access/role.ts';
import type { Change, RegisterWrite, SyncRecord } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { PullLine, PullRequest } from '#lib/domain/changes/pull.ts';
import type { PushAnswer, PushRequest, Receipt } from '#lib/domain/changes/push.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import { answerPush } from '#lib/server/sync/accept-push.ts';
import { answerPull } from '#lib/server/sync/answer-pull.ts';
import type { PushGround } from '#lib/server/sync/push-ground.ts';
import { Seal } from '#lib/server/sync/seal.ts';
import { MemoryServer } from './memory-server.ts';
import { nextId } from './records.ts';
import { REFERENCE } from './trieu-son.ts';

export const MINH_CHAU = '15697';
export const DAN_LY = '15703';
const TRIEU_SON = '397';

type Draft = Partial<Change> & { set: Change['set'] };

/** What the sync's server side answers, on a store in memory: no network, no session, no disk. */
export class AnsweringServer {
	/** Moves only when a test moves it, in ms. */
	nowMs = Date.parse('2018-11-05T02:00:00.000Z');
	readonly store = new MemoryServer({
		units: REFERENCE.units,
		criteriaSets: [...REFERENCE.criteriaSets],
		epoch: 'epoch-1',
		now: () => this.nowMs,
		isOffice: officeOf(REFERENCE)
	});
	readonly seal = new Seal('a secret of this test only, long enough for all');
	/** Units and heads that those who watch were told of. */
	readonly announced: [string, number][] = [];
	/** What went to the log, newest last. */
	readonly logged: { level: 'error' | 'warn' | 'info'; message: string; details: object }[] = [];
	readonly ground: PushGround = {
		store: this.store,
		seal: this.seal,
		now: () => this.nowMs,
		random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
		live: { announce: (unitId, seq) => void this.announced.push([unitId, seq]) },
		log: {
			error: (details, message) => void this.logged.push({ level: 'error', message, details }),
			warn: (details, message) => void this.logged.push({ level: 'warn', message, details }),
			info: (details, message) => void this.logged.push({ level: 'info', message, details })
		}
	};
	readonly officer = this.person('can-bo', 'commune_officer', [MINH_CHAU], 'phone001');
	readonly office = this.person('van-phong', 'district_office', [TRIEU_SON], 'office01');

	person(id: string, role: Role, units: string[], device: string): Asker {
		return new Asker(this, { id, role, units }, device);
	}

	records = (unitId = MINH_CHAU): SyncRecord[] => this.store.records(unitId);
	record = (kind: string, unitId = MINH_CHAU): SyncRecord => {
		const [found, other] = this.records(unitId).filter((record) => record.kind === kind);
		if (!found || other) throw new Error(`there is not one ${kind} in ${unitId}`);
		return found;
	};
	/** Ids of what was accepted, with its seq. */
	log = (unitId = MINH_CHAU): [number, string][] =>
		this.store.log(unitId).flatMap(({ change, receipt }) => (receipt.r === 'ok' ? [[receipt.seq, change.id]] : []));
}

/** Somebody whose program speaks the protocol by hand. */
export class Asker {
	readonly #server: AnsweringServer;
	readonly who: Officer;
	readonly device: string;
	#n = 0;

	constructor(server: AnsweringServer, who: Officer, device: string) {
		this.#server = server;
		this.who = who;
		this.device = device;
	}

	change({ set, ...more }: Draft): Change {
		this.#n += 1;
		return {
			...{ id: nextId(), v: 1, unitId: MINH_CHAU, kind: 'check', recordId: nextId(), set },
			hlc: formatReading({ ms: this.#server.nowMs, counter: this.#n, device: this.device }),
			device: this.device,
			n: this.#n,
			made: { at: this.#server.nowMs, after: 0 },
			...more
		};
	}

	/** A check of how many households are poor; built on `prev`, the first one of its record without. */
	check(value = 2, { prev = null, ...more }: Partial<Change> & { prev?: string | null } = {}): Change {
		const measurement = { value: { on: '2018-11-05', value, met: 'not_met' }, prev };
		const subject: RegisterWrite = { value: { indicator: '9.1' }, prev: null };
		return this.change({ set: prev === null ? { subject, measurement } : { measurement }, ...more });
	}

	dossier(state: string, prev: string | null = null, more: Partial<Change> = {}): Change {
		return this.change({
			kind: 'dossier',
			recordId: 'dossier:6',
			set: { state: { value: { state }, prev } },
			...more
		});
	}

	review(judged: Change, verdict: string, more: Partial<Change> = {}): Change {
		const of = { kind: judged.kind, id: judged.recordId };
		const value = { of, judged: judged.id, verdict, on: '2018-11-05' };
		return this.change({ kind: 'review', set: { verdict: { value, prev: null } }, ...more });
	}

	ask(changes: readonly unknown[], envelope: Partial<PushRequest> = {}) {
		const request: PushRequest = {
			...{ protocol: 1, app: 'test', person: this.who.id, device: this.device, epoch: null },
			now: this.#server.nowMs,
			changes,
			...envelope
		};
		return answerPush(this.#server.ground, this.who, request, this.#server.nowMs);
	}

	async push(changes: readonly unknown[], envelope?: Partial<PushRequest>): Promise<PushAnswer> {
		const answer = await this.ask(changes, envelope);
		if (!answer.ok) throw new Error(`the push was answered with ${answer.refusal.kind}`);
		return answer.value;
	}

	/** Each in a request of its own; the last one's receipt. */
	async receipt(...changes: readonly unknown[]): Promise<Receipt> {
		let last: Receipt | undefined;
		for (const change of changes) [last] = (await this.push([change])).receipts;
		return last!;
	}

	askForNews(more: Partial<PullRequest> = {}) {
		const request: PullRequest = {
			...{ protocol: 1, app: 'test', person: this.who.id, device: this.device, epoch: null },
			now: this.#server.nowMs,
			...more
		};
		return answerPull(this.#server.ground, this.who, request);
	}

	async pull(more?: Partial<PullRequest>): Promise<PullLine[]> {
		const answer = await this.askForNews(more);
		if (!answer.ok) throw new Error(`the pull was answered with ${answer.refusal.kind}`);
		return answer.value;
	}
}
