import type { DossierField } from '#lib/domain/records/dossier/form.ts';
import type { PaperField } from '#lib/domain/records/paper/form.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';

export const DOSSIER_WORDS: FormWords<DossierField> = {
	names: { completeOn: m.dossier_complete_on, expectedOn: m.dossier_expected, owner: m.dossier_owner },
	missing: {}
};

export const PAPER_WORDS: FormWords<PaperField> = {
	names: { name: m.paper_name, doneOn: m.paper_done_on, note: m.check_note },
	missing: { name: m.paper_name_empty }
};

export const DOSSIER_STATES = {
	not_started: m.value_dossier_not_started,
	preparing: m.value_dossier_preparing,
	complete: m.value_dossier_complete
};
