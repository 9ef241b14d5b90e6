import type { Register, SyncRecord } from '#lib/domain/changes/change.ts';
import { parseReading } from '#lib/domain/changes/clock.ts';
import type { Seen } from '#lib/domain/records/record-edit.ts';

/** What stands in a register that the form was not made from. */
export interface Standing {
	kind: string;
	register: string;
	standing: Register;
}

interface Look<T> {
	/** The register that each field is saved in; null for what is no part of the record. */
	registers: { [field in keyof T]-?: string | null };
	typed: T;
	/** The fields as they stood at `seen`. */
	shown: T;
	seen: Seen;
	/** The fields as they stand. */
	now: T;
	record: SyncRecord | undefined;
	/** The device that the form is on. */
	deviceId: string | undefined;
}

/** What came of a record while its form was open. */
export interface Followed<T> {
	/** Somebody else wrote another value where something is typed: a person has to choose. */
	rivals: Standing[];
	/** Registers that are seen now as they stand. */
	followed: Standing[];
	/** Fields that are to be shown as they stand. */
	stale: (keyof T)[];
	/** Of `followed`, what somebody else wrote and the form shows another value for. */
	told: Standing[];
}

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is typed stays; what is not follows what stands now. A register with something typed in it is followed as a whole or not
 *  at all, since a value that is put together from two people's is nobody's. What this device wrote itself is no rival. */
export function follow<T extends object>(look: Look<T>): Followed<T> {
	const { registers, shown, now } = look;
	const arrived = arrivedIn(look);
	const rivals = arrived.filter((one) => isRival(one, look));
	const isHeld = (register: string | null) => rivals.some((one) => one.register === register);
	const stale = fieldsOf(look).filter((field) => !isHeld(registers[field]) && !isSame(now[field], shown[field]));
	const followed = arrived.filter(({ register }) => !isHeld(register));

	return {
		...{ rivals, followed, stale },
		told: followed.filter((one) => !isOwn(one, look) && stale.some((field) => registers[field] === one.register))
	};
}

/** For a form whose fields are no part of the record that they are about. */
export const inNoRecord = <T extends object>(fields: T): Look<T>['registers'] =>
	Object.fromEntries(Object.keys(fields).map((field) => [field, null])) as Look<T>['registers'];

const fieldsOf = <T extends object>({ registers }: Pick<Look<T>, 'registers'>): (keyof T)[] =>
	Object.keys(registers) as (keyof T)[];

/** The fields that are saved in a register. */
export const fieldsIn = <T extends object>(registers: Look<T>['registers'], register: string): (keyof T)[] =>
	fieldsOf({ registers }).filter((field) => registers[field] === register);

function arrivedIn<T extends object>({ record, registers, seen }: Look<T>): Standing[] {
	const written = new Set(Object.values<string | null>(registers));

	return Object.entries(record?.registers ?? {}).flatMap(([register, standing]) =>
		written.has(register) && standing.change !== (seen[register] ?? null)
			? { kind: record!.kind, register, standing }
			: []
	);
}

function isRival<T extends object>(arrived: Standing, look: Look<T>): boolean {
	const { registers, typed, shown, now } = look;
	const fields = fieldsIn(registers, arrived.register);
	const isTouched = fields.some((field) => !isSame(typed[field], shown[field]));

	return isTouched && !isOwn(arrived, look) && fields.some((field) => !isSame(typed[field], now[field]));
}

const isOwn = ({ standing }: Standing, { deviceId }: { deviceId: string | undefined }): boolean =>
	parseReading(standing.stamp).device === deviceId;
