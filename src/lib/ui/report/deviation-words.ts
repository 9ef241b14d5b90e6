import type { Deviation } from '#lib/domain/report/deviations.ts';
import { m } from '#lib/i18n/generated/messages.js';

/** What stands there beside what was counted. */
export function deviationWords(deviation: Deviation): string {
	switch (deviation.kind) {
		case 'figure':
			return deviation.written === null
				? m.deviation_gone({ counted: deviation.counted })
				: m.deviation_figure({ counted: deviation.counted, written: deviation.written });
		case 'words':
			return m.deviation_words({ counted: deviation.counted, written: deviation.written });
		case 'behind':
			return m.deviation_behind({ text: deviation.stillSays });
	}
}
