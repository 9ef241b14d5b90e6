import type { Log } from '../log.ts';

/** What is written down of sign-ins and of acts of administration. People stand there by their id: no name, no username, no
 *  address. `from` tells lines of one address from those of others without naming it. */
export type SecurityEvent =
	| { security: 'signed-in'; person: string; from: string }
	| { security: 'sign-in-failed'; person: string | null; from: string; isKnownDevice: boolean }
	/** Blocked, with the right password. */
	| { security: 'sign-in-refused'; person: string | null; from: string }
	| { security: 'locked-out'; person: string | null; from: string; retryAfterMs: number }
	| { security: 'password-changed' | 'password-change-failed' | 'signed-out-everywhere'; person: string }
	| { security: 'person-created' | 'password-reset' | 'role-changed' | 'blocked' | 'unblocked'; person: string }
	| { security: 'public-page'; person: string; unit: string; isOpen: boolean };

const WORRYING = new Set<SecurityEvent['security']>([
	'sign-in-failed',
	'sign-in-refused',
	'locked-out',
	'password-change-failed'
]);

export function noteSecurity(log: Log, event: SecurityEvent): void {
	log[WORRYING.has(event.security) ? 'warn' : 'info'](event, `security: ${event.security}`);
}
