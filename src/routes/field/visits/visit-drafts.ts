import type { BeginningTyped, EndTyped } from '#lib/domain/records/visit/times.ts';
import type { VisitLevel } from '#lib/domain/records/visit/read.ts';
import type { Draft } from '#lib/local/store/draft.ts';
import { isAside } from '#lib/local/forms/form-state.ts';
import type { DeviceDatabase } from '#lib/local/store/device-database.ts';
import type { RemarkTyped } from '#lib/ui/visit/remark-typed.ts';
import type { Purpose } from '#lib/ui/visit/visit-words.ts';

/** Neither day nor hour is typed for a visit that begins now. */
export type OpeningFields = { purpose: Purpose; department: string; criteria: number[] } & BeginningTyped;
/** The end is typed only of a visit of an earlier day. */
export type ConclusionFields = { text: string; reason: string } & EndTyped;
/** The boxes under the lists, and the post that gets another name in one of them; drafts of earlier versions have none. */
export type AttendanceFields = { [level in VisitLevel]: string } & { renaming?: PostAt | null };
export interface PostAt {
	level: VisitLevel;
	post: string;
}
export type RemarkFields = Pick<RemarkTyped, keyof RemarkTyped> & { photos: string[] };

export const openingKey = (unitId: string): string => `visit/${unitId}/new`;
const prefix = (unitId: string, visitId: string) => `visit/${unitId}/${visitId}/`;
export const conclusionKey = (unitId: string, visitId: string): string => `${prefix(unitId, visitId)}conclusion`;
export const attendanceKey = (unitId: string, visitId: string): string => `${prefix(unitId, visitId)}attendance`;
export const timesKey = (unitId: string, visitId: string): string => `${prefix(unitId, visitId)}times`;
/** Of a new remark, or of the one that is edited. */
export const remarkKey = (unitId: string, visitId: string, remarkId: string | null): string =>
	`${prefix(unitId, visitId)}remark/${remarkId ?? 'new'}`;

const SHEETS = ['conclusion', 'attendance', 'times'] as const;

export type LeftOpen = { sheet: (typeof SHEETS)[number] } | { sheet: 'remark'; remarkId: string | null };

/** The sheet, of those that the page has, that somebody was writing in when the program went away. */
export async function findLeftOpen(
	db: DeviceDatabase,
	{ unitId, visitId, sheets }: { unitId: string; visitId: string; sheets: readonly LeftOpen['sheet'][] }
): Promise<LeftOpen | undefined> {
	const start = prefix(unitId, visitId);
	const drafts: Draft[] = await db.draft.where('key').startsWith(start).toArray();
	const [last] = drafts
		.filter((draft) => !isAside(draft))
		.sort((a, b) => b.changedAtMs - a.changedAtMs)
		.flatMap(({ key }) => sheetOf(key.slice(start.length)))
		.filter(({ sheet }) => sheets.includes(sheet));

	return last;
}

function sheetOf(name: string): LeftOpen[] {
	const [sheet, id] = name.split('/');
	if (sheet === 'remark') return [{ sheet, remarkId: id === undefined || id === 'new' ? null : id }];

	return SHEETS.filter((one) => one === sheet).map((one) => ({ sheet: one }));
}
