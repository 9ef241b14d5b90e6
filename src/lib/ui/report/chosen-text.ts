import type { Source } from '#lib/domain/report/report-document.ts';

/** The figure or paragraph of the paper that somebody has pressed. */
export interface ChosenText {
	key: string;
	/** As it stands now. */
	text: string;
	/** As it was computed. */
	computed: string;
	isFigure: boolean;
	sources: Source[];
}
