import type { Change, Register, SyncRecord } from '#lib/domain/changes/change.ts';
import type { Lineage } from '#lib/domain/changes/fold.ts';
import type { LoggedChange, UnitLog } from './unit-log.ts';

/** Changes of one record, by id. Only those that are needed to tell which change was built on which. */
export type Ancestry = ReadonlyMap<string, LoggedChange>;

/** At most so many changes are read for one register. Two changes further apart count as made without knowing of each other:
 *  nothing is lost, a person chooses between them. People see each other's values within days, so they stay far below. */
export const MOST_READ = 128;

/** The change with this id, if it is a change of this record. */
export async function changeOfRecord(
	log: UnitLog,
	{ kind, recordId }: Pick<Change, 'kind' | 'recordId'>,
	id: string
): Promise<LoggedChange | undefined> {
	const logged = await log.logged(id);
	return logged?.change.kind === kind && logged.change.recordId === recordId ? logged : undefined;
}

/** The changes that are needed to fold the change into its record; none for a register whose author saw what stands. */
export async function readAncestry(log: UnitLog, change: Change, record: SyncRecord | undefined): Promise<Ancestry> {
	const known = new Map<string, LoggedChange>();
	for (const [register, { prev }] of Object.entries(change.set)) {
		const standing = record?.registers[register];
		if (prev === (standing?.change ?? null)) continue;
		await readUntilTheyMeet(new Reader(log, change, register, known), { change, prev, standing });
	}
	return known;
}

class Reader {
	readonly #log: UnitLog;
	readonly #change: Change;
	readonly #register: string;
	readonly #known: Map<string, LoggedChange>;
	#left = MOST_READ;

	constructor(log: UnitLog, change: Change, register: string, known: Map<string, LoggedChange>) {
		this.#log = log;
		this.#change = change;
		this.#register = register;
		this.#known = known;
	}

	get isAtEnd(): boolean {
		return this.#left <= 0;
	}

	async read(id: string): Promise<LoggedChange | undefined> {
		this.#left -= 1;
		const logged = await changeOfRecord(this.#log, this.#change, id);
		if (logged) this.#known.set(id, logged);
		return logged;
	}

	/** The `prev` of the change with this id. */
	async readPrev(id: string): Promise<string | null> {
		return (await this.read(id))?.change.set[this.#register]?.prev ?? null;
	}
}

/** Reads back from the change the author saw and from the change that stands, one step of each in turn, until one way reaches
 *  a change of the other way. Everything behind that change is an ancestor of both and decides nothing. */
async function readUntilTheyMeet(
	reader: Reader,
	{ change, prev, standing }: { change: Change; prev: string | null; standing: Register | undefined }
): Promise<void> {
	let seen = prev;
	// A refused change counts as what it was built on.
	while (seen !== null && !reader.isAtEnd && (await reader.read(seen))?.receipt.r === 'refused') {
		seen = await reader.readPrev(seen);
	}
	let stood = standing?.change ?? null;
	if (stood === null) return;

	const [waySeen, wayStood] = [new Set<string>(), new Set<string>()];
	while ((seen !== null || stood !== null) && !reader.isAtEnd) {
		if (seen !== null) {
			if (seen === standing?.change || wayStood.has(seen) || waySeen.has(seen)) return;
			waySeen.add(seen);
			seen = await reader.readPrev(seen);
		}
		if (stood !== null) {
			if (stood === change.id || waySeen.has(stood) || wayStood.has(stood)) return;
			wayStood.add(stood);
			stood = await reader.readPrev(stood);
		}
	}
}

/** The ancestry that was read, seen from one register. */
export function lineageOf(known: Ancestry, register: string): Lineage {
	return (changeId) => {
		const logged = known.get(changeId);
		const write = logged?.change.set[register];

		return logged && write
			? { prev: write.prev, value: write.value, ...(logged.receipt.r === 'refused' && { refused: true }) }
			: undefined;
	};
}
