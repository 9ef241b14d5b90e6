import { tick } from 'svelte';
import type { VisitLevel } from '#lib/domain/records/visits.ts';
import type { Draft } from '#lib/local/store/draft.ts';
import type { FormDraft } from '#lib/local/drafts/form-draft.svelte.ts';
import type { DeviceDatabase } from '#lib/local/store/device-database.ts';
import type { RemarkTyped } from '#lib/ui/visit/remark-typed.ts';
import type { Purpose } from '#lib/ui/visit/visit-words.ts';

/** A sheet comes back by itself only when it was open when the program went away. */
interface SheetFields {
	[field: string]: unknown;
	open: boolean;
}

export type OpeningFields = { purpose: Purpose; department: string; criteria: number[] };
export type ConclusionFields = SheetFields & { text: string; reason: string };
export type AttendanceFields = SheetFields & { [level in VisitLevel]: string };
export type RemarkFields = SheetFields & Pick<RemarkTyped, keyof RemarkTyped> & { photos: string[] };

export const openingKey = (unitId: string): string => `visit/${unitId}/new`;
const prefix = (unitId: string, visitId: string) => `visit/${unitId}/${visitId}/`;
export const conclusionKey = (unitId: string, visitId: string): string => `${prefix(unitId, visitId)}conclusion`;
export const attendanceKey = (unitId: string, visitId: string): string => `${prefix(unitId, visitId)}attendance`;
/** Of a new remark, or of the one that is edited. */
export const remarkKey = (unitId: string, visitId: string, remarkId: string | null): string =>
	`${prefix(unitId, visitId)}remark/${remarkId ?? 'new'}`;

export type LeftOpen = { sheet: 'conclusion' } | { sheet: 'attendance' } | { sheet: 'remark'; remarkId: string | null };

/** The sheet that somebody was writing in when the program went away. */
export async function findLeftOpen(db: DeviceDatabase, unitId: string, visitId: string): Promise<LeftOpen | undefined> {
	const start = prefix(unitId, visitId);
	const drafts: Draft[] = await db.draft.where('key').startsWith(start).toArray();
	const [last] = drafts.filter(({ value }) => value['open'] === true).sort((a, b) => b.changedAtMs - a.changedAtMs);
	const [sheet, id] = last?.key.slice(start.length).split('/') ?? [];

	if (sheet === 'remark') return { sheet, remarkId: id === undefined || id === 'new' ? null : id };
	return sheet === 'conclusion' || sheet === 'attendance' ? { sheet } : undefined;
}

/** A sheet that was put aside opens as it was left, and counts as open again. */
export function comeBack(draft: FormDraft<SheetFields>): void {
	if (!draft.elsewhere) draft.value.open = true;
}

/** Closes a sheet by hand: what was typed is kept without asking, an untouched form leaves nothing behind. */
export async function putAside<Fields extends SheetFields>(
	draft: FormDraft<Fields>,
	isTouched: boolean
): Promise<void> {
	draft.value.open = false;
	await tick();
	await draft.settled();
	if (!isTouched && !draft.elsewhere) await draft.drop();
}
