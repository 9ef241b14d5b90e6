import { SERVER_PERSON, type Change, type RegisterValue, type SyncRecord } from '../changes/change.ts';
import { isKnownKind, kindOf, valueOf } from '../records/kinds.ts';
import type { Unit } from '../unit.ts';
import { isOfficesWord, isOwnWord, type IsOffice } from './own-word.ts';
import { rulesOf, worksForOffice, type Officer } from './role.ts';

/** Bumped when rules of reading change that the table of roles does not show: it is part of `perm`, so devices fetch a
 *  snapshot. */
const VISIBILITY_RULES = 1;

/** What this person may read in a unit, as a text that is the same for all who may read the same there. */
export const readsText = (officer: Officer, unitId: string): string =>
	`${VISIBILITY_RULES} ${unitId} ${rulesOf(officer).reads?.records ?? 'nothing'}`;

/** The units whose records a person may read; none by a role that does not say so. */
export function unitsInScope(officer: Officer, units: readonly Unit[]): Unit[] {
	const { reads } = rulesOf(officer);
	if (reads === undefined) return [];
	if (reads.units === 'attached') return units.filter(({ id }) => officer.units.includes(id));

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

	if (!isWrittenBy(officer, write)) return 'role';
	if (write.kind === 'review' && write.judgedBy === officer.id) return 'role';
	if (worksForOffice(officer)) return undefined;
	if (isOfTheOffice(write) || isAskedOfTheOffice(write)) return 'of-office';
	return write.kind === 'task' && !mayWriteTask(officer, write) ? 'role' : undefined;
}

/** By the table of roles alone. A person who is attached to a unit of a level that is not meant for their role writes nothing. */
function isWrittenBy(officer: Officer, { unit, kind, register }: Write): boolean {
	const { reads, writes, attachedTo } = rulesOf(officer);
	if (!isKnownKind(kind) || (reads?.units === 'attached' && !attachedTo?.includes(unit.level))) return false;
	const registers: 'all' | readonly string[] | undefined = writes?.[kind];

	return registers === 'all' || registers?.includes(register) === true;
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
