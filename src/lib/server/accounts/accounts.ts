import type { Officer, Role } from '#lib/domain/access/role.ts';
import type { ServerDatabase } from '../database/database.ts';
import type { Log } from '../log.ts';
import { AUTH_PATH, openAuthentication, type Authentication } from './authentication.ts';
import { createTries, type Tries } from './tries.ts';

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

	return { reading: open(database.read), writing: open(database.write), tries: createTries(now) };
}

export interface AccountsServer {
	accounts: Accounts;
	database: ServerDatabase;
	config: { origin: string };
}

export interface Session {
	officer: SignedIn | null;
	/** To be sent along: a session in use is prolonged once a day. */
	setCookies: string[];
}

export async function readSession(server: AccountsServer, headers: Headers): Promise<Session> {
	if (!headers.has('cookie')) return { officer: null, setCookies: [] };

	const session = await server.accounts.reading.api.getSession({ headers });
	if (session === null) return { officer: null, setCookies: [] };

	const officer = await findOfficer(server.database, session.user.id);
	const isDue = officer !== null && 'needsRefresh' in session && session.needsRefresh === true;

	return { officer, setCookies: isDue ? await prolong(server, headers) : [] };
}

/** Who is behind the cookie of these headers, or null. */
export async function officerOf(server: AccountsServer, headers: Headers): Promise<SignedIn | null> {
	const { officer } = await readSession(server, headers);

	return officer;
}

async function prolong({ accounts, config }: AccountsServer, headers: Headers): Promise<string[]> {
	const request = new Request(`${config.origin}${AUTH_PATH}/get-session`, {
		method: 'POST',
		headers: { cookie: headers.get('cookie') ?? '' }
	});
	const answer = await accounts.writing.handler(request);

	return answer.headers.getSetCookie();
}

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
