import type { SyncRecord } from '../changes/change.ts';
import type { CriteriaSet } from '../criteria/criteria-set.ts';
import type { TradeDate } from '../dates.ts';
import { isVoided, valueOf, type Value } from '../records/kinds.ts';
import { surveyId } from '../records/record-ids.ts';
import { villagesOf, villagesOut, type Village } from '../records/profile/villages.ts';

/** A count with what it is a part of; the share is null unless both are known and there is something to share. */
export interface Share {
	part: number | null;
	whole: number | null;
	percent: number | null;
}

export interface VillageSatisfaction {
	village: Village;
	/** When the people were asked; null where nobody has recorded it. */
	on: TradeDate | null;
	asked: Share;
	satisfied: Share;
	/** Whether enough households were asked; null where a figure or the level is not known. */
	isAskedEnough: boolean | null;
}

export interface Satisfaction {
	villages: VillageSatisfaction[];
	/** Surveys of villages that were taken out of the list: they are kept, and count for nothing. */
	out: VillageSatisfaction[];
	/** Villages with a survey, of all that the commune's profile lists. */
	surveyed: number;
	/** Of all villages together: known only when every village's figure is. */
	asked: Share;
	satisfied: Share;
	contents: { id: string; name: string; satisfied: Share; isEnough: boolean | null }[];
	/** Every village asked enough, and enough are satisfied; null while that is open. */
	verdict: 'met' | 'not_met' | null;
	/** The levels judged against; null where the set does not say. */
	levels: { asked: number | null; satisfied: number | null; content: number | null };
}

/** What the surveys of a commune add up to. A village nobody has asked is unknown and never zero: it leaves the whole open, unless
 *  what is known fails already. */
export function satisfactionOf(records: readonly SyncRecord[], set: CriteriaSet): Satisfaction {
	const rule = set.satisfaction;
	const levels = {
		asked: rule?.askedPercent ?? null,
		satisfied: rule?.satisfiedPercent ?? null,
		content: rule?.contentPercent ?? null
	};
	const results = resultsById(records);
	const withResult = (village: Village) => ({ village, result: results.get(surveyId(village.id)) });
	const rows = villagesOf(records).map(withResult);

	const told = ({ village, result }: ReturnType<typeof withResult>): VillageSatisfaction => {
		const asked = shareOf(result?.asked, result?.households);
		return {
			village,
			on: result?.on ?? null,
			asked,
			satisfied: shareOf(result?.satisfied, result?.asked),
			isAskedEnough: isAtLeast(asked, levels.asked)
		};
	};
	const villages = rows.map(told);
	const out = villagesOut(records)
		.map(withResult)
		.filter(({ result }) => result !== undefined)
		.map(told);
	const asked = sumOf(villages.map((village) => village.asked));
	const satisfied = sumOf(villages.map((village) => village.satisfied));
	const contents = (rule?.contents ?? []).map(({ id, name }) => {
		const share = sumOf(rows.map(({ result }) => shareOf(satisfiedWith(result, id), result?.asked)));
		return { id, name, satisfied: share, isEnough: isAtLeast(share, levels.content) };
	});

	return {
		villages,
		out,
		surveyed: villages.filter(({ on }) => on !== null).length,
		asked,
		satisfied,
		contents,
		// A level that is not known judges nothing; contents alone are judged only where the set says so.
		verdict: verdictOf([
			...villages.map(({ isAskedEnough }) => isAskedEnough),
			isAtLeast(satisfied, levels.satisfied),
			...contents.map(({ isEnough }) => (levels.content === null ? true : isEnough))
		]),
		levels
	};
}

type Result = Value<'survey', 'result'>;

function resultsById(records: readonly SyncRecord[]): Map<string, Result> {
	const found = new Map<string, Result>();
	for (const record of records) {
		const result = record.kind === 'survey' && !isVoided(record) ? valueOf(record, 'survey', 'result') : undefined;
		if (result) found.set(record.id, result);
	}
	return found;
}

const satisfiedWith = (result: Result | undefined, content: string): number | null =>
	result?.contents?.find((one) => one.content === content)?.satisfied ?? null;

function shareOf(part: number | null | undefined, whole: number | null | undefined): Share {
	const known = { part: part ?? null, whole: whole ?? null };
	const percent = known.part !== null && known.whole ? (100 * known.part) / known.whole : null;

	return { ...known, percent };
}

function sumOf(shares: readonly Share[]): Share {
	const total = (figures: (number | null)[]) =>
		figures.length === 0 || figures.includes(null)
			? null
			: figures.reduce<number>((sum, figure) => sum + (figure ?? 0), 0);

	return shareOf(total(shares.map(({ part }) => part)), total(shares.map(({ whole }) => whole)));
}

const isAtLeast = ({ percent }: Share, level: number | null): boolean | null =>
	percent === null || level === null ? null : percent >= level;

/** One condition that fails decides; without one, a condition that is open leaves the whole open. */
function verdictOf(conditions: readonly (boolean | null)[]): Satisfaction['verdict'] {
	if (conditions.includes(false)) return 'not_met';

	return conditions.includes(null) ? null : 'met';
}
