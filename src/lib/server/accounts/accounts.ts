import { createHmac } from 'node:crypto';
import type { Officer, Role } from '#lib/domain/access/role.ts';
import type { ServerDatabase } from '../database/database.ts';
import type { Log } from '../log.ts';
import { AUTH_PATH, openAuthentication, type Authentication } from './authentication.ts';
import { wasEnded } from './ended-sessions.ts';
import { markDevice } from './known-devices.ts';
import { addressGroup, createTries, type Tries } from './tries.ts';

/** The person a session belongs to. */
export interface SignedIn extends Officer {
	name: string;
	post: string;
}

export interface Accounts {
	/** Reads sessions without waiting for whoever writes; it cannot write. */
	reading: Authentication;
	writing: Authentication;
	tries: Tries;
	/** Stands for an address in the log. */
	traceOf(address: string): string;
}

export interface AccountsOptions {
	database: ServerDatabase;
	origin: string;
	secret: string;
	now: () => number;
	log: Log;
}

export function openAccounts({ database, now, ...options }: AccountsOptions): Accounts {
	const open = (db: ServerDatabase['write']) => openAuthentication({ ...options, db, kind: database.kind });

	return {
		reading: open(database.read),
		writing: open(database.write),
		tries: createTries(now),
		traceOf: (address) =>
			createHmac('sha256', options.secret)
				.update(`trace ${addressGroup(address)}`)
				.digest('base64url')
				.slice(0, 8)
	};
}

export interface AccountsServer {
	accounts: Accounts;
	database: ServerDatabase;
	config: { origin: string; secret: string };
	log: Log;
	now(): number;
}

export interface Session {
	officer: SignedIn | null;
	/** Ended from elsewhere, by a block or a new password: the device closes what it has of the person. */
	isClosed: boolean;
	/** To be sent along: a session in use is prolonged once a day. */
	setCookies: string[];
}

export const NOBODY: Session = { officer: null, isClosed: false, setCookies: [] };

export async function readSession(server: AccountsServer, headers: Headers): Promise<Session> {
	if (!headers.has('cookie')) return NOBODY;

	const session = await server.accounts.reading.api.getSession({ headers });
	if (session === null) return { ...NOBODY, isClosed: await wasEnded(server.database.read, headers) };

	const officer = await findOfficer(server.database, session.user.id);
	const isDue = officer !== null && 'needsRefresh' in session && session.needsRefresh === true;

	return { officer, isClosed: false, setCookies: isDue ? await prolong(server, headers) : [] };
}

/** Who is behind the cookie of these headers, or null. */
export async function officerOf(server: AccountsServer, headers: Headers): Promise<SignedIn | null> {
	const { officer } = await readSession(server, headers);

	return officer;
}

/** A device that works on for a year without signing in stays a known one. */
async function prolong(server: AccountsServer, headers: Headers): Promise<string[]> {
	const { accounts, database, config } = server;
	// It is due at the next request as well, and whoever only reads does not wait for somebody's lock.
	if (database.isLocked()) return [];
	const request = new Request(`${config.origin}${AUTH_PATH}/get-session`, {
		method: 'POST',
		headers: { cookie: headers.get('cookie') ?? '' }
	});
	const answer = await accounts.writing.handler(request);
	if (!answer.ok) return [];

	const { user } = ((await answer.json()) ?? {}) as { user?: { username?: string } };

	return [...answer.headers.getSetCookie(), ...(user?.username ? [markOf(server, user.username)] : [])];
}

/** The cookie by which a device on which a person has signed in is known. */
export const markOf = ({ config: { origin, secret } }: AccountsServer, username: string): string =>
	markDevice({ username, secret, isSecure: origin.startsWith('https:') });

async function findOfficer({ read }: ServerDatabase, id: string): Promise<SignedIn | null> {
	const rows = await read
		.selectFrom('person')
		.leftJoin('person_unit', 'person_unit.person_id', 'person.id')
		.select(['person.name', 'person.post', 'person.role', 'person_unit.unit_id'])
		.where('person.id', '=', id)
		.orderBy('person_unit.unit_id')
		.execute();
	const [first] = rows;
	if (first === undefined) return null;

	return {
		id,
		name: first.name,
		post: first.post,
		role: first.role as Role,
		units: rows.flatMap(({ unit_id }) => (unit_id === null ? [] : [unit_id]))
	};
}
