import type { SyncRecord } from '../../changes/change.ts';
import { valueOf } from '../kinds.ts';
import { entriesOf, VILLAGES, type Entry } from '../lists.ts';

export interface Village {
	id: string;
	name: string;
}

/** All of the list, with those taken out. */
export function villageEntries(records: readonly SyncRecord[]): Entry[] {
	const profile = records.find(({ kind }) => kind === 'profile');
	const whole = valueOf(profile, 'profile', 'villages')?.items ?? [];

	return entriesOf(
		profile,
		VILLAGES,
		whole.map(({ id, ...rest }) => [id, rest])
	);
}

const readVillage = ({ id, value }: Entry): Village => ({ id, name: String(value['name']) });

/** The villages of a commune, from its profile; none while nobody has listed them. */
export const villagesOf = (records: readonly SyncRecord[]): Village[] =>
	villageEntries(records)
		.filter(({ isOut }) => !isOut)
		.map(readVillage);

/** Those that were taken out of the list, to be brought back. */
export const villagesOut = (records: readonly SyncRecord[]): Village[] =>
	villageEntries(records)
		.filter(({ isOut }) => isOut)
		.map(readVillage);

/** A village as what was recorded there names it. */
export interface VillageNamed {
	/** Null for one that the list never had. */
	name: string | null;
	/** Taken out of the list: what was recorded there stays, and counts for nothing. */
	isOut: boolean;
}

/** What villages are called, also those that were taken out of the list; one that no list knows has no name. */
export function villageNames(records: readonly SyncRecord[]): (id: string) => VillageNamed {
	const named = new Map(
		villageEntries(records).map((entry) => [entry.id, { name: readVillage(entry).name, isOut: entry.isOut }])
	);
	return (id) => named.get(id) ?? { name: null, isOut: false };
}
