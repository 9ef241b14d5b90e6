import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { anyText, neededText, pastDay, type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import { isVoided, valueOf, type Value } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';
import { TARGET_ID } from '../record-ids.ts';
import { carriedOverFrom } from './read.ts';

type Registration = Value<'target', 'registration'>;

/** Bases with a name of their own; any other is words of the office. */
export const TARGET_BASES = ['province_decision', 'district_plan'] as const;

/** The form of a commune's target year as it is filled in. */
export type TargetTyped = {
	/** Null until one is chosen. */
	year: number | null;
	/** A named basis, empty while none is chosen; null when it is given in words. */
	basis: string | null;
	words: string;
	document: string;
	/** The day on which the year was moved. */
	on: string;
	/** The year that stands was a mistake in writing: it is replaced and counts as no move. */
	isCorrection: boolean;
};

export type TargetField = 'year' | 'basis' | 'document' | 'on';

/** The registration that stands; a voided one does not. */
export function registrationOf(record: SyncRecord | undefined): Registration | undefined {
	return record && !isVoided(record) ? valueOf(record, 'target', 'registration') : undefined;
}

/** The form as it opens: what stands, or nothing chosen. */
export function firstTarget(record: SyncRecord | undefined, today: TradeDate): TargetTyped {
	const { year = null, basis = '', document = '' } = registrationOf(record) ?? {};
	const isInWords = basis !== '' && !isNamedBasis(basis);

	return {
		year,
		basis: isInWords ? null : basis,
		words: isInWords ? basis : '',
		document,
		on: today,
		isCorrection: false
	};
}

/** `plan_2017` is the plan of that year. */
const isNamedBasis = (basis: string): boolean =>
	TARGET_BASES.some((named) => named === basis) || /^plan_\d{4}$/.test(basis);

/** Whether what is typed moves the commune to another year. */
export function isMove(record: SyncRecord | undefined, { year, isCorrection }: TargetTyped): boolean {
	const standing = registrationOf(record);

	return standing !== undefined && year !== null && year !== standing.year && !isCorrection;
}

/** Reads a form as typed: the registration it stands for, or everything that is in its way. A year that is moved stays
 *  in the history with the basis it had. */
export function readTarget(
	typed: TargetTyped,
	{ unitId, record, today }: { unitId: string; record: SyncRecord | undefined; today: TradeDate }
): FormReading<TargetField, RecordEdit> {
	const { year } = typed;
	const basis = typed.basis ?? tidyText(typed.words);
	const document = tidyText(typed.document);
	const moves = isMove(record, typed);
	const problems: FieldProblem<TargetField>[] = [
		...(year === null ? [{ at: 'year', kind: 'missing' } as const] : []),
		...neededText('basis', basis),
		...anyText('document', document),
		...(moves ? pastDay('on', typed.on, today) : [])
	];
	if (year === null || problems.length > 0) return { edit: undefined, problems };

	const standing = registrationOf(record);
	const moved = moveTarget(standing, { year, basis, ...(moves && { on: typed.on }) });
	const registration: Registration = {
		...moved,
		...(standing === undefined && { registeredOn: today }),
		...(document !== '' && { document })
	};
	return { edit: { unitId, kind: 'target', recordId: TARGET_ID, set: { registration } }, problems };
}

/** The registration with another year, and without the paper and decision of the old one. Given the day of the move, the year
 *  it leaves stays in the history with the basis it had. */
export function moveTarget(
	standing: Registration | undefined,
	{ year, basis, on }: { year: number; basis: string; on?: TradeDate }
): Registration {
	const { document, from: _from, ...carried } = standing ?? {};
	const carriedFrom = standing ? carriedOverFrom(standing) : null;
	const left =
		standing && on !== undefined
			? [{ year: standing.year, on, basis: standing.basis, ...(document !== undefined && { document }) }]
			: [];

	return {
		...carried,
		...(carriedFrom !== null && { carriedFrom }),
		year,
		basis,
		...(left.length > 0 && { movedFrom: [...(standing?.movedFrom ?? []), ...left] })
	};
}

const YEARS_AHEAD = 7; // as far as plans of a period reach

/** The years a commune can be given. */
export const yearsAhead = (from: TradeDate): number[] =>
	Array.from({ length: YEARS_AHEAD + 1 }, (_, ahead) => Number(from.slice(0, 4)) + ahead);
