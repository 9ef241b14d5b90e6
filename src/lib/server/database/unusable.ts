/** `missing`: there is none. `corrupt`: what is there is no database, or a broken one. `later`: a later version wrote it. */
export type WhyUnusable = 'missing' | 'corrupt' | 'later';

/** Waiting does not help: somebody has to do something about the database, or about where it is looked for. */
export class DatabaseUnusable extends Error {
	override name = 'DatabaseUnusable';
	readonly why: WhyUnusable;

	constructor(why: WhyUnusable, where: string, cause?: unknown) {
		super(`${where}: ${WORDS[why]}`, { cause });
		this.why = why;
	}
}

const WORDS: Record<WhyUnusable, string> = {
	missing: 'there is no database of this program',
	corrupt: 'this is no SQLite database, or a broken one',
	later: 'a later version of the program has written this database'
};
