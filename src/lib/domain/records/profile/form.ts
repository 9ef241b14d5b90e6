import type { SyncRecord } from '../../changes/change.ts';
import { isSameName } from '../../search.ts';
import { tidyText } from '../../tidy-text.ts';
import { entryRegister, VILLAGES } from '../lists.ts';
import type { RecordEdit } from '../record-edit.ts';
import { PROFILE_ID } from '../record-ids.ts';
import { villageEntries, villagesOf, villagesOut, type Village } from './villages.ts';

export type VillageNameProblem = 'missing' | 'too-long' | 'listed';

/** What speaks against a name; `id` is the village that is to bear it, which may have it already. */
export function villageNameProblem(
	records: readonly SyncRecord[],
	{ id, name }: Village
): VillageNameProblem | undefined {
	const tidy = tidyText(name);
	if (tidy === '') return 'missing';
	if (tidy.length > VILLAGE_NAME_LIMIT) return 'too-long';

	return villagesOf(records).some((other) => other.id !== id && isSameName(other.name, tidy)) ? 'listed' : undefined;
}

/** The longest name of a village is a few words. */
const VILLAGE_NAME_LIMIT = 200;

/** Puts a village on the list. One of this name that was taken out comes back, with what was recorded there. */
export function addVillage(records: readonly SyncRecord[], village: Village & { unitId: string }): RecordEdit {
	const before = villagesOut(records).find(({ name }) => isSameName(name, village.name));

	return nameVillage(records, { ...village, id: before?.id ?? village.id });
}

/** Puts a village on the list, gives it another name, or brings back one that was taken out: touches its own entry alone. */
export const nameVillage = (records: readonly SyncRecord[], village: Village & { unitId: string }): RecordEdit =>
	writeVillage(records, village, {});

/** Takes a village out of the list. Surveys and checks of it stay. */
export const takeOutVillage = (records: readonly SyncRecord[], village: Village & { unitId: string }): RecordEdit =>
	writeVillage(records, village, { out: true });

function writeVillage(
	records: readonly SyncRecord[],
	{ unitId, id, name }: Village & { unitId: string },
	standing: { out?: true }
): RecordEdit {
	const { out: _out, ...carried } = villageEntries(records).find((entry) => entry.id === id)?.value ?? {};
	const entry = { ...carried, name: tidyText(name), ...standing };

	return { unitId, kind: 'profile', recordId: PROFILE_ID, set: { [entryRegister(VILLAGES, id)]: entry } };
}
