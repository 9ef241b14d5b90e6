import type { KindName, RegisterName } from '../records/kinds.ts';
import type { Unit } from '../unit.ts';

/** What a role may do. What its row leaves out, it may not. */
export interface RoleRules {
	/** The page it starts on. */
	home: '/field' | '/district' | '/admin';
	/** The levels of unit a person of this role can be attached to; none is needed where there are none. */
	attachedTo?: readonly Unit['level'][];
	reads?: {
		/** The units that the person is attached to, or these with all units below them. */
		units: 'attached' | 'below';
		/** How much of a unit's records; it is part of `perm`, so devices fetch a snapshot when it changes. */
		records: 'all';
	};
	writes?: Writes;
	/** In whose name the person writes. What is written for the office stays the office's word. */
	worksFor?: 'commune' | 'office';
	/** Keeps people and reference, and opens public pages. */
	administers?: boolean;
}

type RegistersOf<K extends KindName> = 'all' | readonly (RegisterName<K> | 'life')[];
/** Each kind is named, so that a new one is decided on for each role that writes. */
type Writes = { readonly [K in KindName]: RegistersOf<K> };

const OF_THE_COMMUNE: Writes = {
	profile: 'all',
	check: 'all',
	review: [],
	visit: 'all',
	finding: 'all',
	remark: 'all',
	dossier: 'all',
	paper: 'all',
	tally: 'all',
	appraisal: ['sent', 'inspected'],
	letter: [],
	target: [],
	obstacle: 'all',
	task: 'all',
	works: 'all',
	photo: ['file', 'caption', 'life'],
	survey: 'all',
	briefing: [],
	statement: [],
	decision: [],
	document: [],
	conflict: ['settled']
};

const OF_THE_OFFICE: Writes = {
	profile: 'all',
	check: 'all',
	// What a review said stands: a later one takes its place.
	review: ['verdict'],
	visit: 'all',
	finding: 'all',
	remark: 'all',
	dossier: 'all',
	paper: 'all',
	tally: 'all',
	appraisal: 'all',
	letter: 'all',
	target: 'all',
	obstacle: 'all',
	task: 'all',
	works: 'all',
	photo: 'all',
	survey: 'all',
	briefing: 'all',
	statement: 'all',
	decision: 'all',
	document: 'all',
	conflict: 'all'
};

const EVERY_LEVEL: readonly Unit['level'][] = ['province', 'district', 'commune'];

/** Everything that depends on a person's role stands here. */
export const ROLES = {
	commune_officer: {
		home: '/field',
		attachedTo: ['commune'],
		reads: { units: 'attached', records: 'all' },
		writes: OF_THE_COMMUNE,
		worksFor: 'commune'
	},
	district_office: {
		home: '/district',
		attachedTo: EVERY_LEVEL,
		reads: { units: 'below', records: 'all' },
		writes: OF_THE_OFFICE,
		worksFor: 'office'
	},
	leader: { home: '/district', attachedTo: EVERY_LEVEL, reads: { units: 'below', records: 'all' } },
	administrator: { home: '/admin', administers: true }
} as const satisfies { [role: string]: RoleRules };

export type Role = keyof typeof ROLES;

export const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** The rules of a role; of one that this version does not know, none. */
export const rulesOf = ({ role }: { role: string }): Partial<RoleRules> =>
	Object.hasOwn(ROLES, role) ? ROLES[role as Role] : {};

export const worksForOffice = (person: { role: string }): boolean => rulesOf(person).worksFor === 'office';
export const worksForCommune = (person: { role: string }): boolean => rulesOf(person).worksFor === 'commune';
/** Whether a person's work is about several communes. */
export const readsBelow = (person: { role: string }): boolean => rulesOf(person).reads?.units === 'below';

/** The person behind a session, as the rules of access need to know them. */
export interface Officer {
	id: string;
	role: Role;
	/** Units the person is attached to; a district stands for its communes too. */
	units: readonly string[];
}
