import { addDays, type TradeDate } from '#lib/domain/dates.ts';
import type { ServerDatabase } from '../database/database.ts';

export interface VisitCounts {
	today: number;
	yesterday: number;
	/** Since Monday, and since the first of the month. */
	week: number;
	month: number;
	all: number;
}

/** Programs that read pages for search engines and previews, by the words they use for themselves. */
const PROGRAM = /bot|crawl|spider|slurp|preview|facebookexternalhit|zalo.*fetch|headless.*check|curl|wget|monitor/i;

export const isVisitor = (userAgent: string | null): boolean => userAgent !== null && !PROGRAM.test(userAgent);

/** One more for the day; nothing is kept of who it was. */
export async function countVisit(
	{ write }: ServerDatabase,
	{ unitId, day }: { unitId: string; day: TradeDate }
): Promise<void> {
	await write
		.insertInto('public_visit')
		.values({ unit_id: unitId, day, visits: 1 })
		.onConflict((conflict) =>
			conflict.columns(['unit_id', 'day']).doUpdateSet((set) => ({ visits: set('public_visit.visits', '+', 1) }))
		)
		.execute();
}

export async function readVisits(
	{ read }: ServerDatabase,
	{ unitId, day }: { unitId: string; day: TradeDate }
): Promise<VisitCounts> {
	const rows = await read
		.selectFrom('public_visit')
		.select(['day', 'visits'])
		.where('unit_id', '=', unitId)
		.execute();
	const since = (first: TradeDate) =>
		rows.filter((row) => row.day >= first && row.day <= day).reduce((sum, { visits }) => sum + visits, 0);
	const on = (one: TradeDate) => rows.find((row) => row.day === one)?.visits ?? 0;

	return {
		today: on(day),
		yesterday: on(addDays(day, -1)),
		week: since(mondayOf(day)),
		month: since(`${day.slice(0, 7)}-01`),
		all: rows.reduce((sum, { visits }) => sum + visits, 0)
	};
}

const mondayOf = (day: TradeDate): TradeDate => addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
