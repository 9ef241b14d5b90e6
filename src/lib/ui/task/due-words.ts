import { findCriterion, type CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { DueItem } from '#lib/domain/progress/schedule.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { keepCompounds } from '../compounds.ts';
import { criterionName } from '../criterion-name.ts';

/** The words of whoever asked for it, or which dossier is to be complete. */
export function dueTitle({ text, criterion }: DueItem, set: CriteriaSet): string {
	if (text !== null) return keepCompounds(text);
	if (typeof criterion !== 'number') return m.due_dossier_common();

	return m.due_dossier({ name: criterionName(findCriterion(set, criterion)?.name ?? String(criterion)) });
}
