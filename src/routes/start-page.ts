import type { Role } from '#lib/domain/access/role.ts';

const START_PAGES: Record<Role, string> = {
	commune_officer: '/field',
	district_office: '/district',
	leader: '/district',
	administrator: '/admin'
};

/** Where a person goes after signing in: to the page that asked for it, if it is one of ours, else to their own. */
export function pageAfterSignIn(role: Role, asked: string | null): string {
	return asked !== null && isOwnPath(asked) ? asked : START_PAGES[role];
}

export const startPage = (role: Role): string => START_PAGES[role];

/** "//elsewhere.vn" and "/\elsewhere.vn" would leave the site. */
const isOwnPath = (path: string): boolean => /^\/(?![/\\])/.test(path);
