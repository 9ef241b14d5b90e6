import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleMinus from '@lucide/svelte/icons/circle-minus';
import CircleX from '@lucide/svelte/icons/circle-x';
import type { Standing } from '#lib/domain/progress/progress.ts';
import type { IconSource } from '../kit/icon-source.ts';
import type { WordTone } from '../kit/tone.ts';

export const STANDING_LOOK: Record<Standing, { tone: WordTone; icon: IconSource }> = {
	met: { tone: 'leaf', icon: CircleCheck },
	not_met: { tone: 'brick', icon: CircleX },
	not_applicable: { tone: 'soft', icon: CircleMinus },
	unrecorded: { tone: 'soft', icon: CircleDashed }
};
