import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { TALLY_ID } from '../record-ids.ts';
import { countOf, countUpTo, pastDay, type FieldProblem, type FormReading } from '../form-fields.ts';
import { valueOf } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';
import { typedNumber } from '../typed-number.ts';

/** A figure as it is reported: a number, or said to be unknown. While neither is given, nothing is said. */
export interface FigureReported {
	typed: string;
	isUnknown: boolean;
}

/** Whoever types a figure knows it. */
export const typeFigure = (figure: FigureReported, typed: string): FigureReported =>
	figure.isUnknown && typed.trim() === '' ? figure : { typed, isUnknown: false };

/** The form in which a commune reports figures only. */
export interface TallyTyped {
	complete: FigureReported;
	/** Null while nothing is said. */
	common: 'yes' | 'no' | 'unknown' | null;
	sent: FigureReported;
	inspected: FigureReported;
	/** Day for which the figures hold. */
	on: string;
}

export type TallyField = 'complete' | 'common' | 'sent' | 'inspected' | 'on';

/** What was reported last, as of today. */
export function tallyToTyped(record: SyncRecord | undefined, today: TradeDate): TallyTyped {
	const dossiers = valueOf(record, 'tally', 'dossiers');
	const departments = valueOf(record, 'tally', 'departments');
	const common = dossiers?.common;

	return {
		complete: figureOf(dossiers?.complete),
		common: common === undefined ? null : common === null ? 'unknown' : common ? 'yes' : 'no',
		sent: figureOf(departments?.sent),
		inspected: figureOf(departments?.inspected),
		on: today
	};
}

const figureOf = (value: number | null | undefined): FigureReported => ({
	typed: typedNumber(value ?? undefined),
	isUnknown: value === null
});

export interface TallyFormOf {
	unitId: string;
	record: SyncRecord | undefined;
	/** How many there are at most. */
	dossiers: number;
	departments: number;
	today: TradeDate;
}

/** The two groups, dossiers and departments, are told apart: one in which nothing is said is left alone, one in which
 *  something is said is said whole. A figure is never taken for zero because nobody typed it. */
export function readTally(
	typed: TallyTyped,
	{ unitId, record, dossiers, departments, today }: TallyFormOf
): FormReading<TallyField, RecordEdit> {
	const { complete, common, sent, inspected, on } = typed;
	const ofDossiers = isSaid(complete) || common !== null;
	const ofDepartments = isSaid(sent) || isSaid(inspected);

	const problems: FieldProblem<TallyField>[] = [
		...(ofDossiers ? figureProblems('complete', complete, dossiers) : []),
		...(ofDossiers && common === null ? [{ at: 'common', kind: 'missing' } as const] : []),
		...(ofDepartments ? figureProblems('sent', sent, departments) : []),
		...(ofDepartments ? figureProblems('inspected', inspected, departments) : []),
		...(ofDossiers || ofDepartments ? pastDay('on', on, today) : [])
	];
	if (problems.length > 0 || !(ofDossiers || ofDepartments)) return { edit: undefined, problems };

	const set = {
		...(ofDossiers && {
			dossiers: {
				...valueOf(record, 'tally', 'dossiers'),
				complete: valueOfFigure(complete),
				common: common === 'unknown' ? null : common === 'yes',
				on
			}
		}),
		...(ofDepartments && {
			departments: {
				...valueOf(record, 'tally', 'departments'),
				sent: valueOfFigure(sent),
				inspected: valueOfFigure(inspected),
				on
			}
		})
	};
	return { edit: { unitId, kind: 'tally', recordId: TALLY_ID, set }, problems };
}

const isSaid = ({ typed, isUnknown }: FigureReported): boolean => isUnknown || typed.trim() !== '';

const figureProblems = (
	at: TallyField,
	{ typed, isUnknown }: FigureReported,
	most: number
): FieldProblem<TallyField>[] => (isUnknown ? [] : countUpTo(at, typed, { most, units: UNITS }));

const valueOfFigure = ({ typed, isUnknown }: FigureReported): number | null =>
	isUnknown ? null : countOf(typed, UNITS);

const UNITS = ['hồ sơ', 'tiêu chí', 'ngành', 'sở'];
