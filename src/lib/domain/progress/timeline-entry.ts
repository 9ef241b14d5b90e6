import type { TradeDate } from '../dates.ts';
import type { Measurement } from '../records/check/schema.ts';
import type { LetterPoint } from '../records/letter/schema.ts';
import type { VillageNamed } from '../records/profile/villages.ts';
import type { Value } from '../records/kinds.ts';

/** The filters of a commune's page beside "all". */
export type TimelineGroup = 'dossier' | 'inspection' | 'obstacle' | 'conclusion';

type Answer = Value<'obstacle', 'answer'>['state'];

export interface ReviewTold {
	verdict: 'verified' | 'returned' | 'reopened';
	on: TradeDate;
	text?: string | undefined;
}

/** What happened, as data: words are put to it on the screen. */
export type Happening =
	| {
			kind: 'visit';
			purpose: Value<'visit', 'opening'>['purpose'];
			department: string | null;
			findings: { satisfied: number; needs_work: number; not_satisfied: number };
			remarks: { total: number; open: number };
			/** How many came, of all levels. */
			attended: number;
			photos: number;
			conclusion: string | null;
			/** False while the visit goes on. */
			closed: boolean;
	  }
	| {
			kind: 'check';
			indicator: string;
			village: VillageNamed | null;
			measurement: Measurement;
			standing: Measurement['met'];
			photos: number;
			review: ReviewTold | null;
			/** What was said of the values that stood in this check before, the earliest first. */
			earlier?: ReviewTold[];
	  }
	/** A check that was recorded by mistake was taken out. */
	| { kind: 'check_voided'; indicator: string; checkedOn: TradeDate; reason: string }
	| { kind: 'dossier_complete'; dossier: number | 'common' }
	| { kind: 'sent'; department: string }
	| { kind: 'inspected'; department: string; note: string | null }
	| {
			/** What a department wrote; at one criterion only what it says of that. */
			kind: 'letter';
			department: string;
			/** Empty where nobody typed it. */
			number: string;
			points: LetterPoint[];
	  }
	| {
			kind: 'obstacle_raised';
			title: string;
			asks: Value<'obstacle', 'statement'>['asks'];
			answer: Answer;
			answerOn: TradeDate | null;
	  }
	| { kind: 'obstacle_resolved'; title: string; text: string | null }
	| { kind: 'target_moved'; fromYear: number; toYear: number; basis: string }
	/** The year's plan ended without the commune having finished. */
	| { kind: 'carried_over'; fromYear: number; toYear: number; basis: string }
	/** Only what was reported that day; a figure the commune did not know is null. */
	| {
			kind: 'tally';
			dossiers?: { complete: number | null; common: boolean | null };
			departments?: { sent: number | null; inspected: number | null };
	  }
	| { kind: 'task_done'; title: string; note: string | null }
	/** What a briefing decided about the commune. */
	| { kind: 'decision'; text: string; targetYear: number | null; dueOn: TradeDate | null };

export type TimelineKind = Happening['kind'];

export type TimelineEntry = Happening & {
	on: TradeDate;
	/** Criteria it is about; none when it is about the commune as a whole. */
	criteria: number[];
	recordId: string;
	recordKind: string;
	by: string;
	stamp: string;
};

export const TIMELINE_GROUPS: Readonly<Record<TimelineKind, TimelineGroup>> = {
	visit: 'inspection',
	check: 'inspection',
	check_voided: 'inspection',
	dossier_complete: 'dossier',
	sent: 'dossier',
	inspected: 'inspection',
	letter: 'conclusion',
	obstacle_raised: 'obstacle',
	obstacle_resolved: 'obstacle',
	target_moved: 'conclusion',
	carried_over: 'conclusion',
	tally: 'dossier',
	task_done: 'conclusion',
	decision: 'conclusion'
};
