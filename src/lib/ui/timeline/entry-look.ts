import Check from '@lucide/svelte/icons/check';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleMinus from '@lucide/svelte/icons/circle-minus';
import CircleX from '@lucide/svelte/icons/circle-x';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import ClockAlert from '@lucide/svelte/icons/clock-alert';
import Flag from '@lucide/svelte/icons/flag';
import FolderCheck from '@lucide/svelte/icons/folder-check';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Send from '@lucide/svelte/icons/send';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import type { TimelineEntry } from '#lib/domain/progress/timeline-entry.ts';
import { letterLook } from '../departments/letter-words.ts';
import type { IconSource } from '../kit/icon-source.ts';
import type { BlockTone } from '../kit/tone.ts';

export interface EntryLook {
	icon: IconSource;
	tone: BlockTone;
	/** What was decided stands out from what happened. */
	isSolid?: true;
}

export const CHECKS_LOOK: EntryLook = { icon: ListChecks, tone: 'well' };

const CHECKED: Record<Measurement['met'], EntryLook> = {
	met: { icon: CircleCheck, tone: 'leaf' },
	not_met: { icon: CircleX, tone: 'brick' },
	not_applicable: { icon: CircleMinus, tone: 'well' }
};

const LOOKS: Record<Exclude<TimelineEntry['kind'], 'letter' | 'check'>, EntryLook> = {
	visit: { icon: ClipboardCheck, tone: 'indigo' },
	check_voided: { icon: CircleMinus, tone: 'well' },
	dossier_complete: { icon: FolderCheck, tone: 'leaf' },
	sent: { icon: Send, tone: 'indigo' },
	inspected: { icon: ClipboardCheck, tone: 'indigo' },
	obstacle_raised: { icon: TriangleAlert, tone: 'brick' },
	obstacle_resolved: { icon: TriangleAlert, tone: 'leaf' },
	target_moved: { icon: ClockAlert, tone: 'brick' },
	carried_over: { icon: ClockAlert, tone: 'brick' },
	tally: { icon: ClipboardList, tone: 'well' },
	task_done: { icon: Check, tone: 'leaf' },
	decision: { icon: Flag, tone: 'leaf', isSolid: true }
};

/** What passes a verdict looks as the verdict does. */
export function entryLook(entry: TimelineEntry): EntryLook {
	if (entry.kind === 'letter') return letterLook(entry.points);
	if (entry.kind === 'check') return CHECKED[entry.standing];

	return LOOKS[entry.kind];
}

/** The ink of the words of an entry: that of its verdict; whatever passes none is plain. */
export const verdictTone = (entry: TimelineEntry): BlockTone | undefined =>
	entry.kind === 'letter' || entry.kind === 'check' ? entryLook(entry).tone : undefined;
