import type { CommuneProgress } from '#lib/domain/progress/progress.ts';
import type { TimelineEntry } from '#lib/domain/progress/timeline-entry.ts';

/** The how-manieth dossier became complete, the how-manieth department was sent to. */
export interface Ranks {
	of(entry: TimelineEntry): number | undefined;
}

/** Counts the entries of a commune, newest first. Where the commune knows of more than the records date, no entry can be
 *  given its number. */
export function rankEntries(
	entries: readonly TimelineEntry[],
	{ dossiers, departments }: Pick<CommuneProgress, 'dossiers' | 'departments'>
): Ranks {
	const complete = entries.filter((entry) => entry.kind === 'dossier_complete' && entry.dossier !== 'common');
	const sent = entries.filter(({ kind }) => kind === 'sent');
	const ranks = new Map([
		...(complete.length === dossiers.complete ? numbered(complete) : []),
		...(sent.length === departments.sent ? numbered(sent) : [])
	]);

	return { of: (entry) => ranks.get(entry) };
}

const numbered = (entries: readonly TimelineEntry[]) =>
	entries.map((entry, index) => [entry, entries.length - index] as const);
