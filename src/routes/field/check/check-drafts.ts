import type { Draft } from '#lib/local/store/draft.ts';
import type { DeviceDatabase } from '#lib/local/store/device-database.ts';

export interface CheckDraft {
	indicator: string;
	/** The check that is being edited; null for a new one. */
	checkId: string | null;
	changedAtMs: number;
}

interface Named {
	unitId: string;
	indicator: string;
	checkId: string | null;
}

export const checkDraftKey = ({ unitId, indicator, checkId }: Named): string =>
	['check', unitId, indicator, ...(checkId === null ? [] : [checkId])].join('/');

/** Checks of a commune that were begun and not saved, the latest first. */
export async function checkDrafts(db: DeviceDatabase, unitId: string): Promise<CheckDraft[]> {
	const drafts: Draft[] = await db.draft.where('key').startsWith(`check/${unitId}/`).toArray();

	return drafts
		.map(({ key, changedAtMs }) => {
			const [, , indicator = '', checkId = null] = key.split('/');
			return { indicator, checkId, changedAtMs };
		})
		.sort((a, b) => b.changedAtMs - a.changedAtMs);
}

/** Where a check is recorded, or goes on being recorded. */
export const checkHref = (indicator: string, checkId: string | null = null): string =>
	`/field/check/${indicator}${checkId === null ? '' : `?id=${checkId}`}`;

/** Where a verified check is asked to be reopened. */
export const reopenHref = (indicator: string, checkId: string): string =>
	`/field/check/${indicator}/reopen?id=${checkId}`;
