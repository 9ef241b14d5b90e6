import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { isVoided, valueOf, type Value } from '../kinds.ts';

export type Decision = Value<'decision', 'decision'>;
export type Said = Value<'statement', 'said'>;

/** `planned` until its day, `open` from then on, `concluded` once the conclusion is written. */
export type BriefingStage = 'planned' | 'open' | 'concluded';

export interface Briefing {
	id: string;
	record: SyncRecord;
	meeting: Value<'briefing', 'meeting'>;
	/** What the chair said of the whole, and concluded. */
	assessment: string | null;
	conclusion: string | null;
	stage: BriefingStage;
	/** What was said and decided, in the order in which it was first typed. */
	statements: { record: SyncRecord; said: Said }[];
	decisions: { record: SyncRecord; decision: Decision }[];
}

/** The district's briefings, the latest first. */
export function briefingsOf(records: readonly SyncRecord[], today: TradeDate): Briefing[] {
	const standing = records.filter((record) => !isVoided(record));

	return standing
		.flatMap((record) => {
			const meeting = record.kind === 'briefing' ? valueOf(record, 'briefing', 'meeting') : undefined;
			return meeting ? [briefingOf(record, meeting, { standing, today })] : [];
		})
		.sort((a, b) =>
			a.meeting.on === b.meeting.on ? (a.id < b.id ? 1 : -1) : a.meeting.on < b.meeting.on ? 1 : -1
		);
}

function briefingOf(
	record: SyncRecord,
	meeting: Value<'briefing', 'meeting'>,
	{ standing, today }: { standing: readonly SyncRecord[]; today: TradeDate }
): Briefing {
	const { id } = record;
	const conclusion = valueOf(record, 'briefing', 'conclusion');
	const inOrder = [...standing].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));

	return {
		id,
		record,
		meeting,
		assessment: valueOf(record, 'briefing', 'assessment')?.text ?? null,
		conclusion: conclusion?.text ?? null,
		stage: conclusion ? 'concluded' : meeting.on > today ? 'planned' : 'open',
		statements: inOrder.flatMap((one) => {
			const said = one.kind === 'statement' ? valueOf(one, 'statement', 'said') : undefined;
			return said?.briefingId === id ? [{ record: one, said }] : [];
		}),
		decisions: inOrder.flatMap((one) => {
			const decision = one.kind === 'decision' ? valueOf(one, 'decision', 'decision') : undefined;
			return decision?.briefingId === id ? [{ record: one, decision }] : [];
		})
	};
}

/** The part of a UUIDv7 that tells when it was made, "0190aaaa-0000". */
const MS_OF_ID = 13;

/** Ids made within one millisecond differ by chance; the stamps of what they hold do not. */
const orderOf = ({ id, registers }: SyncRecord): string =>
	id.slice(0, MS_OF_ID) + (registers['said'] ?? registers['decision'])?.stamp;

/** The communes that report, in the order given; without a list of its own, those that have a target year. */
export function communesAt<C extends { unitId: string }>({ meeting }: Briefing, registered: readonly C[]): string[] {
	return meeting.communes ?? registered.map(({ unitId }) => unitId);
}

/** The last briefing before this one, and before today, that the commune took part in: what has changed is told against its
 *  day, in the hall as in the report. */
export function briefingBefore(
	briefings: readonly Briefing[],
	{ briefing, unitId, today }: { briefing: Briefing | undefined; unitId: string; today: TradeDate }
): Briefing | undefined {
	const until = briefing && briefing.meeting.on < today ? briefing.meeting.on : today;

	return briefings.find((other) => other.meeting.on < until && tookPart(other, unitId));
}

const tookPart = ({ meeting }: Briefing, unitId: string): boolean => meeting.communes?.includes(unitId) ?? true;

/** The briefing a report is for, the one named or else the last one held; and for each commune the day since when it tells
 *  what changed: of the briefing before in which the commune took part. */
export function chooseBriefing(
	briefings: readonly Briefing[],
	today: TradeDate,
	named?: string | null
): { briefing: Briefing | null; sinceOf: (unitId: string) => TradeDate | null } {
	const chosen = briefings.find(({ id }) => id === named);

	return {
		briefing: chosen ?? briefings.find(({ meeting }) => meeting.on <= today) ?? null,
		sinceOf: (unitId) => briefingBefore(briefings, { briefing: chosen, unitId, today })?.meeting.on ?? null
	};
}
