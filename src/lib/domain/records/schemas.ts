import type * as z from 'zod/mini';
import { appraisal } from './appraisal/schema.ts';
import { briefing, decision, statement } from './briefing/schema.ts';
import { check } from './check/schema.ts';
import { conflict } from './conflict/schema.ts';
import { document, documentPart } from './document/schema.ts';
import { dossier } from './dossier/schema.ts';
import { paper } from './paper/schema.ts';
import { tally } from './tally/schema.ts';
import { life } from './fields.ts';
import { findEntry } from './lists.ts';
import { obstacle } from './obstacle/schema.ts';
import { letter } from './letter/schema.ts';
import { photo } from './photo/schema.ts';
import { profile, villageEntry } from './profile/schema.ts';
import type { Registers } from './registers.ts';
import { review } from './review/schema.ts';
import { survey } from './survey/schema.ts';
import { target } from './target/schema.ts';
import { task } from './task/schema.ts';
import { works } from './works/schema.ts';
import { criterionEntry, finding, postEntry, remark, visit } from './visit/schema.ts';

/** Only what writes needs the schemas; they are apart from the kinds, so that a page that reads starts without them. */
export const schemas = {
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
	letter,
	target,
	obstacle,
	task,
	works,
	photo,
	survey,
	briefing,
	statement,
	decision,
	document,
	conflict
} as const;

/** Of the entries of lists, by the list's name. */
const entries: Registers = {
	village: villageEntry,
	post: postEntry,
	criterion: criterionEntry,
	part: documentPart
};

/** The shape of a register's value; undefined for a register that this version does not know. */
export function schemaOf(kind: string, register: string): z.ZodMiniType | undefined {
	if (register === 'life') return life;
	const entry = findEntry(kind, register);
	if (entry) return entries[entry.list.name];
	const registers: Registers | undefined = Object.hasOwn(schemas, kind)
		? schemas[kind as keyof typeof schemas]
		: undefined;

	return registers && Object.hasOwn(registers, register) ? registers[register] : undefined;
}
