import { ok, refuse, type Result } from '#lib/domain/result.ts';
import type { SignedIn } from './accounts.ts';
import { respondError } from '../http/respond.ts';

/** Who is asking, or the answer to send when nobody is signed in. Ask before looking at the body. */
export function requireOfficer(locals: { officer: SignedIn | null; isClosed: boolean }): Result<SignedIn, Response> {
	if (locals.officer !== null) return ok(locals.officer);

	return refuse(respondSignedOut(locals));
}

export const respondSignedOut = ({ isClosed }: { isClosed: boolean }): Response =>
	isClosed
		? respondError(401, 'closed', 'this session was ended by a block, a new password or signing out everywhere')
		: respondError(401, 'signed-out', 'sign in first');
