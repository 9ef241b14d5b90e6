import { SERVER_PERSON, type Change, type SyncRecord } from '../changes/change.ts';
import { kindOf } from '../records/kinds.ts';
import type { Unit } from '../reference/unit.ts';
import type { Officer } from './role.ts';

/** Bumped when what a role may see changes: it is part of `perm`, so devices fetch a snapshot. */
export const VISIBILITY_RULES = 1;

/** The units whose records a person may read. An administrator keeps people and reference, and reads no records. */
export function unitsInScope(officer: Officer, units: readonly Unit[]): Unit[] {
	if (officer.role === 'administrator') return [];

	if (officer.role === 'commune_officer') return units.filter(({ id }) => officer.units.includes(id));

	const byId = new Map(units.map((unit) => [unit.id, unit]));
	return units.filter((unit) => isAttached(officer, unit, byId));
}

/** A person attached to a unit is attached to everything below it. */
function isAttached(officer: Officer, unit: Unit, byId: ReadonlyMap<string, Unit>): boolean {
	if (officer.units.includes(unit.id)) return true;
	const parent = unit.parentId === null ? undefined : byId.get(unit.parentId);

	return parent !== undefined && isAttached(officer, parent, byId);
}

export interface Write {
	unit: Unit;
	kind: string;
	register: string;
	/** The record as it stands, if it exists. */
	record: SyncRecord | undefined;
	/** All that the change sets, this register among it. */
	set: Change['set'];
	/** Who wrote the value that a review judges. */
	judgedBy?: string | undefined;
}

/** Whether a person may write this register. Assumes the unit is in the person's scope. */
export function mayWrite(officer: Officer, write: Write): boolean {
	if (kindOf(write.kind)?.byServer?.includes(write.register)) return officer.id === SERVER_PERSON;

	if (officer.role === 'district_office') return mayOfficeWrite(officer, write);
	if (officer.role === 'commune_officer') return mayCommuneWrite(officer, write);
	return false;
}

function mayOfficeWrite(officer: Officer, { kind, register, judgedBy }: Write): boolean {
	if (kind === 'review') return register !== 'life' && judgedBy !== officer.id;

	return true;
}

const OF_THE_COMMUNE = new Set([
	'profile',
	'check',
	'visit',
	'finding',
	'remark',
	'dossier',
	'paper',
	'tally',
	'works',
	'survey',
	'photo'
]);

function mayCommuneWrite(officer: Officer, { unit, kind, register, record, set }: Write): boolean {
	if (unit.level !== 'commune') return false;
	if (OF_THE_COMMUNE.has(kind)) return !(kind === 'photo' && register === 'shown');

	switch (kind) {
		case 'appraisal':
			return register === 'sent' || register === 'inspected';
		case 'obstacle':
			return register !== 'answer' || asksTheCommune(record, set);
		case 'task':
			return register === 'progress' || isOwn(officer, record?.registers['assignment']?.by);
		case 'conflict':
			return register === 'settled';
		default:
			return false;
	}
}

const asksTheCommune = (record: SyncRecord | undefined, set: Change['set']) =>
	(set['statement'] ?? record?.registers['statement'])?.value?.['asks'] === 'commune';

/** What nobody has written yet will be one's own. */
const isOwn = (officer: Officer, author: string | undefined) => author === undefined || author === officer.id;
