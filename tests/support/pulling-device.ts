import { recordKeyText } from '#lib/domain/changes/change.ts';
import { PULL_LIMIT, type PullLine, type PullRequest } from '#lib/domain/changes/pull.ts';
import type { DeviceTransaction } from '#lib/local/store/device-store.ts';
import { PullLane } from '#lib/local/sync/pull-lane.ts';
import type { Lines, Reply } from '#lib/local/lanes/transport.ts';
import { AnsweringServer, MINH_CHAU, type Asker } from './answering-server.ts';
import { MemoryStore } from './memory-store.ts';

const CLOCK = { device: 'phone001', n: 0, order: 0, hlc: undefined, offsetMs: 0 };

/** A phone whose clock is behind, and the server that it asks. */
export class Puller {
	readonly server = new AnsweringServer();
	readonly store = new MemoryStore();
	readonly requests: PullRequest[] = [];
	readonly doubted: string[] = [];
	readonly unstored: string[] = [];
	/** Records that come in one answer. */
	limit = PULL_LIMIT;
	behindMs = 60_000;
	app = 'test';
	photos: number | undefined;
	by: Asker = this.server.officer;
	/** What comes in place of the server's answer. */
	instead: ((lines: PullLine[]) => Reply | Lines | undefined) | undefined;
	/** Told when the answer is on its way. */
	onanswer: () => Promise<void> = async () => undefined;
	#lane!: PullLane;

	static async open(): Promise<Puller> {
		const puller = new Puller();
		await puller.store.transact('strict', (tx) => tx.putMeta('clock', CLOCK));
		puller.reload();
		return puller;
	}

	reload(): void {
		const { photos } = this;
		this.#lane = new PullLane({
			store: this.store,
			world: { now: () => this.server.nowMs - this.behindMs, random: (bytes) => new Uint8Array(bytes) },
			transport: {
				push: async () => ({ kind: 'silence' }),
				reference: async () => ({ kind: 'silence' }),
				pull: (body) => this.#pull(body as PullRequest)
			},
			personId: this.by.who.id,
			app: this.app,
			ondoubt: (unitId) => void this.doubted.push(unitId),
			onunstored: (key) => void this.unstored.push(recordKeyText(key)),
			...(photos !== undefined && { countPhotos: async () => photos })
		});
	}

	async #pull(request: PullRequest): Promise<Reply | Lines> {
		this.requests.push(request);
		const lines = await this.by.pull({ ...request, limit: this.limit });
		await this.onanswer();
		return this.instead?.(lines) ?? linesOf(lines);
	}

	step = () => this.#lane.step();
	expectNews = () => this.#lane.expect();
	async stepAll() {
		for (;;) {
			const outcome = await this.step();
			if (outcome.kind !== 'went-on') return outcome;
		}
	}

	within = <T>(work: (tx: DeviceTransaction) => Promise<T>) => this.store.transact('strict', work);
	meta = (key: 'cursors' | 'clock' | 'epoch' | 'marks' | 'referenceWanted' | 'underWay' | 'unstored') =>
		this.store.disk.meta.get(key);
	get seqs(): number[] {
		return [...this.store.disk.records.values()].map(({ seq }) => seq).sort();
	}
	cursor = (unitId = MINH_CHAU) => (this.meta('cursors') as { [id: string]: object })[unitId];
	write = (count: number, by = this.server.officer, unitId = MINH_CHAU) =>
		by.push(Array.from({ length: count }, () => by.check(2, { unitId })));
}

export function linesOf(lines: readonly unknown[], failure?: Error): Lines {
	async function* iterate(): AsyncGenerator<unknown> {
		yield* lines;
		if (failure) throw failure;
	}
	return { kind: 'lines', lines: iterate() };
}
