import { betterAuth } from 'better-auth';
import { admin, username } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { ownOrigins } from '../http/own-origin.ts';
import type { Log } from '../log.ts';
import { COOKIE_PREFIX } from './ended-sessions.ts';

export interface AuthenticationOptions {
	db: Kysely<Schema>;
	kind: 'sqlite' | 'postgres';
	origin: string;
	secret: string;
	log: Log;
}

export type Authentication = ReturnType<typeof openAuthentication>;

const DAY_S = 86_400;

export const AUTH_PATH = '/api/auth';

/** Officers write it on paper and type it on phones: letters without marks, figures, `.`, `_`, `-`. */
export const isUsername = (name: string): boolean => /^[a-z0-9._-]{3,30}$/i.test(name);

export const MIN_PASSWORD_LENGTH = 8;
/** Hashing a longer one costs the server more than the person. */
export const MAX_PASSWORD_LENGTH = 128;

export function openAuthentication({ db, kind, origin, secret, log }: AuthenticationOptions) {
	return betterAuth({
		appName: 'Về đích',
		baseURL: origin,
		basePath: AUTH_PATH,
		secret,
		database: { db, type: kind },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: MIN_PASSWORD_LENGTH,
			maxPasswordLength: MAX_PASSWORD_LENGTH
		},
		plugins: [
			username({
				usernameValidator: isUsername,
				schema: { user: { fields: { displayUsername: 'display_username' } } }
			}),
			admin({
				schema: {
					user: { fields: { banReason: 'ban_reason', banExpires: 'ban_expires' } },
					session: { fields: { impersonatedBy: 'impersonated_by' } }
				}
			})
		],
		session: {
			modelName: 'auth_session',
			fields: {
				userId: 'user_id',
				expiresAt: 'expires_at',
				ipAddress: 'ip_address',
				userAgent: 'user_agent',
				createdAt: 'created_at',
				updatedAt: 'updated_at'
			},
			expiresIn: 90 * DAY_S,
			updateAge: DAY_S,
			// Reading a session then never writes, so it can be done on the reading connection.
			deferSessionRefresh: true
		},
		user: {
			modelName: 'auth_user',
			fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' }
		},
		account: {
			modelName: 'auth_account',
			fields: {
				accountId: 'account_id',
				providerId: 'provider_id',
				userId: 'user_id',
				accessToken: 'access_token',
				refreshToken: 'refresh_token',
				idToken: 'id_token',
				accessTokenExpiresAt: 'access_token_expires_at',
				refreshTokenExpiresAt: 'refresh_token_expires_at',
				createdAt: 'created_at',
				updatedAt: 'updated_at'
			}
		},
		verification: {
			modelName: 'auth_verification',
			fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' }
		},
		// Both are ours: better-auth's counts good sign-ins too, and refuses programs that send a cookie without Origin.
		rateLimit: { enabled: false },
		advanced: {
			cookiePrefix: COOKIE_PREFIX,
			useSecureCookies: origin.startsWith('https:'),
			defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
			disableCSRFCheck: true,
			ipAddress: { disableIpTracking: true }
		},
		trustedOrigins: ownOrigins(origin),
		telemetry: { enabled: false },
		logger: { level: 'error', log: (_level, message) => log.error({}, `accounts: ${message}`) }
	});
}
