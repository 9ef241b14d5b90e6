import { CompiledQuery, type Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import { DatabaseUnavailable } from '../unavailable.ts';

interface Waiting {
	work(trx: Kysely<Schema>): Promise<unknown>;
	resolve(answer: unknown): void;
	reject(cause: unknown): void;
}

/** So that nobody waits long for what others write. */
const MOST_TOGETHER = 50;

/** Works that wait to write at the same time share a transaction, and with it the wait for the disk. Each stands behind a
 *  savepoint: one that fails leaves nothing, and takes no other with it. */
export class GroupCommit {
	readonly #db: Kysely<Schema>;
	readonly #waiting: Waiting[] = [];
	#isUnderWay = false;

	constructor(db: Kysely<Schema>) {
		this.#db = db;
	}

	/** Resolves after the commit is on disk. */
	run<T>(work: (trx: Kysely<Schema>) => Promise<T>): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			this.#waiting.push({ work, resolve: resolve as Waiting['resolve'], reject });
			if (!this.#isUnderWay) void this.#runAll();
		});
	}

	async #runAll(): Promise<void> {
		this.#isUnderWay = true;
		while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, MOST_TOGETHER));
		this.#isUnderWay = false;
	}

	/** Never throws: whoever waits is told. */
	async #commit(group: readonly Waiting[]): Promise<void> {
		const tell: (() => void)[] = [];
		try {
			await this.#db.transaction().execute(async (trx) => {
				for (const { work, resolve, reject } of group) {
					await behindSavepoint(trx, () => work(trx)).then(
						(answer) => tell.push(() => resolve(answer)),
						(cause: unknown) => {
							// On a full disk SQLite has rolled back all of it, savepoints among it.
							if (cause instanceof DatabaseUnavailable) throw cause;
							tell.push(() => reject(cause));
						}
					);
				}
			});
		} catch (cause) {
			for (const { reject } of group) reject(cause);
			// Whoever came meanwhile has waited for the same, and would wait as long again.
			if (cause instanceof DatabaseUnavailable) for (const { reject } of this.#waiting.splice(0)) reject(cause);
			return;
		}
		for (const each of tell) each();
	}
}

async function behindSavepoint<T>(trx: Kysely<Schema>, work: () => Promise<T>): Promise<T> {
	await trx.executeQuery(CompiledQuery.raw('savepoint work'));
	try {
		const answer = await work();
		await trx.executeQuery(CompiledQuery.raw('release savepoint work'));
		return answer;
	} catch (cause) {
		if (!(cause instanceof DatabaseUnavailable))
			await trx.executeQuery(CompiledQuery.raw('rollback to savepoint work'));
		throw cause;
	}
}
