import { randomBytes } from 'node:crypto';
import type { Change } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { PushAnswer } from '#lib/domain/changes/push.ts';
import { makeDeviceId, makeUuid } from '#lib/domain/ids.ts';
import { startPostgres } from '../support/postgres.ts';
import { Production } from '../support/production.ts';
import { RealRoad } from '../support/real-road.ts';

const OFFICER = 'canbo.minhchau';
const COMMUNE = '15697';
const WRITERS = 6;

export interface TroubleOutcome {
	counts: { [what: string]: number };
	/** What went wrong: a server that ended, an answer that is neither the right one nor “later”, a change lost or doubled. */
	violations: string[];
}

/** Phones write without a pause to the built program on PostgreSQL, while that is restarted again and again and in the end
 *  stands still. The program goes on, says “later” meanwhile, and keeps every change that it gave a receipt for, once. */
export async function runPostgresTrouble(
	restarts: number,
	onround: (line: string) => void = () => undefined
): Promise<TroubleOutcome> {
	const postgres = await startPostgres();
	const production = await Production.startOnPostgres(postgres.url);
	try {
		const road = await RealRoad.signIn(production.origin, production.origin, OFFICER);
		const load = new Load(production, road);
		const writing = Promise.all(Array.from({ length: WRITERS }, () => load.write()));
		for (let round = 1; round <= restarts && !production.hasEnded; round++) {
			await load.taken(30);
			await postgres.restart(round % 2 === 1 ? 'fast' : 'immediate');
			onround(`restart ${round}: ${load.counts.taken} changes taken`);
		}
		await load.taken(30);
		await postgres.freeze();
		await load.later(WRITERS);
		onround('frozen: every writer was told to come later');
		await postgres.thaw();
		await load.taken(30);
		load.end();
		await writing;

		return { counts: { ...load.counts, restarts }, violations: [...load.violations, ...(await load.lookBack())] };
	} finally {
		await production.stop();
		await postgres.stop();
	}
}

class Load {
	readonly counts = { taken: 0, 'told to come later': 0, 'answers lost': 0 };
	readonly violations: string[] = [];
	readonly #production: Production;
	readonly #road: RealRoad;
	readonly #receipts = new Map<string, string>();
	#isOver = false;

	constructor(production: Production, road: RealRoad) {
		this.#production = production;
		this.#road = road;
	}

	/** Resolves when so many more changes were taken; a server that has ended takes none any more. */
	taken = (more: number): Promise<void> => this.#until('taken', more);

	later = (more: number): Promise<void> => this.#until('told to come later', more);

	end(): void {
		this.#isOver = true;
	}

	/** One change after the other, each until it has its receipt, as a device does. */
	async write(): Promise<void> {
		const device = makeDeviceId(randomBytes(8));
		for (let n = 1; !this.#isDone; n++) {
			const change = makeChange(device, n);
			while (!(await this.#push(change)) && !this.#isDone);
		}
	}

	/** What has a receipt lies in the log once: each change makes a record of its own. */
	async lookBack(): Promise<string[]> {
		const logged = new Map<string, number>();
		for (let before: number | null = 0; before !== null;) {
			const from: string = before === 0 ? '' : `&before=${before}`;
			const answer: Response = await this.#road.answer('', `/api/changes?unit=${COMMUNE}&kind=check${from}`);
			if (!answer.ok) return [`the history was answered with ${answer.status}`];
			const page = (await answer.json()) as { changes: { recordId: string }[]; next: number | null };
			for (const { recordId } of page.changes) logged.set(recordId, (logged.get(recordId) ?? 0) + 1);
			before = page.next;
		}

		return [...this.#receipts.keys()]
			.filter((id) => logged.get(id) !== 1)
			.map((id) => `${id} has a receipt and is in the log ${logged.get(id) ?? 0} times`);
	}

	get #isDone(): boolean {
		return this.#isOver || this.#production.hasEnded;
	}

	async #push(change: Change): Promise<boolean> {
		const { person } = this.#road;
		const now = Date.now();
		const body = { protocol: 1, app: 'trouble', person: person.id, device: change.device, epoch: null, now };
		let answer: Response;
		try {
			answer = await this.#road.answer('', '/api/push', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ ...body, changes: [change] })
			});
		} catch {
			if (this.#production.hasEnded) this.violations.push('the server has ended');
			this.counts['answers lost'] += 1;
			return false;
		}
		if (!answer.ok) return this.#judge(answer);

		const [receipt] = ((await answer.json()) as PushAnswer).receipts;
		if (receipt?.r !== 'ok') {
			this.violations.push(`${change.id} got ${JSON.stringify(receipt)}`);
			return receipt?.r === 'refused';
		}
		const known = this.#receipts.get(change.recordId);
		const given = JSON.stringify(receipt);
		if (known !== undefined && known !== given) this.violations.push(`${change.id} got two receipts`);
		this.#receipts.set(change.recordId, given);
		this.counts.taken += 1;
		return true;
	}

	async #judge(answer: Response): Promise<false> {
		const told = await answer.text();
		const isLater = answer.status === 503 && Number(answer.headers.get('retry-after')) > 0;
		if (isLater) this.counts['told to come later'] += 1;
		else this.violations.push(`a push was answered with ${answer.status} ${told.slice(0, 200)}`);
		return false;
	}

	async #until(what: keyof Load['counts'], more: number): Promise<void> {
		const enough = this.counts[what] + more;
		while (this.counts[what] < enough && !this.#production.hasEnded && this.violations.length === 0)
			await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

function makeChange(device: string, n: number): Change {
	const nowMs = Date.now();
	return {
		id: makeUuid(nowMs, randomBytes(10)),
		v: 1,
		unitId: COMMUNE,
		hlc: formatReading({ ms: nowMs, counter: 0, device }),
		device,
		n,
		kind: 'check',
		recordId: makeUuid(nowMs, randomBytes(10)),
		set: {
			subject: { value: { indicator: '6.3' }, prev: null },
			measurement: { value: { on: '2018-11-05', met: 'met', note: `${device}/${n}` }, prev: null }
		}
	};
}
