import type { TargetField } from '#lib/domain/records/target/form.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';

export const TARGET_WORDS: FormWords<TargetField> = {
	names: { year: m.record_target, basis: m.target_basis, document: m.target_document, on: m.target_moved_on },
	missing: { year: m.target_problem_year, basis: m.target_problem_basis, on: m.target_problem_on }
};
