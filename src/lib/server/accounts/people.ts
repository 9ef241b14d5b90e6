import { hashPassword } from 'better-auth/crypto';
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { ROLE_NAMES, rulesOf, type Role } from '#lib/domain/access/role.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import { tidyText } from '#lib/domain/tidy-text.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import type { Person } from '#lib/domain/reference/reference.ts';
import type { Unit } from '#lib/domain/unit.ts';
import type { ServerDatabase } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { readPeople } from '../reference/people.ts';
import { renewReferenceVersion } from '../reference/version.ts';
import type { Log } from '../log.ts';
import { isUsername } from './authentication.ts';
import { noteEnded, sessionsOf } from './ended-sessions.ts';
import { refusePassword, type PasswordRefusal } from './refuse-password.ts';
import { noteSecurity } from './security-log.ts';

interface PeopleServer {
	database: ServerDatabase;
	now(): number;
	log?: Log;
}

export type PeopleRefusal =
	| { kind: 'username-malformed' }
	| { kind: 'username-taken' }
	| { kind: 'username-unknown' }
	| { kind: 'name-missing' }
	| PasswordRefusal
	| { kind: 'role-unknown'; roles: readonly Role[] }
	| { kind: 'unit-unknown'; unitId: string }
	| { kind: 'unit-missing' }
	| { kind: 'unit-not-a-commune'; unitId: string };

export interface NewPerson {
	/** Made up unless given: sample data names its people. */
	id?: string;
	username: string;
	password: string;
	name: string;
	post: string;
	role: Role;
	units: readonly string[];
}

/** Creates the person and how they sign in; answers with the person's id. */
export async function createPerson(server: PeopleServer, person: NewPerson): Promise<Result<string, PeopleRefusal>> {
	const username = person.username.toLowerCase();
	if (!isUsername(username)) return refuse({ kind: 'username-malformed' });
	if (tidyText(person.name) === '') return refuse({ kind: 'name-missing' });
	const refusal = refusePassword(person.password, username);
	if (refusal) return refuse(refusal);

	// Outside the transaction: hashing takes long on purpose, and would keep every push waiting.
	const password = await hashPassword(person.password);
	const id = person.id ?? newId(server);
	const name = tidyText(person.name);
	const at = new Date(server.now()).toISOString();

	const creating = server.database.write
		.transaction()
		.execute(async (trx): Promise<Result<string, PeopleRefusal>> => {
			const refusal = await refuseAttachment(trx, person);
			if (refusal) return refuse(refusal);
			if (await findUserId(trx, username)) return refuse({ kind: 'username-taken' });

			const post = tidyText(person.post);
			await trx.insertInto('person').values({ id, name, post, role: person.role }).execute();
			await trx
				.insertInto('auth_user')
				.values({
					id,
					name,
					// better-auth wants one; nobody is ever written to.
					email: `${username}@nobody.invalid`,
					username,
					display_username: person.username,
					role: 'user',
					created_at: at,
					updated_at: at
				})
				.execute();
			await trx
				.insertInto('auth_account')
				.values({
					id: newId(server),
					account_id: id,
					provider_id: 'credential',
					user_id: id,
					password,
					created_at: at,
					updated_at: at
				})
				.execute();
			await attach(trx, id, person.units);

			return ok(id);
		});
	const created = await creating;
	if (created.ok && server.log) noteSecurity(server.log, { security: 'person-created', person: id });
	return created;
}

/** A new password ends every session: whoever knew the old one is out. */
export async function setPassword(
	server: PeopleServer,
	username: string,
	password: string
): Promise<Result<string, PeopleRefusal>> {
	const refusal = refusePassword(password, username);
	if (refusal) return refuse(refusal);

	const hash = await hashPassword(password);
	return changeUser(server, username, 'password-reset', async (trx, id) => {
		await trx
			.updateTable('auth_account')
			.set({ password: hash, updated_at: new Date(server.now()).toISOString() })
			.where('user_id', '=', id)
			.where('provider_id', '=', 'credential')
			.execute();
		await endSessions(trx, id, server.now());
	});
}

