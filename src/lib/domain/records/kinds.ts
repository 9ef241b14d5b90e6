import type * as z from 'zod/mini';
import type { Register, RegisterValue, SyncRecord } from '../changes/change.ts';
import { appraisal } from './appraisal.ts';
import { briefing, decision } from './briefing.ts';
import { check } from './check.ts';
import { conflict } from './conflict.ts';
import { dossier, paper, tally } from './dossier.ts';
import { life } from './fields.ts';
import type { Kind } from './kind.ts';
import { obstacle } from './obstacle.ts';
import { photo } from './photo.ts';
import { profile } from './profile.ts';
import { review } from './review.ts';
import { target } from './target.ts';
import { task, works } from './task.ts';
import { finding, remark, visit } from './visit.ts';

export const kinds = {
	profile,
	check,
	review,
	visit,
	finding,
	remark,
	dossier,
	paper,
	tally,
	appraisal,
	target,
	obstacle,
	task,
	works,
	photo,
	briefing,
	decision,
	conflict
} as const;

export type KindName = keyof typeof kinds;
export type RegisterName<K extends KindName> = keyof (typeof kinds)[K]['registers'] & string;
export type Value<K extends KindName, R extends RegisterName<K>> = z.output<
	(typeof kinds)[K]['registers'][R] & z.ZodMiniType
>;

export const isKnownKind = (kind: string): kind is KindName => Object.hasOwn(kinds, kind);

export const kindOf = (kind: string): Kind | undefined => (isKnownKind(kind) ? kinds[kind] : undefined);

/** The shape of a register's value; undefined for a register that this version does not know. */
export function schemaOf(kind: string, register: string): z.ZodMiniType | undefined {
	if (register === 'life') return life;
	const registers = kindOf(kind)?.registers;

	return registers && Object.hasOwn(registers, register) ? registers[register] : undefined;
}

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
