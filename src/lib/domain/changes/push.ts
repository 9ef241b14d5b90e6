import * as z from 'zod/mini';
import { isUuid } from '../ids.ts';
import { isReading } from './clock.ts';
import type { Change, SyncRecord } from './change.ts';

export const PROTOCOL = 1;
export const PUSH_LIMITS = {
	changes: 200,
	compressedBytes: 256 * 1024,
	plainBytes: 2 * 1024 * 1024,
	changeBytes: 64 * 1024
};

const deviceId = z.string().check(z.regex(/^[a-z0-9]{8}$/));
const milliseconds = z.number().check(z.gte(0), z.lte(8.64e15));

/** The envelope; each change inside is parsed on its own, so that one malformed change does not stop the others. */
export const pushRequest = z.object({
	protocol: z.int(),
	app: z.optional(z.string().check(z.maxLength(200))),
	person: z.string(),
	device: deviceId,
	epoch: z.nullable(z.string()),
	now: milliseconds,
	changes: z.array(z.unknown())
});

export type PushRequest = Omit<z.output<typeof pushRequest>, 'changes'> & { changes: readonly unknown[] };

const id = z.string().check(z.refine(isUuid, 'not a UUID'));
const shortText = z.string().check(z.minLength(1), z.maxLength(200));

/** The frame of a change; what its registers hold is judged by the kind's own schema. */
export const changeFrame = z.object({
	id,
	v: z.int(),
	unitId: shortText,
	kind: shortText,
	recordId: shortText,
	set: z.record(shortText, z.object({ value: z.nullable(z.record(z.string(), z.unknown())), prev: z.nullable(id) })),
	hlc: z.string().check(z.refine(isReading, 'not a clock reading')),
	device: deviceId,
	n: z.int().check(z.positive()),
	again: z.optional(z.string().check(z.refine(isReading, 'not a stamp')))
}) satisfies z.ZodMiniType<Change>;

/** Final: the server will never take the change as it is. */
export const REFUSALS = ['forbidden', 'invalid', 'stale', 'locked', 'id-reuse', 'too-large'] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** Kept and tried again. */
export const HOLDS = ['prev-unknown', 'parent-unknown', 'newer', 'waiting', 'server-error'] as const;
export type HoldCode = (typeof HOLDS)[number];

export interface Taken {
	id: string;
	r: 'ok';
	seq: number;
	stamp: string;
	/** The record's seq before. */
	was: number;
	/** Registers in which the change lost against one made without knowing of it. */
	lost?: string[];
}
export interface Refused {
	id: string;
	r: 'refused';
	code: RefusalCode;
	message: string;
}
export interface Held {
	id: string;
	r: 'hold';
	code: HoldCode;
}
export type Receipt = Taken | Refused | Held;

export interface PushAnswer {
	now: number;
	epoch: string;
	/** The device id is in use elsewhere: take a new one. */
	device?: 'renew';
	receipts: Receipt[];
	/** State of the records whose result is not simply the value sent. */
	records: SyncRecord[];
}

const seq = z.int().check(z.gte(0));
const reading = z.string().check(z.refine(isReading, 'not a stamp'));

const register = z.looseObject({
	value: z.nullable(z.record(z.string(), z.unknown())),
	stamp: reading,
	change: z.string(),
	by: z.string(),
	flags: z.optional(z.array(z.string()))
});

export const syncRecord = z.object({
	unitId: z.string(),
	kind: z.string(),
	id: z.string(),
	seq,
	registers: z.record(z.string(), register)
});

/** Codes that this version does not know are kept: an unknown refusal stays a refusal, an unknown hold a hold. */
const receipt = z.discriminatedUnion('r', [
	z.object({
		id: z.string(),
		r: z.literal('ok'),
		seq,
		stamp: reading,
		was: seq,
		lost: z.optional(z.array(z.string()))
	}),
	z.object({ id: z.string(), r: z.literal('refused'), code: z.string(), message: z.string() }),
	z.object({ id: z.string(), r: z.literal('hold'), code: z.string() })
]);

export const pushAnswer = z.object({
	now: milliseconds,
	epoch: z.string(),
	device: z.optional(z.literal('renew')),
	receipts: z.array(receipt),
	records: z.array(syncRecord)
});
