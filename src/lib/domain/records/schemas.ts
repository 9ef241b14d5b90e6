import type * as z from 'zod/mini';
import { appraisal } from './appraisal.ts';
import { briefing, decision, statement } from './briefing.ts';
import { check } from './check.ts';
import { conflict } from './conflict.ts';
import { dossier, paper, tally } from './dossier.ts';
import { life } from './fields.ts';
import { findEntry } from './lists.ts';
import { obstacle } from './obstacle.ts';
import { photo } from './photo.ts';
import { profile, villageEntry } from './profile.ts';
import type { Registers } from './registers.ts';
import { review } from './review.ts';
import { survey } from './survey.ts';
import { target } from './target.ts';
import { task, works } from './task.ts';
import { criterionEntry, finding, postEntry, remark, visit } from './visit.ts';

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
	target,
	obstacle,
	task,
	works,
	photo,
	survey,
	briefing,
	statement,
	decision,
	conflict
} as const;

/** Of the entries of lists, by the list's name. */
const entries: Registers = { village: villageEntry, post: postEntry, criterion: criterionEntry };

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
