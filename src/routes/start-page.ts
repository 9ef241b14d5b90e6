import { ROLES, type Role } from '#lib/domain/access/role.ts';

/** Where a person goes after signing in: to the page that asked for it, if it is one of ours, else to their own. */
export function pageAfterSignIn(role: Role, asked: string | null): string {
	return asked !== null && isOwnPath(asked) ? asked : startPage(role);
}

export const startPage = (role: Role): string => ROLES[role].home;

/** "//elsewhere.vn" and "/\elsewhere.vn" would leave the site. */
const isOwnPath = (path: string): boolean => /^\/(?![/\\])/.test(path);
