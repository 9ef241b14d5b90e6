import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect, type Driver, type Kysely } from 'kysely';
import { SqliteConnection } from './sqlite-connection.ts';

export interface SqliteOptions {
	file: string;
	/** `write`: one connection, its transactions take the write lock at once. `read`: several, refused any write. */
	access: 'write' | 'read';
}

/** Kysely over the SQLite that Node brings along. */
export function sqliteDialect(options: SqliteOptions): Dialect {
	return {
		createAdapter: () => new TransactionalSqliteAdapter(),
		createDriver: () => new SqliteDriver(options),
		createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
		createQueryCompiler: () => new SqliteQueryCompiler()
	};
}

/** SQLite rolls back CREATE TABLE like anything else, so a migration is done whole or not at all. */
class TransactionalSqliteAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

/** A streamed answer keeps its connection until the last row; the others go on with the next one. */
const READING_CONNECTIONS = 4;

class SqliteDriver implements Driver {
	readonly #options: SqliteOptions;
	readonly #idle: SqliteConnection[] = [];
	readonly #waiting: ((connection: SqliteConnection) => void)[] = [];
	readonly #all: SqliteConnection[] = [];

	constructor(options: SqliteOptions) {
		this.#options = options;
	}

	async init(): Promise<void> {
		this.#idle.push(this.#open());
	}

	async acquireConnection(): Promise<SqliteConnection> {
		const idle = this.#idle.pop();
		if (idle) return idle;

		const most = this.#options.access === 'write' ? 1 : READING_CONNECTIONS;
		if (this.#all.length < most) return this.#open();

		return new Promise((resolve) => this.#waiting.push(resolve));
	}

	async releaseConnection(connection: SqliteConnection): Promise<void> {
		const next = this.#waiting.shift();
		if (next) next(connection);
		else this.#idle.push(connection);
	}

	async beginTransaction(connection: SqliteConnection): Promise<void> {
		// Deferred, two writers that have both read could never go on; waiting for the lock first has no such trap.
		connection.run(this.#options.access === 'write' ? 'begin immediate' : 'begin');
	}

	async commitTransaction(connection: SqliteConnection): Promise<void> {
		connection.run('commit');
	}

	async rollbackTransaction(connection: SqliteConnection): Promise<void> {
		// After a full disk SQLite has rolled back by itself, and a second time would hide the first error.
		if (connection.isInTransaction) connection.run('rollback');
	}

	async savepoint(connection: SqliteConnection, name: string): Promise<void> {
		connection.run(`savepoint ${quoted(name)}`);
	}

	async rollbackToSavepoint(connection: SqliteConnection, name: string): Promise<void> {
		connection.run(`rollback to ${quoted(name)}`);
	}

	async releaseSavepoint(connection: SqliteConnection, name: string): Promise<void> {
		connection.run(`release ${quoted(name)}`);
	}

	async destroy(): Promise<void> {
		for (const connection of this.#all) connection.close();
	}

	#open(): SqliteConnection {
		const connection = new SqliteConnection(this.#options);
		this.#all.push(connection);

		return connection;
	}
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
