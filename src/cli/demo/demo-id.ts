import { createHash } from 'node:crypto';
import type { TradeDate } from '#lib/domain/dates.ts';
import { makeUuid } from '#lib/domain/ids.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Half past seven in Vietnam, as UTC. */
const OFFICE_OPENS_MS = 0.5 * HOUR_MS;
const OFFICE_DAY_MS = 9 * HOUR_MS;

/** A UUIDv7 that is the same at every run: the label seeds its random part and, without a place in the day's order, the
 *  time of day too. */
export function demoId(on: TradeDate, label: string, order?: number): string {
	const seed = createHash('sha256').update(label).digest();
	const timeOfDayMs =
		OFFICE_OPENS_MS + (order === undefined ? seed.readUInt32BE(0) % OFFICE_DAY_MS : order * MINUTE_MS);

	return makeUuid(Date.parse(on) + timeOfDayMs, seed.subarray(4, 14));
}
