import * as z from 'zod/mini';

export type Trouble = 'database-full' | 'database-away' | 'photos-full' | 'photos-away' | 'photos-in-doubt';

const health = z.object({ database: z.string(), photos: z.string() });

/** What of the server's health somebody has to do something about. A lock on the database goes by itself. */
export function readTroubles(answer: unknown): Trouble[] {
	const read = health.safeParse(answer);
	if (!read.success) return [];

	const { database, photos } = read.data;
	return [
		...(['full', 'away'] as const).filter((why) => why === database).map((why) => `database-${why}` as const),
		...(['full', 'away', 'in-doubt'] as const)
			.filter((why) => why === photos)
			.map((why) => `photos-${why}` as const)
	];
}
