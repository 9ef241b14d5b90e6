import { SERVER_PERSON, type Change, type RegisterValue, type SyncRecord } from '../changes/change.ts';
import { kindOf, valueOf } from '../records/kinds.ts';
import type { Unit } from '../reference/unit.ts';
import { isOfficesWord, isOwnWord, type IsOffice } from './own-word.ts';
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
	/** The records that it is a part of, as they stand, such as the visit of a finding. */
	wholes?: readonly SyncRecord[] | undefined;
	/** Those that are a part of it, such as the findings of a visit; asked for before it is voided. */
	parts?: readonly SyncRecord[] | undefined;
	/** All that the change sets, this register among it. */
	set: Change['set'];
	/** Who wrote the value that a review judges. */
	judgedBy?: string | undefined;
	isOffice: IsOffice;
}

/** `role`: never, by their role. `of-office`: the office wrote it, or was asked. */
export type Denial = 'role' | 'of-office';

export const mayWrite = (officer: Officer, write: Write): boolean => denialOf(officer, write) === undefined;

/** Why a person may not write this register; undefined when they may. Assumes the unit is in the person's scope. */
export function denialOf(officer: Officer, write: Write): Denial | undefined {
	if (kindOf(write.kind)?.byServer?.includes(write.register))
		return officer.id === SERVER_PERSON ? undefined : 'role';

	if (officer.role === 'district_office') return mayOfficeWrite(officer, write) ? undefined : 'role';
	if (officer.role !== 'commune_officer' || !isForCommunes(write)) return 'role';
	if (isOfTheOffice(write) || isAskedOfTheOffice(write)) return 'of-office';
	return write.kind === 'task' && !mayWriteTask(officer, write) ? 'role' : undefined;
}

function mayOfficeWrite(officer: Officer, { kind, register, judgedBy }: Write): boolean {
	if (kind === 'review') return register !== 'life' && judgedBy !== officer.id;

	return true;
}

/** What communes write; of a kind that is named with registers, those alone. */
const OF_THE_COMMUNE: { [kind: string]: readonly string[] | 'all' } = {
	profile: 'all',
	check: 'all',
	visit: 'all',
	finding: 'all',
	remark: 'all',
	dossier: 'all',
	paper: 'all',
	tally: 'all',
	works: 'all',
	survey: 'all',
	photo: ['file', 'caption', 'life'],
	appraisal: ['sent', 'inspected'],
	obstacle: 'all',
	task: 'all',
	conflict: ['settled']
};

function isForCommunes({ unit, kind, register }: Write): boolean {
	const registers = Object.hasOwn(OF_THE_COMMUNE, kind) ? OF_THE_COMMUNE[kind] : undefined;

	return unit.level === 'commune' && (registers === 'all' || registers?.includes(register) === true);
}

/** The office's word: in the record itself, in the minutes that a new finding or remark would be added to, in the check that a
 *  photo would be evidence of, or on one side of a conflict. */
function isOfTheOffice({ kind, register, record, wholes = [], parts = [], isOffice }: Write): boolean {
	if (record && isOfficesWord(record, register, isOffice)) return true;
	if (register === 'life' && parts.some((part) => isOfficesWord(part, 'life', isOffice))) return true;
	if (record && kind === 'conflict') return isConflictOfOffice(record, isOffice);
	if (!isOwnWord(kind, register)) return false;

	return wholes.some((whole) => {
		const word = { visit: 'conclusion', check: 'measurement' }[whole.kind];
		return word !== undefined && isOfficesWord(whole, word, isOffice);
	});
}

function isConflictOfOffice(record: SyncRecord, isOffice: IsOffice): boolean {
	// After a restore the choice may be back before the clash it settles.
	const clash = valueOf(record, 'conflict', 'clash');
	if (!clash || !isOwnWord(clash.kind, clash.register)) return false;

	return isOffice(clash.winner.by) || isOffice(clash.loser.by);
}

/** What a commune asks of a level above is answered there, and stands as it was asked until it is taken back. */
function isAskedOfTheOffice({ kind, register, record, set, isOffice }: Write): boolean {
	const standing = (name: string) => (record?.registers[name] ?? set[name])?.value;

	if (kind === 'obstacle' && register === 'answer') return standing('statement')?.['asks'] !== 'commune';
	if (kind !== 'task') return false;
	const isAsked = asksTheOffice(standing('assignment'), isOffice);
	if (register === 'assignment') return isAsked && record?.registers['assignment'] !== undefined;
	const isBegun = record?.registers['progress'] === undefined && set['progress']?.value?.['state'] === 'open';

	return register === 'progress' && isAsked && !isBegun;
}

const asksTheOffice = (assignment: RegisterValue | undefined, isOffice: IsOffice): boolean =>
	Boolean(assignment?.['reopen']) || isOffice(String(assignment?.['assignee']));

/** How far anybody's task is; else one's own. What nobody has written yet will be one's own. */
function mayWriteTask(officer: Officer, { register, record }: Write): boolean {
	const author = record?.registers['assignment']?.by;

	return register === 'progress' || author === undefined || author === officer.id;
}
