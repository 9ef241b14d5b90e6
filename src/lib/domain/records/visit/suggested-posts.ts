import { isSameName } from '../../search.ts';
import type { VisitLevel, VisitRead } from './read.ts';

interface Asked {
	level: VisitLevel;
	/** The department that comes now: another one's people are of no use. */
	department?: string | undefined;
	/** Those who are already noted. */
	present: readonly string[];
	/** What is usual, for a commune that has had no visits yet. */
	usual: readonly string[];
	most: number;
}

/** Posts for a quick tap: who came to this commune's visits before, the most frequent first, then what is usual. */
export function suggestPosts(
	visits: readonly VisitRead[],
	{ level, department, present, usual, most }: Asked
): string[] {
	const alike = level === 'province' ? visits.filter(({ opening }) => opening.department === department) : visits;
	const times = new Map<string, number>();
	for (const post of alike.flatMap(({ attendance }) => attendance[level])) {
		times.set(post, (times.get(post) ?? 0) + 1);
	}
	const before = [...times].sort(([, a], [, b]) => b - a).map(([post]) => post);

	return [...new Set([...before, ...usual])]
		.filter((post) => !present.some((other) => isSameName(other, post)))
		.slice(0, most);
}
