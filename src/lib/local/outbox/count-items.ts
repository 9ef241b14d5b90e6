import { recordKeyText } from '#lib/domain/changes/change.ts';

/** How many records wait: what people call "mục". */
export const countItems = (
	rows: readonly { unitId: string; kind: string; recordId: string; state: string }[]
): number => new Set(rows.filter(({ state }) => state !== 'acked').map(recordKeyText)).size;
