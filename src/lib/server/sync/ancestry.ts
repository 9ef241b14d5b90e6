import type { Change, Register, SyncRecord } from '#lib/domain/changes/change.ts';
import type { Lineage } from '#lib/domain/changes/fold.ts';
import type { LoggedChange, UnitLog } from './unit-log.ts';

/** Changes of one record, by id: as many as are needed to tell what was built on what. */
export type Ancestry = ReadonlyMap<string, LoggedChange>;

/** So many changes are read for a register at most. What lies further apart counts as made without knowing of each other:
 *  nothing is lost, a person chooses. Chosen far above what people come to, who see each other's values within days. */
export const MOST_READ = 128;

/** The change with this id, if it is one of the same record. */
export async function changeOfRecord(
	log: UnitLog,
	{ kind, recordId }: Pick<Change, 'kind' | 'recordId'>,
	id: string
): Promise<LoggedChange | undefined> {
	const logged = await log.logged(id);
	return logged?.change.kind === kind && logged.change.recordId === recordId ? logged : undefined;
}

/** What is needed of a record's log to fold the change into it; nothing where its author saw what stands. */
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

	/** What the change with this id was built on. */
	async back(id: string): Promise<string | null> {
		return (await this.read(id))?.change.set[this.#register]?.prev ?? null;
	}
}

/** Reads back from what the author saw and from what stands, in turn, until one is found on the way of the other. What lies
 *  behind that is an ancestor of both and says nothing more. */
async function readUntilTheyMeet(
	reader: Reader,
	{ change, prev, standing }: { change: Change; prev: string | null; standing: Register | undefined }
): Promise<void> {
	let seen = prev;
	// A refused change stands for what it was built on.
	while (seen !== null && !reader.isAtEnd && (await reader.read(seen))?.receipt.r === 'refused') {
		seen = await reader.back(seen);
	}
	let stood = standing?.change ?? null;
	if (stood === null) return;

	const [waySeen, wayStood] = [new Set<string>(), new Set<string>()];
	while ((seen !== null || stood !== null) && !reader.isAtEnd) {
		if (seen !== null) {
			if (seen === standing?.change || wayStood.has(seen) || waySeen.has(seen)) return;
			waySeen.add(seen);
			seen = await reader.back(seen);
		}
		if (stood !== null) {
			if (stood === change.id || waySeen.has(stood) || wayStood.has(stood)) return;
			wayStood.add(stood);
			stood = await reader.back(stood);
		}
	}
}

/** What was read, as the ancestry of one register. */
export function lineageOf(known: Ancestry, register: string): Lineage {
	return (changeId) => {
		const logged = known.get(changeId);
		const write = logged?.change.set[register];

		return logged && write
			? { prev: write.prev, value: write.value, ...(logged.receipt.r === 'refused' && { refused: true }) }
			: undefined;
	};
}
