import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import Clock from '@lucide/svelte/icons/clock';
import type { BriefingStage } from '#lib/domain/records/briefing/read.ts';
import type { IconSource } from '../kit/icon-source.ts';

/** With a picture nobody takes the coloured word for a link. */
export const STAGE_ICONS: Record<BriefingStage, IconSource> = {
	planned: Clock,
	open: CircleDot,
	concluded: CircleCheck
};
