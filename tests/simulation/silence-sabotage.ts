import { answerOf } from './replies.ts';
import type { Sabotage } from './village.ts';

/** The rule that silence is held against a change only when the server answers right before and right after it, broken: a
 *  device that asks whether the server is there always hears that it is. */
export const SILENCE_IS_GUILT: Sabotage = {
	transport: (transport, village) => ({
		...transport,
		async push(body) {
			const reply = await transport.push(body);
			const isQuestion = (body as { changes: unknown[] }).changes.length === 0;
			const { nowMs, epoch } = village;
			return isQuestion ? answerOf(200, { now: nowMs, epoch, receipts: [], records: [] }) : reply;
		}
	})
};
