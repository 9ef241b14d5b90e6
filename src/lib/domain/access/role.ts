export const ROLES = ['commune_officer', 'district_office', 'leader', 'administrator'] as const;

export type Role = (typeof ROLES)[number];

/** The person behind a session, as the rules of access need to know them. */
export interface Officer {
	id: string;
	role: Role;
	/** Units the person is attached to; a district stands for its communes too. */
	units: readonly string[];
}
