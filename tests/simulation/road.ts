import type { Change } from '#lib/domain/changes/change.ts';
import type { PullLine } from '#lib/domain/changes/pull.ts';
import type { Lines, Reply } from '#lib/local/lanes/transport.ts';
import type { Chance } from './chance.ts';
import type { Fault } from './faults.ts';
import { answerOf, throughJson } from './replies.ts';
import type { Turns } from './turns.ts';
import { Forger } from './forger.ts';

/** What the road meets on its way through the village. */
interface Along {
	readonly nowMs: number;
	readonly calm: boolean;
	readonly chance: Chance;
	readonly turns: Turns;
	readonly isServerDown: boolean;
	/** Records in an answer; drawn when undefined. */
	readonly pageLength: number | undefined;
	goesWrong(fault: Fault, share: number): boolean;
	fault(fault: Fault): void;
}

/** The server, at the end of it. */
interface End {
	push(personId: string, body: unknown, sentAtMs: number): Promise<Reply>;
	/** The same, and it may be killed meanwhile. */
	pushUnsteadily(personId: string, body: unknown, sentAtMs: number): Promise<Reply>;
	pull(personId: string, body: object): Promise<Reply | PullLine[]>;
}

interface Letter {
	person: string;
	body: unknown;
	/** The number of the request it was. */
	request: number;
	sentAtMs: number;
}

/** The network between devices and server, with all that gets lost, doubled, delayed or altered on it. */
export class Road {
	readonly #along: Along;
	readonly #end: End;
	/** What the network has kept. */
	readonly #late: Letter[] = [];
	#sent = 0;
	/** The last request of each person that the server has met. */
	readonly #met = new Map<string, number>();
	/** Changes that a device does not write anew in another version. */
	readonly #onceSent = new Set<string>();
	readonly forger = new Forger();

	constructor(along: Along, end: End) {
		this.#along = along;
		this.#end = end;
	}

	/** Something the network had kept arrives long after its sender gave up; what was sent first need not come first. */
	async deliverLate(): Promise<void> {
		const [late] = this.#late.splice(this.#along.chance.below(this.#late.length), 1);
		if (!late) return;
		this.#along.fault('late duplicate');
		if (late.request < (this.#met.get(late.person) ?? 0)) this.#along.fault('out of order');
		await this.#end.push(late.person, late.body, late.sentAtMs);
	}

	async push(personId: string, sent: unknown): Promise<Reply> {
		const { chance, turns, calm, nowMs } = this.#along;
		const letter = { person: personId, body: sent, request: (this.#sent += 1), sentAtMs: nowMs };
		const body = this.#asSent(sent);
		await turns.pass();
		const onTheWay = this.#answeredOnTheWay();
		if (onTheWay) return onTheWay;
		if (this.#goesWrong('too large', 0.01)) return answerOf(413, undefined);
		if (this.#goesWrong('delayed', 0.06)) {
			this.#late.push(letter);
			return { kind: 'silence' };
		}
		if (!calm && chance.happens(0.08)) this.#late.push(letter);
		if (this.#goesWrong('duplicated', 0.1)) await this.#end.push(personId, body, letter.sentAtMs);

		const reply = await this.#end.pushUnsteadily(personId, body, letter.sentAtMs);
		this.forger.overhear(reply);
		this.#met.set(personId, Math.max(letter.request, this.#met.get(personId) ?? 0));
		await turns.pass();
		// A proxy gives up waiting for a server that has done its work.
		if (this.#goesWrong('page of a proxy', 0.03)) return answerOf(504, undefined);
		return this.#goesWrong('answer lost', 0.12) ? { kind: 'silence' } : reply;
	}

	async pull(personId: string, sent: unknown): Promise<Reply | Lines> {
		const { chance, turns, calm, pageLength } = this.#along;
		const body = this.#asWritten(sent);
		await turns.pass();
		const onTheWay = this.#answeredOnTheWay();
		if (onTheWay?.kind === 'answer' && onTheWay.status === 200)
			return { kind: 'lines', lines: this.#streamOf([], 0) };
		if (onTheWay) return onTheWay;
		const limit = pageLength ?? (calm ? 50 : chance.one([1, 2, 3, 50]));
		const answer = await this.#end.pull(personId, { ...(body as object), limit });
		if (!Array.isArray(answer)) return answer;

		const lines = answer.map(throughJson);
		await turns.pass();
		const cut = this.#goesWrong('stream cut', 0.15) ? this.#cutOf(lines.length) : Infinity;
		return { kind: 'lines', lines: this.#streamOf(lines, cut) };
	}

	/** What answers before the server does, whoever asks; a page is no JSON, so nothing is read of it. */
	#answeredOnTheWay(): Reply | undefined {
		const { chance, isServerDown } = this.#along;
		if (isServerDown || this.#goesWrong('request lost', 0.06)) return { kind: 'silence' };
		if (this.#goesWrong('server error', 0.04)) return answerOf(500, undefined);
		if (this.#goesWrong('captive portal', 0.02)) return answerOf(200, undefined);
		if (!this.#goesWrong('told to wait', 0.02)) return undefined;
		return answerOf(chance.one([429, 503]), undefined, chance.one([null, 1_000, 30_000]));
	}

	/** Not every program is ours. */
	#asSent(sent: unknown): unknown {
		const body = this.#asWritten(sent);
		return this.#goesWrong('again forged', 0.03) ? this.forger.withStamps(body, this.#along.chance) : body;
	}

	/** Programs of several versions are in use side by side. */
	#asWritten(sent: unknown): unknown {
		const { turns, calm } = this.#along;
		if (calm) return sent;
		const body = sent as { changes?: Change[]; protocol: number; app?: string; pending?: object };
		const isFirst = !turns.areSeveral && body.changes?.every(({ id }) => !this.#onceSent.has(id));
		for (const { id } of body.changes ?? []) this.#onceSent.add(id);
		if (this.#goesWrong('older device', 0.03)) {
			const { app: _, pending: __, ...earlier } = body;
			return earlier;
		}
		if (this.#goesWrong('older server', 0.01)) return { ...body, protocol: body.protocol + 1 };
		if (!body.changes || !isFirst || !this.#goesWrong('newer device', 0.04)) return body;
		return { ...body, changes: body.changes.map((change) => ({ ...change, v: change.v + 1 })) };
	}

	async *#streamOf(lines: readonly unknown[], cut: number): AsyncGenerator<unknown> {
		for (const [index, line] of lines.entries()) {
			await this.#along.turns.pass();
			if (index === cut) throw new TypeError('the stream broke off');
			yield line;
		}
		if (cut === lines.length) throw new TypeError('the stream broke off at its end');
	}

	/** A planned cut comes in the middle. */
	#cutOf(lines: number): number {
		const { calm, chance } = this.#along;
		return calm ? Math.ceil(lines / 2) : chance.below(lines + 1);
	}

	#goesWrong = (fault: Fault, share: number): boolean => this.#along.goesWrong(fault, share);
}
