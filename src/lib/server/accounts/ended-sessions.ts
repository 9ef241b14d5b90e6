import { getSessionCookie } from 'better-auth/cookies';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** Sessions that were ended from elsewhere: by a new password, a block, or signing out everywhere. A device whose session merely
 *  ran out works on; one whose session was ended closes the person's data. */
const KEPT_MS = 100 * 86_400_000;

/** Call it in the transaction that ends them. */
export async function noteEnded(
	db: Kysely<Schema>,
	sessions: readonly { token: string; user_id: string }[],
	nowMs: number
): Promise<void> {
	const iso = (ms: number) => new Date(ms).toISOString();
	await db
		.deleteFrom('ended_session')
		.where('ended_at', '<', iso(nowMs - KEPT_MS))
		.execute();
	for (const { token, user_id } of sessions) {
		await db
			.insertInto('ended_session')
			.values({ token, person_id: user_id, ended_at: iso(nowMs) })
			.onConflict((conflict) => conflict.column('token').doNothing())
			.execute();
	}
}

export const sessionsOf = (db: Kysely<Schema>, personId: string) =>
	db.selectFrom('auth_session').select(['token', 'user_id']).where('user_id', '=', personId).execute();

/** Whether the cookie names a session that was ended from elsewhere. */
export async function wasEnded(db: Kysely<Schema>, headers: Headers): Promise<boolean> {
	const token = tokenOf(headers);
	if (token === undefined) return false;
	const row = await db.selectFrom('ended_session').select('token').where('token', '=', token).executeTakeFirst();

	return row !== undefined;
}

/** better-auth writes `<token>.<signature>`. Nobody can guess a token, so its signature need not be looked at here. */
export const tokenOf = (headers: Headers): string | undefined =>
	getSessionCookie(headers, { cookiePrefix: COOKIE_PREFIX })?.split('.', 1)[0];

export const COOKIE_PREFIX = 've-dich';
