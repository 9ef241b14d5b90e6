/** Ids that are fixed, so that two people who start the same thing meet in one record. */

export const COMMON_DOSSIER_ID = 'dossier:common';
export const TALLY_ID = 'tally';
export const TARGET_ID = 'target';
export const PROFILE_ID = 'profile';

export const dossierId = (criterion: number): string => `dossier:${criterion}`;
export const appraisalId = (department: string): string => `appraisal:${department}`;
export const findingId = (visitId: string, criterion: number): string => `finding:${visitId}:${criterion}`;
/** One survey for each village; what an earlier round found stays in the change log. */
export const surveyId = (village: string): string => `survey:${village}`;
export const conflictId = (loserChange: string, register: string): string => `conflict:${loserChange}:${register}`;

const CRITERION_IN_ID = /^(?:[a-z0-9-]+:)?[1-9]\d*$/;

/** Whether the text is `<n>` or `<set>:<n>`. */
export const isCriterionId = (id: string): boolean => CRITERION_IN_ID.test(id);

const VILLAGE_ID = /^[\p{L}\p{N}._-]{1,80}$/u;

export const isVillageId = (id: string): boolean => VILLAGE_ID.test(id);

export const isSurveyId = (id: string): boolean => id.startsWith('survey:') && isVillageId(id.slice('survey:'.length));

/** A register that is an entry of a list has a colon of its own. */
const CONFLICT_ID = /^conflict:[^:]+:[^:]+(?::[^:]+)?$/;

export const isConflictId = (id: string): boolean => CONFLICT_ID.test(id);
