import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { DatabaseUnavailable, type WhyUnavailable } from '../unavailable.ts';
import { DatabaseUnusable } from './unusable.ts';

/** How long to wait for the command line, or for the server, to finish writing. */
const LOCK_TIMEOUT_MS = 5_000;
/** Often enough to come in between two writes of somebody who writes all the time. */
const LOOK_AGAIN_MS = 10;

/** Queries with lists of every length would otherwise keep a statement each, for ever. */
const MOST_STATEMENTS = 500;

export interface SqliteConnectionOptions {
	file: string;
	access: 'write' | 'read';
	/** Told when somebody else's lock begins to keep it waiting, and when that is over. */
	onlocked?: ((isLocked: boolean) => void) | undefined;
	/** Told that the lock did not go away in time. */
	ongiveup?: (reason: DatabaseUnavailable) => void;
}

export class SqliteConnection implements DatabaseConnection {
	readonly #database: DatabaseSync;
	readonly #onlocked: (isLocked: boolean) => void;
	readonly #ongiveup: (reason: DatabaseUnavailable) => void;
	/** Least recently used first. */
	readonly #statements = new Map<string, StatementSync>();

	constructor({ file, access, onlocked = () => {}, ongiveup = () => {} }: SqliteConnectionOptions) {
		this.#onlocked = onlocked;
		this.#ongiveup = ongiveup;
		try {
			this.#database = openFile(file, access);
		} catch (error) {
			const why = whyUnavailable(error) ?? (codeOf(error) === READONLY ? 'away' : undefined);
			if (why !== undefined) throw new DatabaseUnavailable(why, error);
			throw NO_DATABASE.includes(codeOf(error)) ? new DatabaseUnusable('corrupt', file, error) : error;
		}
	}

	get isInTransaction(): boolean {
		return this.#database.isTransaction;
	}

	run(sql: string): Promise<void> {
		return this.#unlocked(() => this.#database.exec(sql));
	}

	executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
		return this.#unlocked(() => {
			const statement = this.#prepared(sql);
			const values = parameters as SQLInputValue[];
			if (statement.columns().length > 0) return { rows: statement.all(...values) as Row[] };

			const { changes, lastInsertRowid } = statement.run(...values);
			return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
		});
	}

	async *streamQuery<Row>({ sql, parameters }: CompiledQuery, chunkSize = 1): AsyncGenerator<QueryResult<Row>> {
		// Not the kept statement: running it again meanwhile would start this one over.
		const statement = this.#database.prepare(sql);
		let rows: Row[] = [];
		for (const row of statement.iterate(...(parameters as SQLInputValue[]))) {
			rows.push(row as Row);
			if (rows.length < chunkSize) continue;

			yield { rows };
			rows = [];
		}
		if (rows.length > 0) yield { rows };
	}

	close(): void {
		this.#statements.clear();
		this.#database.close();
	}

	/** Tries again while somebody else's lock stands in the way, which has then left nothing half done. */
	async #unlocked<T>(work: () => T): Promise<T> {
		const endMs = performance.now() + LOCK_TIMEOUT_MS;
		let isWaiting = false;
		try {
			for (;;) {
				try {
					return work();
				} catch (error) {
					const why = whyUnavailable(error);
					if (why === undefined) throw error;
					if (why !== 'busy') throw new DatabaseUnavailable(why, error);
					if (performance.now() >= endMs) throw this.#giveUp(error);
				}
				if (!isWaiting) this.#onlocked((isWaiting = true));
				await delay(LOOK_AGAIN_MS);
			}
		} finally {
			if (isWaiting) this.#onlocked(false);
		}
	}

	#giveUp(error: unknown): DatabaseUnavailable {
		const reason = new DatabaseUnavailable('busy', error);
		this.#ongiveup(reason);
		return reason;
	}

	#prepared(sql: string): StatementSync {
		const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
		this.#statements.delete(sql);
		this.#statements.set(sql, statement);
		if (this.#statements.size > MOST_STATEMENTS) {
			for (const oldest of this.#statements.keys()) {
				this.#statements.delete(oldest);
				break;
			}
		}

		return statement;
	}
}

function openFile(file: string, access: SqliteConnectionOptions['access']): DatabaseSync {
	// SQLite waits for a lock by sleeping, and with it sleeps the whole process. That is for opening alone.
	const database = new DatabaseSync(file, {
		readOnly: access === 'read',
		timeout: LOCK_TIMEOUT_MS,
		enableForeignKeyConstraints: true
	});
	if (access === 'write') database.exec('pragma journal_mode = wal');
	// A receipt promises that the change is on disk; with less than FULL the last commits of WAL are not.
	database.exec('pragma synchronous = full');
	database.exec('pragma busy_timeout = 0');
	return database;
}

/** SQLite's result codes: https://www.sqlite.org/rescode.html. Extended ones have the primary one in their last byte. */
const WHY: { [code: number]: WhyUnavailable } = {
	5: 'busy', // SQLITE_BUSY
	10: 'away', // SQLITE_IOERR
	13: 'full', // SQLITE_FULL
	14: 'away' // SQLITE_CANTOPEN
};

/** What is opened to be written to and cannot be; later on, a mistake of ours. */
const READONLY = 8;
/** SQLITE_CORRUPT, SQLITE_NOTADB */
const NO_DATABASE = [11, 26];

const whyUnavailable = (error: unknown): WhyUnavailable | undefined => WHY[codeOf(error)];

const codeOf = (error: unknown): number =>
	error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
