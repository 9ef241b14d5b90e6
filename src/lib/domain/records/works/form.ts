import type { TradeDate } from '../../dates.ts';
import {
	anyDay,
	anyText,
	countOf,
	countUpTo,
	neededDay,
	neededText,
	pastDay,
	type FieldProblem,
	type FormReading
} from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import type { RecordEdit } from '../record-edit.ts';
import { typedNumber } from '../typed-number.ts';
import type { WorksRead } from './read.ts';

/** The form of a contractor's works, with how far they are. */
export interface WorksTyped {
	/** Null for the commune as a whole. */
	criterion: number | null;
	name: string;
	contractor: string;
	startOn: string;
	dueOn: string;
	/** Of the works that are done; empty while nobody has said. */
	percent: string;
	/** The day this was seen. */
	on: string;
	note: string;
}

export type WorksField = 'name' | 'contractor' | 'startOn' | 'dueOn' | 'percent' | 'on' | 'note';

/** A day later, the same share of the works is news: the form starts with today. */
export function worksToTyped(works: WorksRead | undefined, today: TradeDate, criterion: number | null): WorksTyped {
	const { contract, progress } = works ?? {};

	return {
		criterion: contract ? (contract.criterion ?? null) : criterion,
		name: contract?.name ?? '',
		contractor: contract?.contractor ?? '',
		startOn: contract?.startOn ?? '',
		dueOn: contract?.dueOn ?? '',
		percent: typedNumber(progress?.percent),
		on: today,
		note: progress?.note ?? ''
	};
}

interface WorksFormOf {
	unitId: string;
	recordId: string;
	works: WorksRead | undefined;
	today: TradeDate;
}

/** Only the registers in which something was typed are written: whoever reports progress repeats no contract. */
export function readWorks(
	typed: WorksTyped,
	shown: WorksTyped,
	{ unitId, recordId, works, today }: WorksFormOf
): FormReading<WorksField, RecordEdit> {
	const differs = (...fields: (keyof WorksTyped)[]) =>
		fields.some((field) => tidy(typed[field]) !== tidy(shown[field]));
	const hasContract = differs('criterion', 'name', 'contractor', 'startOn', 'dueOn');
	const hasProgress = differs('percent', 'on', 'note') && (tidy(typed.percent) !== '' || tidy(typed.note) !== '');

	const problems: FieldProblem<WorksField>[] = [
		...neededText('name', typed.name),
		...neededText('contractor', typed.contractor),
		...anyDay('startOn', typed.startOn),
		...neededDay('dueOn', typed.dueOn),
		...(hasProgress
			? [...countUpTo('percent', typed.percent, { most: 100, units: ['%'] }), ...pastDay('on', typed.on, today)]
			: []),
		...anyText('note', typed.note)
	];
	if (problems.length > 0 || !(hasContract || hasProgress)) return { edit: undefined, problems };

	const set = {
		...(hasContract && { contract: contractOf(typed, works) }),
		...(hasProgress && { progress: progressOf(typed, works) })
	};
	return { edit: { unitId, kind: 'works', recordId, set }, problems };
}

const tidy = (value: string | number | null): string | number | null =>
	typeof value === 'string' ? tidyText(value) : value;

function contractOf({ criterion, name, contractor, startOn, dueOn }: WorksTyped, works: WorksRead | undefined) {
	const { criterion: _criterion, startOn: _startOn, ...carried } = works?.contract ?? {};

	return {
		...carried,
		...(criterion !== null && { criterion }),
		name: tidyText(name),
		contractor: tidyText(contractor),
		...(startOn !== '' && { startOn }),
		dueOn
	};
}

function progressOf({ percent, on, note }: WorksTyped, works: WorksRead | undefined) {
	const { note: _note, ...carried } = works?.progress ?? {};
	const said = tidyText(note);

	return { ...carried, percent: countOf(percent, ['%'])!, on, ...(said !== '' && { note: said }) };
}
