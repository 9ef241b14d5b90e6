import type { Change, Register, SyncRecord } from '#lib/domain/changes/change.ts';
import { conflictId } from '#lib/domain/records/record-ids.ts';
import type { Ancestry } from './ancestry.ts';
import { writeByServer } from './server-write.ts';
import { aboutRecord, type LoggedChange, type UnitLog } from './unit-log.ts';

/** Two edits of a register made without knowing of each other. */
export interface Clash {
	register: string;
	winner: Register;
	loser: Register;
}

interface Side {
	change: string;
	value: unknown;
	by: string;
	stamp: string;
}

interface ClashValue {
	[field: string]: unknown;
	kind: string;
	recordId: string;
	register: string;
	winner: Side;
	loser: Side;
}

/** The conflict records that a change raises or continues. The server writes each as a change of its own; their seqs follow the
 *  seq of the change. A change that was built on the loser of an open conflict replaces the loser in that conflict. */
export async function conflictsOf(
	log: UnitLog,
	change: Change,
	history: Ancestry,
	clashes: readonly Clash[],
	{ receivedAtMs, makeId }: { receivedAtMs: number; makeId: () => string }
): Promise<{ logged: LoggedChange; record: SyncRecord }[]> {
	if (clashes.length === 0) return [];
	const open = (await log.recordsAbout(aboutRecord(change.kind, change.recordId), 'conflict')).filter(
		({ registers }) => !registers['settled']
	);

	const written: { logged: LoggedChange; record: SyncRecord }[] = [];
	for (const [index, { register, winner, loser }] of clashes.entries()) {
		const forebears = forebearsOf(change, register, history);
		const continued = open.find(({ registers }) => {
			const clash = registers['clash']!.value as ClashValue;
			return clash.register === register && forebears.has(clash.loser.change);
		});
		const id = continued?.id ?? conflictId(loser.change, register);
		const earlier = continued ?? (await log.record('conflict', id));
		const value: ClashValue = {
			kind: change.kind,
			recordId: change.recordId,
			register,
			winner: sideOf(winner),
			loser: sideOf(loser)
		};
		// The change itself is appended after this and takes head + 1.
		const seq = log.head + 2 + index;
		written.push(
			writeByServer({
				unitId: log.unit.id,
				kind: 'conflict',
				id,
				set: { clash: value },
				earlier,
				seq,
				atMs: receivedAtMs,
				changeId: makeId()
			})
		);
	}
	return written;
}

const sideOf = ({ change, value, by, stamp }: Register): Side => ({ change, value, by, stamp });

/** In one register, the changes that this change was built on, back to where it parted from what stands. */
function forebearsOf(change: Change, register: string, history: Ancestry): Set<string> {
	const forebears = new Set<string>();
	let prev = change.set[register]?.prev ?? null;

	while (prev !== null && !forebears.has(prev)) {
		forebears.add(prev);
		prev = history.get(prev)?.change.set[register]?.prev ?? null;
	}
	return forebears;
}
