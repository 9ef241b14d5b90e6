import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/** How long to wait for the command line, or for the server, to finish writing. */
const BUSY_TIMEOUT_MS = 5_000;

/** Queries with lists of every length would otherwise keep a statement each, for ever. */
const MOST_STATEMENTS = 500;

export class SqliteConnection implements DatabaseConnection {
	readonly #database: DatabaseSync;
	/** Least recently used first. */
	readonly #statements = new Map<string, StatementSync>();

	constructor({ file, access }: { file: string; access: 'write' | 'read' }) {
		this.#database = new DatabaseSync(file, {
			readOnly: access === 'read',
			timeout: BUSY_TIMEOUT_MS,
			enableForeignKeyConstraints: true
		});
		if (access === 'write') this.run('pragma journal_mode = wal');
		// A receipt promises that the change is on disk; with less than FULL the last commits of WAL are not.
		this.run('pragma synchronous = full');
	}

	get isInTransaction(): boolean {
		return this.#database.isTransaction;
	}

	run(sql: string): void {
		this.#database.exec(sql);
	}

	async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
		const statement = this.#prepared(sql);
		if (statement.columns().length > 0) return { rows: statement.all(...(parameters as SQLInputValue[])) as Row[] };

		const { changes, lastInsertRowid } = statement.run(...(parameters as SQLInputValue[]));
		return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
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
