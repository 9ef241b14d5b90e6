import * as z from 'zod/mini';
import { date, name } from '../fields.ts';
import type { Registers } from '../registers.ts';

const side = z.looseObject({ change: name, value: z.unknown(), by: name, stamp: name });

/** Two edits made without knowing of each other: which stands, which was laid aside, and which a person chose. */
export const conflict = {
	clash: z.looseObject({ kind: name, recordId: name, register: name, winner: side, loser: side }),
	settled: z.looseObject({ choice: z.enum(['winner', 'loser']), on: date })
} as const satisfies Registers;
