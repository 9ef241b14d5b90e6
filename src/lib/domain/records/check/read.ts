import type { Register, SyncRecord } from '../../changes/change.ts';
import { BARE_SET } from '../../criteria/criteria-set.ts';
import type { TradeDate } from '../../dates.ts';
import type { Measurement } from './schema.ts';
import { isVoided, valueOf } from '../kinds.ts';

/** A check that stands. */
export interface CheckRead {
	id: string;
	indicator: string;
	set: string;
	/** A village's id; undefined for the commune as a whole. */
	village: string | undefined;
	measurement: Measurement;
	register: Register;
	record: SyncRecord;
}

export function readCheckRecord(record: SyncRecord): CheckRead | undefined {
	const subject = valueOf(record, 'check', 'subject');
	const measurement = valueOf(record, 'check', 'measurement');
	if (record.kind !== 'check' || !subject || !measurement || isVoided(record)) return undefined;

	return {
		id: record.id,
		indicator: subject.indicator,
		set: subject.set ?? BARE_SET,
		village: subject.village || undefined,
		measurement,
		register: record.registers['measurement']!,
		record
	};
}

export interface CheckAsked {
	set: string;
	indicator: string;
	village?: string | undefined;
	/** Checks of later days do not count. */
	until?: TradeDate | undefined;
	/** The check that is being edited. */
	except?: string | undefined;
}

/** The latest check of the same thing: by its day, then by when it was written. */
export function lastCheck(records: readonly SyncRecord[], asked: CheckAsked): CheckRead | undefined {
	let last: CheckRead | undefined;

	for (const record of records) {
		const check = record.id === asked.except ? undefined : readCheckRecord(record);
		if (check && isAsked(check, asked) && (!last || isLater(check, last))) last = check;
	}
	return last;
}

const isAsked = (check: CheckRead, { set, indicator, village, until }: CheckAsked) =>
	check.set === set &&
	check.indicator === indicator &&
	check.village === (village || undefined) &&
	(until === undefined || check.measurement.on <= until);

function isLater(a: CheckRead, b: CheckRead): boolean {
	if (a.measurement.on !== b.measurement.on) return a.measurement.on > b.measurement.on;

	return a.register.stamp === b.register.stamp ? a.id > b.id : a.register.stamp > b.register.stamp;
}
