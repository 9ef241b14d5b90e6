import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './authentication.ts';
import { isCommonPassword } from './common-passwords.ts';

export type PasswordRefusal =
	{ kind: 'password-short'; least: number } | { kind: 'password-long'; most: number } | { kind: 'password-common' };

/** Asked of every new password; what somebody has already goes on. */
export function refusePassword(password: string, username: string): PasswordRefusal | undefined {
	if (password.length < MIN_PASSWORD_LENGTH) return { kind: 'password-short', least: MIN_PASSWORD_LENGTH };
	if (password.length > MAX_PASSWORD_LENGTH) return { kind: 'password-long', most: MAX_PASSWORD_LENGTH };

	return isCommonPassword(password, username) ? { kind: 'password-common' } : undefined;
}
