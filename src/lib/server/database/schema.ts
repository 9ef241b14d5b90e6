import type { ColumnType } from 'kysely';

/** JSON as text: what SQLite and PostgreSQL store alike. Instants are ISO 8601 text. */
type Json = string;

export interface MetaTable {
	/** `epoch`, `reference_version`. */
	key: string;
	value: string;
}

export interface UnitTable {
	id: string;
	level: 'commune' | 'district' | 'province';
	parent_id: string | null;
	type: string;
	name: string;
	code: string;
	region: string;
	/** The number of the last change; the row is locked while a push takes the next ones. */
	head: ColumnType<number, number | undefined, number>;
	last_stamp: ColumnType<string, string | undefined, string>;
	/** Running digest over the unit's records: how many, and the sum of their parts modulo 2³². */
	record_count: ColumnType<number, number | undefined, number>;
	record_sum: ColumnType<number, number | undefined, number>;
}

/** The log: audit trail and memory of what was answered. A refused change has no seq. */
export interface ChangeTable {
	unit_id: string;
	id: string;
	seq: number | null;
	kind: string;
	record_id: string;
	device: string;
	n: number;
	v: number;
	hlc: string;
	stamp: string | null;
	person_id: string;
	/** The registers set, each with its value and prev. */
	writes: Json;
	receipt: Json;
	received_at: string;
	/** Server clock minus device clock when it came, in ms. */
	offset_ms: number;
}

export interface RecordTable {
	unit_id: string;
	kind: string;
	id: string;
	seq: number;
	registers: Json;
	/** What a review or conflict is about, so that it is found from there; null for other kinds. */
	about: string | null;
}

/** Changes that were put off, with how often: an unknown prev is waited for only so long. */
export interface HoldTable {
	unit_id: string;
	change_id: string;
	/** Whose it is; empty for those of before. */
	person_id: ColumnType<string, string | undefined, string>;
	code: string;
	first_at: string;
	tries: number;
}

export interface DeviceTable {
	id: string;
	/** Whoever came with it first; that does not change. */
	person_id: string;
	app: string;
	first_seen_at: string;
	last_seen_at: string;
	offset_ms: number;
	/** What the device said it has not sent: `{ changes, photos, oldest }`. */
	pending: Json | null;
}

export interface PersonTable {
	id: string;
	name: string;
	post: string;
	role: string;
}

export interface PersonUnitTable {
	person_id: string;
	unit_id: string;
}

/** Units that people were attached to before, or have written in. */
type PersonUnitPastTable = PersonUnitTable;

/** `programme`, `criteria_sets`, `departments`, `thresholds`. */
export interface ReferencePartTable {
	name: string;
	body: Json;
}

/** Districts whose page is open to everybody. */
export interface PublicPageTable {
	unit_id: string;
	opened_at: string;
}

/** How often a district's page was opened on a day. */
export interface PublicVisitTable {
	unit_id: string;
	day: string;
	visits: number;
}

/** Tables of better-auth, which reads and writes them; ours are only what makes a person and a new password. */
export interface AuthUserTable {
	/** The person's id. */
	id: string;
	name: string;
	email: string;
	username: string;
	display_username: string;
	role: string;
	banned: ColumnType<boolean | 0 | 1 | null, boolean | 0 | 1 | undefined, boolean | 0 | 1>;
	created_at: string;
	updated_at: string;
}

export interface AuthAccountTable {
	id: string;
	account_id: string;
	provider_id: string;
	user_id: string;
	password: string;
	created_at: string;
	updated_at: string;
}

export interface AuthSessionTable {
	id: string;
	user_id: string;
	token: string;
}

/** Sessions that were ended from elsewhere and did not run out. */
export interface EndedSessionTable {
	token: string;
	person_id: string;
	ended_at: string;
}

export interface Schema {
	auth_user: AuthUserTable;
	auth_account: AuthAccountTable;
	auth_session: AuthSessionTable;
	ended_session: EndedSessionTable;
	meta: MetaTable;
	unit: UnitTable;
	change: ChangeTable;
	record: RecordTable;
	hold: HoldTable;
	device: DeviceTable;
	person: PersonTable;
	person_unit: PersonUnitTable;
	person_unit_past: PersonUnitPastTable;
	reference_part: ReferencePartTable;
	public_page: PublicPageTable;
	public_visit: PublicVisitTable;
}
