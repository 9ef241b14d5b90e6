import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { PullRequest } from '#lib/domain/changes/pull.ts';
import type { PushRequest } from '#lib/domain/changes/push.ts';
import { asSeen } from '#lib/domain/records/record-edit.ts';
import { saveEdits } from '#lib/local/outbox/save-edits.ts';
import { DeviceDatabase } from '#lib/local/store/device-database.ts';
import { readStatus } from '#lib/local/store/sync-status.ts';
import { SyncEngine } from '#lib/local/sync/sync-engine.ts';
import type { Lines, Reply } from '#lib/local/lanes/transport.ts';
import { AnsweringServer, MINH_CHAU } from './answering-server.ts';
import { MemoryStore } from './memory-store.ts';
import { linesOf } from './pulling-device.ts';

export const SILENCE: Reply = { kind: 'silence' };
export const answer = (status: number, body: unknown = {}): Reply => ({
	kind: 'answer',
	status,
	body,
	retryAfterMs: null
});

/** A phone with both lanes, and the server that they speak to. */
export class Syncer {
	readonly server = new AnsweringServer();
	readonly store = new MemoryStore();
	readonly db = new DeviceDatabase('sync-engine', { indexedDB: new IDBFactory(), IDBKeyRange });
	readonly failures: unknown[] = [];
	/** Each request, in order: of a pull, whether it was asked with cursors. */
	readonly asked: string[] = [];
	planned = 0;
	/** What comes in place of the server's answer. */
	push: Reply | undefined;
	pull: Reply | undefined;
	reference: Reply = answer(404);
	onpush: () => Promise<void> = async () => undefined;
	onpull: () => Promise<void> = async () => undefined;
	/** Records that come in one answer, and the version of the reference that it names. */
	limit = 100;
	named = 'reference-1';
	engine = this.start();

	static async open(): Promise<Syncer> {
		const syncer = new Syncer();
		const clock = { device: 'phone001', n: 0, order: 0, hlc: undefined, offsetMs: 0 };
		await syncer.store.transact('strict', (tx) => tx.putMeta('clock', clock));
		return syncer;
	}

	start(): SyncEngine {
		const engine = new SyncEngine({
			...{ store: this.store, db: this.db, personId: 'can-bo', app: 'test', chance: () => 1 },
			world: { now: () => this.server.nowMs, random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) },
			timers: { set: () => (this.planned += 1), clear: () => undefined },
			onfailure: (cause) => void this.failures.push(cause),
			ondoubt: () => undefined,
			onunstored: () => undefined,
			transport: {
				push: async (body) => {
					const { changes, ...envelope } = body as PushRequest;
					this.asked.push(`push ${changes.length}`);
					await this.onpush();
					return this.push ?? answer(200, await this.server.officer.push(changes, envelope));
				},
				pull: async (body): Promise<Reply | Lines> => {
					const request = body as PullRequest;
					this.asked.push(request.cursors ? 'pull' : 'question');
					await this.onpull();
					if (this.pull) return this.pull;
					const lines = await this.server.officer.pull({ ...request, limit: this.limit });
					return linesOf(lines.map((line) => ('scopes' in line ? { ...line, reference: this.named } : line)));
				},
				reference: async (version) => {
					this.asked.push(`reference ${version ?? 'none'}`);
					return this.reference;
				}
			}
		});
		engine.start();
		return engine;
	}

	async save(count = 1): Promise<void> {
		const world = {
			now: () => this.server.nowMs,
			random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
		};
		for (let index = 0; index < count; index++) {
			const recordId = `dossier:${index + 1}`;
			const edit = { unitId: MINH_CHAU, kind: 'dossier', recordId, set: { state: { state: 'complete' } } };
			await saveEdits({ store: this.store, world, personId: 'can-bo' }, [asSeen(edit, undefined)]);
		}
	}

	/** Somebody else has sent so many changes. */
	write = (count: number) =>
		this.server.officer.push(Array.from({ length: count }, () => this.server.officer.check()));
	status = () => readStatus(this.db);
	/** What the lanes asked for. */
	get lanes(): string[] {
		return this.asked.filter((one) => !one.startsWith('reference'));
	}
	get waiting(): number {
		return this.store.disk.outbox.size;
	}
}
