import type { CellState } from '#lib/domain/progress/progress.ts';
import type { WordTone } from '../kit/tone.ts';

/** The ink of the word beside a cell. */
export const STATE_TONES: Record<CellState, WordTone> = {
	none: 'soft',
	doing: 'gold',
	ready: 'indigo',
	wait: 'indigo',
	supplement: 'gold',
	failed: 'brick',
	met: 'leaf',
	na: 'soft'
};
