import { ok, refuse, type Result } from '#lib/domain/result.ts';
import type { SignedIn } from '../accounts/accounts.ts';
import { respondError } from './respond.ts';

/** Who is asking, or the answer to send when nobody is signed in. Ask before looking at the body. */
export function requireOfficer(locals: { officer: SignedIn | null }): Result<SignedIn, Response> {
	if (locals.officer !== null) return ok(locals.officer);

	return refuse(respondError(401, 'signed-out', 'sign in first'));
}
