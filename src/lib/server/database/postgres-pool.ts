import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { DatabaseUnavailable, type WhyUnavailable } from '../unavailable.ts';

export interface Limits {
	/** For a connection, be it a new one or one that somebody gives back. */
	connectMs: number;
	/** For a statement, waiting for others' locks included; PostgreSQL ends it itself then. */
	statementMs: number;
	/** PostgreSQL has not even ended the statement: it is frozen, or the line to it is dead. */
	answerMs: number;
	/** A server that died in a transaction may leave its connection, and with it the lock of a unit. */
	idleTransactionMs: number;
}

/** Our statements take milliseconds. A device gives up a request after 45 s of silence, and is to get an answer before. */
export const LIMITS: Limits = {
	connectMs: 15_000,
	statementMs: 15_000,
	answerMs: 20_000,
	idleTransactionMs: 30_000
};

/** PostgreSQL's oid of bigint. Ours are counters, far below 2⁵³. */
const INT8 = 20;

/** Connections to PostgreSQL that may break, and statements that may get no answer, at any moment. Without limits: for
 *  migrations, which may take as long as they need. */
export function openPostgresPool(url: string, limits?: Limits): PostgresPool {
	const pool = new pg.Pool({
		connectionString: url,
		max: 10,
		application_name: 've-dich',
		keepAlive: true,
		connectionTimeoutMillis: (limits ?? LIMITS).connectMs,
		options: `-c synchronous_commit=on ${limits ? settingsOf(limits) : ''}`,
		...(limits && { query_timeout: limits.answerMs }),
		types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) }
	});
	// Connections break while they are idle, and while they are lent out between two statements. Whoever uses them next is
	// told; unheard, the error would end the process.
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));

	return {
		options: pool.options,
		end: () => pool.end(),
		async connect() {
			try {
				return lend(await pool.connect());
			} catch (error) {
				throw new DatabaseUnavailable('away', error);
			}
		}
	};
}

const settingsOf = ({ statementMs, idleTransactionMs }: Limits): string =>
	`-c statement_timeout=${statementMs} -c idle_in_transaction_session_timeout=${idleTransactionMs}`;

/** A connection that goes back to the others only if it can still be used. */
function lend(client: pg.PoolClient): PostgresPoolClient {
	let lost: DatabaseUnavailable | undefined;

	return {
		async query(sql: string, parameters: readonly unknown[]) {
			// What would be asked now waits behind the statement that got no answer.
			if (lost) throw lost;
			try {
				return await client.query(sql, [...parameters]);
			} catch (error) {
				const why = whyUnavailable(error);
				if (why === undefined) throw error;
				const unavailable = new DatabaseUnavailable(why, error);
				if (!isAnswer(error) || why === 'away') lost = unavailable;
				throw unavailable;
			}
		},
		release: (destroy?: boolean) => client.release(lost !== undefined || destroy)
		// Of Kysely's two kinds of query ours is the one without a cursor.
	} as unknown as PostgresPoolClient;
}

/** By PostgreSQL's classes of errors; undefined for an error that will come again however long one waits. */
function whyUnavailable(error: unknown): WhyUnavailable | undefined {
	// A mistake of ours, in what was to be sent.
	if (error instanceof TypeError || error instanceof RangeError) return undefined;
	if (!isAnswer(error)) return 'away';

	const code = error.code ?? '';
	if (code === DISK_FULL) return 'full';
	if (TAKEN_BY_OTHERS.includes(code)) return 'busy';
	return AWAY.some((beginning) => code.startsWith(beginning)) ? 'away' : undefined;
}

const DISK_FULL = '53100';
/** A statement ended after its time, a lock not had, a deadlock, a serialization that failed. */
const TAKEN_BY_OTHERS = ['57014', '55P03', '40P01', '40001'];
/** The connection broke; resources are short; an operator intervenes; a transaction idle too long; the disk fails. */
const AWAY = ['08', '53', '57', '25P03', '58'];

/** PostgreSQL has said it itself; other errors are of the connection. */
const isAnswer = (error: unknown): error is pg.DatabaseError => error instanceof pg.DatabaseError;
