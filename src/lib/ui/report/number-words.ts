import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';

export const NUMBER_WORDS: FormWords<'no'> = {
	names: { no: m.report_number },
	missing: { no: m.document_number_missing }
};
