import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import { isVoided, valueOf } from '#lib/domain/records/kinds.ts';
import { SAMPLE_PERSON } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDate } from '../format.ts';

const OF_CELLS = new Set(['check', 'dossier', 'paper', 'appraisal']);

/** Under the table: of when the reported figures are, what of it is invented, what a dash means. */
export function matrixNotes(records: readonly SyncRecord[], weeks: number): string[] {
	const standing = records.filter((record) => !isVoided(record));

	return [reported(standing), sample(standing, weeks), m.matrix_note_unreported()].filter((note) => note !== null);
}

function reported(records: readonly SyncRecord[]): string | null {
	const days = records
		.filter(({ kind }) => kind === 'tally')
		.flatMap((tally) => [valueOf(tally, 'tally', 'dossiers')?.on, valueOf(tally, 'tally', 'departments')?.on])
		.filter((day): day is TradeDate => typeof day === 'string')
		.sort();
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) return null;

	return first === last
		? m.matrix_note_reported({ date: formatDate(first) })
		: m.matrix_note_reported_span({ first: formatDate(first), last: formatDate(last) });
}

function sample(records: readonly SyncRecord[], weeks: number): string | null {
	const kinds = new Set(records.filter(hasSample).map(({ kind }) => kind));
	const parts = [
		[...kinds].some((kind) => OF_CELLS.has(kind)) && m.matrix_note_cells({ weeks }),
		kinds.has('obstacle') && m.matrix_note_obstacles()
	].filter((part) => part !== false);

	return parts.length === 0 ? null : m.matrix_note_sample({ parts: parts.join(', ') });
}

/** Written by an author that only samples have. */
const hasSample = ({ registers }: SyncRecord) =>
	Object.values(registers).some(({ by }) => by.startsWith(SAMPLE_PERSON));