export async function setRoleAndUnits(
	server: PeopleServer,
	username: string,
	attachment: { role: Role; units: readonly string[] }
): Promise<Result<string, PeopleRefusal>> {
	return changeUser(server, username, 'role-changed', async (trx, id) => {
		const refusal = await refuseAttachment(trx, attachment);
		if (refusal) return refusal;

		await trx.updateTable('person').set({ role: attachment.role }).where('id', '=', id).execute();
		await notePastUnits(trx, id);
		await trx.deleteFrom('person_unit').where('person_id', '=', id).execute();
		await attach(trx, id, attachment.units);
	});
}

/** Whoever has left the office cannot sign in any more; what they wrote keeps its author. */
export async function setBlocked(
	server: PeopleServer,
	username: string,
	blocked: boolean
): Promise<Result<string, PeopleRefusal>> {
	const banned = server.database.kind === 'postgres' ? blocked : blocked ? 1 : 0;

	return changeUser(server, username, blocked ? 'blocked' : 'unblocked', async (trx, id) => {
		await trx.updateTable('auth_user').set({ banned }).where('id', '=', id).execute();
		if (blocked) await endSessions(trx, id, server.now());
	});
}

export interface ListedPerson extends Person {
	/** Null for those who only stand in records, such as the author of sample data. */
	username: string | null;
	blocked: boolean;
}

export async function listPeople({ database }: { database: ServerDatabase }): Promise<ListedPerson[]> {
	const users = await database.read.selectFrom('auth_user').select(['id', 'username', 'banned']).execute();
	const userById = new Map(users.map((user) => [user.id, user]));

	return (await readPeople(database.read)).map((person) => {
		const user = userById.get(person.id);

		return { ...person, username: user?.username ?? null, blocked: Boolean(user?.banned) };
	});
}

const newId = (server: PeopleServer): string => makeUuid(server.now(), randomBytes(10));

async function changeUser(
	{ database, log }: PeopleServer,
	username: string,
	security: 'password-reset' | 'role-changed' | 'blocked' | 'unblocked',
	change: (trx: Kysely<Schema>, id: string) => Promise<PeopleRefusal | void>
): Promise<Result<string, PeopleRefusal>> {
	const changing = database.write.transaction().execute(async (trx): Promise<Result<string, PeopleRefusal>> => {
		const id = await findUserId(trx, username.toLowerCase());
		if (id === undefined) return refuse({ kind: 'username-unknown' });

		const refusal = await change(trx, id);

		return refusal ? refuse(refusal) : ok(id);
	});
	const changed = await changing;
	if (changed.ok && log) noteSecurity(log, { security, person: changed.value });
	return changed;
}

async function findUserId(db: Kysely<Schema>, username: string): Promise<string | undefined> {
	const user = await db.selectFrom('auth_user').select('id').where('username', '=', username).executeTakeFirst();

	return user?.id;
}

async function endSessions(db: Kysely<Schema>, id: string, nowMs: number): Promise<void> {
	await noteEnded(db, await sessionsOf(db, id), nowMs);
	await db.deleteFrom('auth_session').where('user_id', '=', id).execute();
}

/** What somebody has written in a unit keeps its author there, also when they work elsewhere. */
async function notePastUnits(db: Kysely<Schema>, id: string): Promise<void> {
	const units = await db.selectFrom('person_unit').selectAll().where('person_id', '=', id).execute();
	for (const unit of units)
		await db
			.insertInto('person_unit_past')
			.values(unit)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
}

async function attach(db: Kysely<Schema>, id: string, units: readonly string[]): Promise<void> {
	for (const unit_id of new Set(units))
		await db.insertInto('person_unit').values({ person_id: id, unit_id }).execute();
	await renewReferenceVersion(db);
}

async function refuseAttachment(
	db: Kysely<Schema>,
	{ role, units }: { role: Role; units: readonly string[] }
): Promise<PeopleRefusal | undefined> {
	if (!ROLE_NAMES.includes(role)) return { kind: 'role-unknown', roles: ROLE_NAMES };
	const { attachedTo } = rulesOf({ role });
	if (units.length === 0) return attachedTo === undefined ? undefined : { kind: 'unit-missing' };

	const known = await db
		.selectFrom('unit')
		.select(['id', 'level'])
		.where('id', 'in', [...units])
		.execute();
	const levelById = new Map(known.map(({ id, level }) => [id, level]));
	for (const unitId of units) {
		const level = levelById.get(unitId);
		if (level === undefined) return { kind: 'unit-unknown', unitId };
		if (attachedTo && !attachedTo.includes(level as Unit['level'])) return { kind: 'unit-not-a-commune', unitId };
	}
	return undefined;
}
