import { isVoided } from '#lib/domain/records/kinds.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { AttentionItem, Meta } from '../store/device-store.ts';
import type { Draft } from '../store/draft.ts';
import type { PhotoRow } from './photo-database.ts';
import type { PhotoStore } from './photo-store.ts';

/** `unit-lost`: the commune was taken from this person. `record-refused`: the server did not take its record. `file-refused`: nor
 *  these bytes, ever. `not-arrived`: it did not take them, and may take them when asked again. `left-over`: no record and no form
 *  knows of it, as after a lost draft. */
export type PhotoTroubleKind = 'unit-lost' | 'record-refused' | 'file-refused' | 'not-arrived' | 'left-over';

export interface PhotoTrouble {
	kind: PhotoTroubleKind;
	row: PhotoRow;
	/** What was refused of its record. */
	item?: AttentionItem;
}

interface Ground {
	db: DeviceDatabase;
	photos: PhotoStore;
	/** The draft of a form that the device's store did not take. */
	secondDraft(key: string): Draft | undefined;
}

/** Answers of the server about the bytes themselves: sending them again changes nothing. */
const FOR_GOOD = new Set(['413', '415']);

/** Photos that will not arrive by themselves. Each lies on this device alone, so none may be passed over. */
export async function readPhotoTroubles({ db, photos, secondDraft }: Ground): Promise<PhotoTrouble[]> {
	const rows = await photos.unstored();
	if (rows.length === 0) return [];

	return db.transaction('r', [db.record, db.draft, db.attention, db.meta], async () => {
		const records = await db.record.bulkGet(rows.map(({ unitId, id }) => [unitId, 'photo', id]));
		const drafts = await db.draft.bulkGet(rows.map(({ draftKey }) => draftKey));
		const items = await db.attention.toArray();
		const cursors = (await db.meta.get('cursors'))?.value as Meta['cursors'] | undefined;

		return rows.flatMap((row, index): PhotoTrouble[] => {
			const record = records[index];
			if (record) return isVoided(record) || row.problem === undefined ? [] : [{ kind: kindOfProblem(row), row }];
			if (names(drafts[index], row) || names(secondDraft(row.draftKey), row)) return [];

			const item = items.find(
				({ kind, recordId, replacedBy }) => kind === 'photo' && recordId === row.id && replacedBy === undefined
			);
			if (cursors && Object.keys(cursors).length > 0 && !cursors[row.unitId])
				return [{ kind: 'unit-lost', row, ...(item && { item }) }];
			return [item ? { kind: 'record-refused', row, item } : { kind: 'left-over', row }];
		});
	});
}

/** The network is another one, or a person asks: what may arrive when it is sent again is sent again. */
export async function releasePhotos(photos: Pick<PhotoStore, 'unstored' | 'note'>): Promise<void> {
	for (const { id, problem } of await photos.unstored())
		if (problem !== undefined && !FOR_GOOD.has(problem)) await photos.note(id, { problem: undefined });
}

const kindOfProblem = ({ problem }: PhotoRow): PhotoTroubleKind =>
	FOR_GOOD.has(problem ?? '') ? 'file-refused' : 'not-arrived';

/** Wherever in the form's fields it is. */
const names = (draft: Draft | undefined, { id }: PhotoRow): boolean =>
	draft !== undefined && JSON.stringify(draft.value).includes(id);
