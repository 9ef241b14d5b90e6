import type { RegisterValue, SyncRecord } from '../changes/change.ts';
import { isVillageId } from './record-ids.ts';

/** A list that several people change, or one person with quick taps: each entry is a register of its own, `<name>:<id>`, so
 *  that two people who each add one both keep theirs (docs/decisions/0010-lists-are-entries.md). */
export interface List {
	kind: 'profile' | 'visit' | 'document';
	name: string;
	isEntryId(id: string): boolean;
	/** What puts entries in order that no whole list names: their ids, or when each was written. */
	order: 'id' | 'stamp';
}

export const VILLAGES: List = { kind: 'profile', name: 'village', isEntryId: isVillageId, order: 'id' };
/** Who came to a visit. */
export const POSTS: List = {
	...{ kind: 'visit', name: 'post', order: 'stamp' },
	isEntryId: (id) => /^[0-9a-f]{16}$/.test(id)
};
/** What a visit is for. */
export const VISIT_CRITERIA: List = {
	...{ kind: 'visit', name: 'criterion', order: 'id' },
	isEntryId: (id) => /^[1-9]\d{0,2}$/.test(id)
};

/** The text of a document that was issued. Nobody adds to it: its head says how many parts there are. */
const PARTS: List = { kind: 'document', name: 'part', isEntryId: (id) => /^(?:0|[1-9]\d{0,2})$/.test(id), order: 'id' };

const LISTS: readonly List[] = [VILLAGES, POSTS, VISIT_CRITERIA, PARTS];

/** The entry that a register `<list>:<id>` holds; undefined for every other register. The one place that knows which
 *  registers are entries: schemas, words and named criteria all ask here. */
export function findEntry(kind: string, register: string): { list: List; id: string } | undefined {
	const at = register.indexOf(':');
	if (at < 0) return undefined;

	const id = register.slice(at + 1);
	const list = LISTS.find((one) => one.kind === kind && one.name === register.slice(0, at));
	return list?.isEntryId(id) ? { list, id } : undefined;
}

export const entryRegister = ({ name }: List, id: string): string => `${name}:${id}`;

type Fields = NonNullable<RegisterValue>;

/** A list as one register gives it whole: as it began, and as earlier versions of the program go on writing it. */
export type WholeList = readonly (readonly [id: string, value: Fields])[];

export interface Entry {
	id: string;
	value: Fields;
	/** Taken out. Its values stay, so that what hangs on it keeps its name. */
	isOut: boolean;
}

/** All entries of a list, those taken out among them. What an entry's own register says stands, whatever a list that was
 *  written whole says of it: that one may have been made without knowing of the entry. */
export function entriesOf(record: SyncRecord | undefined, list: List, whole: WholeList): Entry[] {
	const entries = new Map(whole.map(([id, value]): [string, Entry] => [id, { id, value, isOut: false }]));
	for (const { id, value } of ownRegisters(record, list))
		if (value !== null) entries.set(id, { id, value, isOut: value['out'] === true });

	return [...entries.values()];
}

function ownRegisters(record: SyncRecord | undefined, { name, order }: List) {
	return Object.entries(record?.registers ?? {})
		.filter(([register]) => register.startsWith(`${name}:`))
		.map(([register, { value, stamp }]) => ({ id: register.slice(name.length + 1), value, stamp }))
		.sort((a, b) => (a[order] < b[order] ? -1 : 1));
}
