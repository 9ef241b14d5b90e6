import type { DeviceStore, DeviceTransaction, OutboxRow, Suspected } from '../store/device-store.ts';
import { LONGEST_WAIT_MS } from './take-batch.ts';

/** A change is set aside after so many failures alone, each between two questions that the server answered. The pauses
 *  between them add up to several minutes, so that one bad moment of the network is not counted several times. */
const FAILURES_TO_SET_ASIDE = 5;
const PAUSES_MS = [0, 5_000, 15_000, 60_000, 5 * 60_000];

/** A push of this change alone has failed, and the server has answered the question after it. */
export async function noteSuspect(
	tx: DeviceTransaction,
	sent: OutboxRow,
	{ nowMs, serverNowMs }: { nowMs: number; serverNowMs: number }
): Promise<void> {
	const [rows] = await tx.outboxOf([sent]);
	const row = rows!.find(({ order }) => order === sent.order);
	// Another tab has stored its receipt meanwhile, or has suspected it first.
	if (!row || (row.suspected && !sent.suspected)) return;

	const { sinceMs, failures, countsFromMs } = row.suspected ?? {
		sinceMs: serverNowMs,
		failures: -1,
		countsFromMs: 0
	};
	// A date further ahead than the longest wait shows that the device's clock was set back.
	if (countsFromMs > nowMs && countsFromMs - nowMs <= LONGEST_WAIT_MS) {
		await tx.putOutbox([{ ...row, dueAtMs: countsFromMs }]);
		return;
	}
	const isAside = row.state === 'aside' || (await mustBeSetAside(tx, sinceMs, failures + 1));
	const pauseMs = isAside ? LONGEST_WAIT_MS : (PAUSES_MS[failures + 1] ?? PAUSES_MS.at(-1)!);
	const dueAtMs = nowMs + pauseMs;
	const suspected: Suspected = { sinceMs, failures: failures + 1, countsFromMs: dueAtMs };
	await tx.putOutbox([{ ...row, suspected, state: isAside ? 'aside' : row.state, dueAtMs }]);
}

/** Only when another change was accepted since: if the server accepts none, the fault may be the server's. */
async function mustBeSetAside(tx: DeviceTransaction, sinceMs: number, failures: number): Promise<boolean> {
	if (failures < FAILURES_TO_SET_ASIDE) return false;
	return (await tx.sent()).some(({ sentAtMs }) => sentAtMs >= sinceMs);
}

/** The program starts, the network is back, or a person asks: every change that was put off, for whatever reason, may be
 *  sent now. */
export async function releaseAll(store: DeviceStore): Promise<void> {
	await store.transact('relaxed', async (tx) => {
		const putOff = (await tx.outbox()).filter(({ dueAtMs }) => dueAtMs !== undefined);
		await tx.putOutbox(putOff.map(released));
	});
}

/** An earlier version of the program set changes aside when the network was missing. These were never suspected, so they
 *  are new again. */
const released = ({ dueAtMs: _, ...row }: OutboxRow): OutboxRow =>
	row.state === 'aside' && !row.suspected ? { ...row, state: 'new' } : row;
