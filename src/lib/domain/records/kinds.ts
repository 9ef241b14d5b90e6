import type * as z from 'zod/mini';
import type { Register, RegisterValue, SyncRecord } from '../changes/change.ts';
import { isUuid } from '../ids.ts';
import { findEntry } from './lists.ts';
import {
	COMMON_DOSSIER_ID,
	isConflictId,
	isCriterionId,
	isSurveyId,
	PROFILE_ID,
	TALLY_ID,
	TARGET_ID
} from './record-ids.ts';
import type { schemas } from './schemas.ts';

/** How a kind's record ids are formed: any UUIDv7, or fixed so that two people who start the same thing meet in it. */
type IdForm = 'uuid' | ((id: string) => boolean);

interface Kind {
	scope: 'commune' | 'district' | 'any';
	id: IdForm;
	/** Registers that only the server writes. */
	byServer?: readonly string[];
	/** Registers that are written once: a second write is refused. Of a list, each of its entries. */
	once?: readonly string[];
}

/** What is fixed of each kind, whatever its registers hold; their shapes stand in `schemas.ts`. */
export const kinds = {
	profile: { scope: 'commune', id: (id) => id === PROFILE_ID },
	check: { scope: 'commune', id: 'uuid' },
	review: { scope: 'commune', id: 'uuid', once: ['verdict'] },
	visit: { scope: 'commune', id: 'uuid' },
	finding: { scope: 'commune', id: isFindingId },
	remark: { scope: 'commune', id: 'uuid' },
	dossier: { scope: 'commune', id: isDossierId },
	paper: { scope: 'commune', id: 'uuid' },
	tally: { scope: 'commune', id: (id) => id === TALLY_ID },
	appraisal: { scope: 'commune', id: (id) => /^appraisal:[a-z0-9-]+$/.test(id) },
	letter: { scope: 'commune', id: 'uuid' },
	target: { scope: 'commune', id: (id) => id === TARGET_ID },
	obstacle: { scope: 'commune', id: 'uuid' },
	task: { scope: 'commune', id: 'uuid' },
	works: { scope: 'commune', id: 'uuid' },
	photo: { scope: 'commune', id: 'uuid', byServer: ['stored'], once: ['file'] },
	survey: { scope: 'commune', id: isSurveyId },
	briefing: { scope: 'district', id: 'uuid' },
	statement: { scope: 'district', id: 'uuid' },
	decision: { scope: 'district', id: 'uuid' },
	document: { scope: 'district', id: 'uuid', once: ['head', 'part'] },
	conflict: { scope: 'any', id: (id) => isConflictId(id), byServer: ['clash'] }
} as const satisfies { [K in keyof typeof schemas]: Kind };

function isDossierId(id: string): boolean {
	return id === COMMON_DOSSIER_ID || (id.startsWith('dossier:') && isCriterionId(id.slice('dossier:'.length)));
}

function isFindingId(id: string): boolean {
	const [word, visitId, ...criterion] = id.split(':');
	return word === 'finding' && isUuid(visitId ?? '') && isCriterionId(criterion.join(':'));
}

export type KindName = keyof typeof kinds;
export type RegisterName<K extends KindName> = keyof (typeof schemas)[K] & string;
export type Value<K extends KindName, R extends RegisterName<K>> = z.output<(typeof schemas)[K][R] & z.ZodMiniType>;

export const isKnownKind = (kind: string): kind is KindName => Object.hasOwn(kinds, kind);

export const kindOf = (kind: string): Kind | undefined => (isKnownKind(kind) ? kinds[kind] : undefined);

/** A row of a table in which every kind stands; undefined for a kind that this version does not know. */
export const byKind = <Row>(table: { readonly [K in KindName]: Row }, kind: string): Row | undefined =>
	isKnownKind(kind) ? table[kind] : undefined;

/** Whether a register of the kind is written once and stands. */
export const isForGood = (kind: string, register: string): boolean =>
	kindOf(kind)?.once?.includes(findEntry(kind, register)?.list.name ?? register) === true;

export function hasFixedId(kind: string): boolean {
	return typeof kindOf(kind)?.id === 'function';
}

/** The value of a register, in the trade's types. What is stored passed the server's schema, so it is not parsed again. */
export function valueOf<K extends KindName, R extends RegisterName<K>>(
	record: SyncRecord | undefined,
	_kind: K,
	register: R
): Value<K, R> | undefined {
	return (record?.registers[register]?.value ?? undefined) as Value<K, R> | undefined;
}

export const isVoided = (record: SyncRecord): boolean =>
	(record.registers['life']?.value as RegisterValue | undefined)?.['voided'] === true;

/** The register that was written last, by its stamp. */
export function latestRegister(record: SyncRecord): Register | undefined {
	return Object.values(record.registers).reduce<Register | undefined>(
		(latest, register) => (latest === undefined || register.stamp > latest.stamp ? register : latest),
		undefined
	);
}
