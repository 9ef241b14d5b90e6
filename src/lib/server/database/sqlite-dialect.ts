import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect, type Driver, type Kysely } from 'kysely';
import { SqliteConnection, type SqliteConnectionOptions } from './sqlite-connection.ts';

/** Kysely over the SQLite that Node brings along. `write`: one connection, its transactions take the write lock at once. `read`:
 *  several, refused any write. */
export function sqliteDialect(options: SqliteConnectionOptions): Dialect {
	return {
		createAdapter: () => new OwnSqliteAdapter(),
		createDriver: () => new SqliteDriver(options),
		createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
		createQueryCompiler: () => new SqliteQueryCompiler()
	};
}

class OwnSqliteAdapter extends SqliteAdapter {
	/** SQLite rolls back CREATE TABLE like anything else, so a migration is done whole or not at all. */
	override get supportsTransactionalDdl(): boolean {
		return true;
	}

	/** The driver below hands out its connections itself; otherwise Kysely would have one work at a time before it. */
	override get supportsMultipleConnections(): boolean {
		return true;
	}
}

/** A streamed answer keeps its connection until the last row; the others go on with the next one. */
const READING_CONNECTIONS = 4;

class SqliteDriver implements Driver {
	readonly #options: SqliteConnectionOptions;
	readonly #idle: SqliteConnection[] = [];
	readonly #waiting: PromiseWithResolvers<SqliteConnection>[] = [];
	readonly #all: SqliteConnection[] = [];

	constructor(options: SqliteConnectionOptions) {
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

		const waiting = Promise.withResolvers<SqliteConnection>();
		this.#waiting.push(waiting);
		return waiting.promise;
	}

	async releaseConnection(connection: SqliteConnection): Promise<void> {
		const next = this.#waiting.shift();
		if (next) next.resolve(connection);
		else this.#idle.push(connection);
	}

	async beginTransaction(connection: SqliteConnection): Promise<void> {
		// Deferred, two writers that have both read could never go on; waiting for the lock first has no such trap.
		await connection.run(this.#options.access === 'write' ? 'begin immediate' : 'begin');
	}

	async commitTransaction(connection: SqliteConnection): Promise<void> {
		await connection.run('commit');
	}

	async rollbackTransaction(connection: SqliteConnection): Promise<void> {
		// After a full disk SQLite has rolled back by itself, and a second time would hide the first error.
		if (connection.isInTransaction) await connection.run('rollback');
	}

	async savepoint(connection: SqliteConnection, name: string): Promise<void> {
		await connection.run(`savepoint ${quoted(name)}`);
	}

	async rollbackToSavepoint(connection: SqliteConnection, name: string): Promise<void> {
		await connection.run(`rollback to ${quoted(name)}`);
	}

	async releaseSavepoint(connection: SqliteConnection, name: string): Promise<void> {
		await connection.run(`release ${quoted(name)}`);
	}

	async destroy(): Promise<void> {
		for (const connection of this.#all) connection.close();
	}

	#open(): SqliteConnection {
		const connection = new SqliteConnection({
			...this.#options,
			// They have waited for the same lock, and would each wait as long again.
			ongiveup: (reason) => {
				for (const waiting of this.#waiting.splice(0)) waiting.reject(reason);
			}
		});
		this.#all.push(connection);

		return connection;
	}
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
