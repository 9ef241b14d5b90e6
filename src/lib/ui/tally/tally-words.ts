import type { TallyField } from '#lib/domain/records/tally/form.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';

export const TALLY_WORDS: FormWords<TallyField> = {
	names: {
		complete: m.tally_complete,
		common: m.tally_common,
		sent: m.tally_sent,
		inspected: m.tally_inspected,
		on: m.tally_on
	},
	missing: {
		complete: m.tally_missing,
		common: m.tally_common_missing,
		sent: m.tally_missing,
		inspected: m.tally_missing
	}
};

/** What is recorded one by one already, and which of the two figures counts. */
export interface TallyRecorded {
	dossiers: { complete: number; notComplete: number; total: number };
	common: 'complete' | 'missing' | null;
	sent: number;
	inspected: number;
}

export interface TallyHints {
	complete: string | undefined;
	common: string | undefined;
	sent: string | undefined;
	inspected: string | undefined;
}

export function tallyHints({ dossiers, common, sent, inspected }: TallyRecorded): TallyHints {
	return {
		complete: dossierHint(dossiers),
		common:
			common === null
				? undefined
				: m.tally_recorded_common({ state: common === 'complete' ? m.common_complete() : m.common_missing() }),
		sent: sent > 0 ? m.tally_recorded_sent({ n: sent }) : undefined,
		inspected: inspected > 0 ? m.tally_recorded_inspected({ n: inspected }) : undefined
	};
}

function dossierHint({ complete, notComplete, total }: TallyRecorded['dossiers']): string | undefined {
	if (complete + notComplete === 0) return undefined;
	if (complete + notComplete === total) return m.tally_recorded_all({ n: complete, total });
	if (notComplete === 0) return m.tally_recorded_dossiers({ n: complete });

	return m.tally_recorded_most({ n: complete, open: notComplete, most: total - notComplete });
}
