import { m } from '#lib/i18n/generated/messages.js';

export type OwnAccountProblem =
	| { kind: 'wrong' | 'short' | 'long' | 'common' | 'signed-out' | 'offline' | 'server' }
	| { kind: 'too-many'; retryAfterMinutes: number };

/** Which box a problem is of; undefined where it is of neither. */
export function passwordErrors(problem: OwnAccountProblem | undefined): { current?: string; next?: string } {
	switch (problem?.kind) {
		case 'wrong':
			return { current: m.password_wrong() };
		case 'short':
			return { next: m.password_short() };
		case 'long':
			return { next: m.password_long() };
		case 'common':
			return { next: m.password_common() };
		default:
			return {};
	}
}

/** What happened, what is safe, what to do. */
export function accountWords(problem: OwnAccountProblem): { title: string; text: string } | undefined {
	switch (problem.kind) {
		case 'too-many':
			return {
				title: m.sign_in_too_many(),
				text: m.password_too_many_next({ minutes: problem.retryAfterMinutes })
			};
		case 'signed-out':
			return { title: m.trouble_signed_out(), text: m.account_signed_out_next() };
		case 'offline':
			return { title: m.account_offline(), text: m.account_offline_next() };
		case 'server':
			return { title: m.sign_in_server(), text: m.account_server_next() };
		default:
			return undefined;
	}
}
