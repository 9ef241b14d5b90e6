import type { SyncRecord } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import { isVoided, valueOf, type Value } from '../records/kinds.ts';

export interface BriefingRead {
	id: string;
	on: TradeDate;
	place: string;
	chair: string;
	attendees: string[];
	assessment: string | null;
	conclusion: string | null;
}

/** A district's briefings, the latest first. */
export function readBriefings(records: Iterable<SyncRecord>): BriefingRead[] {
	const briefings: BriefingRead[] = [];
	for (const record of records) {
		const meeting = record.kind === 'briefing' && !isVoided(record) && valueOf(record, 'briefing', 'meeting');
		if (!meeting) continue;

		const { on, place, chair, attendees } = meeting;
		const assessment = valueOf(record, 'briefing', 'assessment')?.text ?? null;
		const conclusion = valueOf(record, 'briefing', 'conclusion')?.text ?? null;
		briefings.push({ id: record.id, on, place, chair, attendees, assessment, conclusion });
	}
	return briefings.sort((a, b) => (a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1));
}

export interface DecisionRead {
	id: string;
	decision: Value<'decision', 'decision'>;
}

/** The part of a UUIDv7 that tells when it was made, "0190aaaa-0000". */
const MS_OF_ID = 13;

/** What a briefing decided, in the order in which it was written down. */
export function readDecisions(records: Iterable<SyncRecord>, briefingId: string): DecisionRead[] {
	const decisions: (DecisionRead & { order: string })[] = [];
	for (const record of records) {
		const decision = record.kind === 'decision' && !isVoided(record) && valueOf(record, 'decision', 'decision');
		if (decision && decision.briefingId === briefingId) {
			// Ids made within one millisecond differ by chance; the stamps of what they hold do not.
			const order = record.id.slice(0, MS_OF_ID) + record.registers['decision']!.stamp;
			decisions.push({ id: record.id, decision, order });
		}
	}
	return decisions.sort((a, b) => (a.order < b.order ? -1 : 1)).map(({ id, decision }) => ({ id, decision }));
}

/** The briefing a report is for, the one named or else the last one held; and the day since when it tells what changed. */
export function chooseBriefing(
	briefings: readonly BriefingRead[],
	today: TradeDate,
	named?: string | null
): { briefing: BriefingRead | null; since: TradeDate | null } {
	const chosen = briefings.find(({ id }) => id === named);
	const before = (date: TradeDate) => briefings.find(({ on }) => on < date) ?? null;
	if (chosen) return { briefing: chosen, since: before(chosen.on < today ? chosen.on : today)?.on ?? null };

	return { briefing: briefings.find(({ on }) => on <= today) ?? null, since: before(today)?.on ?? null };
}
