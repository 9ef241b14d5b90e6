import type { CommuneFigures } from '#lib/domain/progress/commune-figures.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDate } from '../format.ts';

const OF_CELLS = new Set(['check', 'dossier', 'paper', 'appraisal', 'letter']);

type Origin = Pick<CommuneFigures, 'reportedOn' | 'sampleKinds'>;

/** Under the table: of when the reported figures are, what of it is invented, what a dash means. */
export function matrixNotes(communes: readonly Origin[], weeks: number): string[] {
	const notes = [reported(communes), sample(communes, weeks), m.matrix_note_unreported()];

	return notes.filter((note) => note !== null);
}

function reported(communes: readonly Origin[]): string | null {
	const days = communes.flatMap(({ reportedOn }) => reportedOn).sort();
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) return null;

	return first === last
		? m.matrix_note_reported({ date: formatDate(first) })
		: m.matrix_note_reported_span({ first: formatDate(first), last: formatDate(last) });
}

function sample(communes: readonly Origin[], weeks: number): string | null {
	const kinds = new Set(communes.flatMap(({ sampleKinds }) => sampleKinds));
	const parts = [
		[...kinds].some((kind) => OF_CELLS.has(kind)) && m.matrix_note_cells({ weeks }),
		kinds.has('obstacle') && m.matrix_note_obstacles()
	].filter((part) => part !== false);

	return parts.length === 0 ? null : m.matrix_note_sample({ parts: parts.join(', ') });
}
