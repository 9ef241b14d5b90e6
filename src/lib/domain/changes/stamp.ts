import type { Change } from './change.ts';
import { formatReading, parseReading, plusOne } from './clock.ts';

export interface Stamping {
	/** Its `again` is believed: the caller has seen the proof. */
	change: Pick<Change, 'hlc' | 'device' | 'made' | 'again'>;
	/** The device's clock when it sent the request, nothing added, in ms. */
	requestNowMs: number;
	/** Whether the device had had an answer of this server before. */
	hasMetServer: boolean;
	/** The later of the server's clock at the request's first byte and the unit's last stamp, in ms. */
	serverNowMs: number;
	/** Stamps of the changes this one was made on top of. */
	prevStamps: readonly string[];
}

/** A reading so far ahead of the server's clock was taken before the device had measured how far its own is off. */
const AHEAD_MS = 60_000;

/** The effective time of a change: a wrong clock never lies in the future and never beats an edit made on top of it. */
export function stampChange(stamping: Stamping): string {
	const { change, prevStamps } = stamping;
	const { device } = change;

	return prevStamps.reduce((latest, prev) => {
		const { ms, counter: last } = parseReading(prev);
		const after = formatReading({ ...plusOne(ms, last), device });
		return after > latest ? after : latest;
	}, ownStamp(stamping));
}

function ownStamp(stamping: Stamping): string {
	const { change, serverNowMs } = stamping;
	const { hlc, device, again } = change;
	// One that lies ahead would win over everything that is written until then.
	if (again !== undefined && parseReading(again).ms <= serverNowMs) return again;

	const madeMs = Math.max(0, madeAtServer(stamping));
	const counter = madeMs <= serverNowMs ? parseReading(hlc).counter : 0;
	return formatReading({ ms: Math.min(madeMs, serverNowMs), counter, device });
}

/** When the change was made, by the server's clock, in ms. */
function madeAtServer({ change, requestNowMs, hasMetServer, serverNowMs }: Stamping): number {
	const toServerMs = serverNowMs - requestNowMs;
	if (change.made) return Math.max(change.made.at + toServerMs, change.made.after);

	// Earlier versions added the measured offset to their readings, but not to the request's clock; what they read before
	// the first answer has no offset in it.
	const { ms } = parseReading(change.hlc);
	const isOwnClock = !hasMetServer || ms > serverNowMs + AHEAD_MS;
	return isOwnClock ? ms + toServerMs : ms;
}
