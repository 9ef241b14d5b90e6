import type { Change } from '#lib/domain/changes/change.ts';
import { parseReading } from '#lib/domain/changes/clock.ts';
import type { ServerState } from '../support/memory-server.ts';

/** Stamps made on top of others lie a counter step after them, and a full counter is a millisecond. */
const SLACK_MS = 50;

interface Times {
	/** The one true time, in ms, at which it was saved. */
	madeMs: number;
	/** How far the device's clock was off then. */
	clockOffMs: number;
	/** The longest that a request with it has been on its way. */
	onTheWayMs: number;
	/** The device's clock was set between the save and a request. */
	wasClockSet: boolean;
}

/** When everything was really made and sent; no device and no server knows it. */
export class TrueTimes {
	readonly #times = new Map<string, Times>();

	saved({ id }: Change, madeMs: number, clockOffMs: number): void {
		this.#times.set(id, { madeMs, clockOffMs, onTheWayMs: 0, wasClockSet: false });
	}

	/** A device puts these on their way. */
	sent(changes: readonly Change[], clockOffMs: number): void {
		for (const { id } of changes) {
			const times = this.#times.get(id);
			if (times && times.clockOffMs !== clockOffMs) times.wasClockSet = true;
		}
	}

	/** They arrive, so long after they were sent. */
	arrived(changes: readonly Change[], onTheWayMs: number): void {
		for (const { id } of changes) {
			const times = this.#times.get(id);
			if (times) times.onTheWayMs = Math.max(times.onTheWayMs, onTheWayMs);
		}
	}

	/** A stamp says when its change was made, whatever the clock of the device shows: not earlier, and later only by the time
	 *  the request was on its way, or where the change was made on top of a later one. What was sent again after a restore
	 *  keeps its stamp, and may now stand in the log before what it was made on top of. */
	violations({ units }: ServerState, sentAgain: ReadonlySet<string>): string[] {
		return [...units.values()].flatMap(({ changes }) => {
			const latest = new Map<string, number>();
			const ofAll = new Map<string, number>();
			for (const { change, stamp } of changes.values()) {
				const record = `${change.kind}/${change.recordId}`;
				if (stamp !== null) ofAll.set(record, Math.max(parseReading(stamp).ms, ofAll.get(record) ?? 0));
			}
			return [...changes.values()]
				.flatMap((one) => (one.receipt.r === 'ok' && one.stamp !== null ? [{ ...one, ...one.receipt }] : []))
				.sort((a, b) => a.seq - b.seq)
				.flatMap(({ change, stamp }) => {
					const { ms } = parseReading(stamp);
					const record = `${change.kind}/${change.recordId}`;
					const earlier = latest.get(record) ?? 0;
					const before = sentAgain.has(change.id) ? ofAll.get(record)! : earlier;
					latest.set(record, Math.max(ms, earlier));
					const times = this.#times.get(change.id);
					if (!times || times.wasClockSet) return [];
					const { madeMs, onTheWayMs } = times;
					const isRight = ms >= madeMs - SLACK_MS && ms <= Math.max(madeMs + onTheWayMs, before) + SLACK_MS;
					const offMinutes = Math.round((ms - madeMs) / 60_000);
					return isRight
						? []
						: [`time: ${change.id.slice(-6)} bears a stamp ${offMinutes} minutes after it was made`];
				});
		});
	}
}
