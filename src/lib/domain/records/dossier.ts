import * as z from 'zod/mini';
import { count, criterionRef, date, isCriterionId, name, text } from './fields.ts';
import type { Kind } from './kind.ts';

const dossierState = z.enum(['not_started', 'preparing', 'complete']);

export const dossier = {
	scope: 'commune',
	id: (id) => id === 'dossier:common' || (id.startsWith('dossier:') && isCriterionId(id.slice('dossier:'.length))),
	registers: {
		state: z.looseObject({ state: dossierState, on: z.optional(date) }),
		plan: z.looseObject({ expectedOn: z.optional(date), owner: z.optional(text) })
	}
} as const satisfies Kind;

/** One paper of a dossier; one record each, so that two people ticking lose no tick. */
export const paper = {
	scope: 'commune',
	id: 'uuid',
	registers: {
		item: z.looseObject({ of: z.union([criterionRef, z.literal('common')]), name }),
		state: z.looseObject({ done: z.boolean(), on: z.optional(date), note: z.optional(text) })
	}
} as const satisfies Kind;

/** What a commune reported in figures only; null is "not known". */
export const tally = {
	scope: 'commune',
	id: (id) => id === 'tally',
	registers: {
		dossiers: z.looseObject({ complete: z.nullable(count), common: z.nullable(z.boolean()), on: date }),
		departments: z.looseObject({ sent: z.nullable(count), inspected: z.nullable(count), on: date })
	}
} as const satisfies Kind;

export const COMMON_DOSSIER_ID = 'dossier:common';
export const TALLY_ID = 'tally';

export const dossierId = (criterion: number): string => `dossier:${criterion}`;
