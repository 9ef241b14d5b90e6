import * as z from 'zod/mini';
import { isDeviceId, isKindName, isRecordId, isRegisterName, isUuid } from '../ids.ts';
import { ok, refuse, type Result } from '../result.ts';
import { isReading } from './clock.ts';
import type { Change, SyncRecord } from './change.ts';
import { flawOf, isSoundText } from './sound-json.ts';

export const PROTOCOL = 1;
export const PUSH_LIMITS = {
	changes: 200,
	compressedBytes: 256 * 1024,
	plainBytes: 2 * 1024 * 1024,
	changeBytes: 64 * 1024
};

export const milliseconds = z.number().check(z.gte(0), z.lte(8.64e15));
const shortText = z.string().check(z.maxLength(200), z.refine(isSoundText, 'not sound'));

/** What every request of a device says of itself. */
export const requestHead = {
	protocol: z.int(),
	app: z.optional(shortText),
	person: shortText,
	device: z.string().check(z.refine(isDeviceId, 'not the id of a device')),
	epoch: z.nullable(shortText),
	now: milliseconds
};

/** A seq of a unit up to which a device knows its log, and the server's word on which change lies there. With it a device shows
 *  a database that has it no more that it is an older copy. */
const mark = z.tuple([z.int().check(z.gte(1)), z.string().check(z.maxLength(200))]);
export const marks = z.record(z.string(), mark);
export type Mark = z.output<typeof mark>;
export type Marks = z.output<typeof marks>;

/** The envelope; each change inside is read on its own, so that one malformed change does not stop the others. */
export const pushRequest = z.object({ ...requestHead, changes: z.array(z.unknown()), marks: z.optional(marks) });

export type PushRequest = Omit<z.output<typeof pushRequest>, 'changes'> & { changes: readonly unknown[] };

const id = z.string().check(z.refine(isUuid, 'not a UUID'));
const recordId = z.string().check(z.refine(isRecordId, 'not the id of a unit or record'));
const kindName = z.string().check(z.refine(isKindName, 'not the name of a kind'));
const registerName = z.string().check(z.refine(isRegisterName, 'not the name of a register'));

/** No kind has more than six. */
const MOST_REGISTERS = 32;
/** A program that is so much newer does not exist. */
const LAST_VERSION = 10_000;

const changeFrame = z.object({
	id,
	v: z.int().check(z.gte(1), z.lte(LAST_VERSION)),
	unitId: recordId,
	kind: kindName,
	recordId,
	set: z
		.record(registerName, z.object({ value: z.nullable(z.record(z.string(), z.unknown())), prev: z.nullable(id) }))
		.check(z.refine((set) => Object.keys(set).length <= MOST_REGISTERS, 'too many registers')),
	hlc: z.string().check(z.refine(isReading, 'not a clock reading')),
	device: requestHead.device,
	n: z.int().check(z.positive()),
	made: z.optional(z.object({ at: z.number(), after: z.number() })),
	again: z.optional(z.string().check(z.refine(isReading, 'not a stamp'))),
	proof: z.optional(z.string().check(z.maxLength(200)))
}) satisfies z.ZodMiniType<Change>;

/** The change that a device sent, by its frame; what its registers hold is judged by the kind's own schema. The one place where
 *  text and ids from outside are looked at, so that all that lies behind it can be stored and written anywhere. */
export function readChange(raw: unknown): Result<Change, string> {
	const flaw = flawOf(raw);
	if (flaw !== undefined) return refuse(flaw);

	const frame = changeFrame.safeParse(raw);
	if (!frame.success) {
		const { path, message } = frame.error.issues[0]!;
		return refuse(`${path.map(String).join('.') || 'change'}: ${message}`);
	}
	const bytes = new TextEncoder().encode(JSON.stringify(frame.data)).length;
	return bytes > PUSH_LIMITS.changeBytes
		? refuse(`a change may have ${PUSH_LIMITS.changeBytes} bytes`)
		: ok(frame.data as Change);
}

/** Final: the server will never take the change as it is. */
export const REFUSALS = [
	'forbidden',
	'of-office',
	'turned',
	'invalid',
	'stale',
	'unsettled',
	'locked',
	'id-reuse',
	'too-large'
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** Kept and tried again. */
export const HOLDS = ['prev-unknown', 'parent-unknown', 'newer', 'waiting', 'server-error'] as const;
export type HoldCode = (typeof HOLDS)[number];

export interface Taken {
	id: string;
	r: 'ok';
	seq: number;
	stamp: string;
	/** To be brought back with the change if the server is restored from a copy that lacks it. */
	proof?: string;
	/** Names the change at this seq; see `Mark`. */
	mark?: string;
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
		proof: z.optional(z.string()),
		mark: z.optional(z.string()),
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
