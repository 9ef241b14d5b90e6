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

/** The conflict records that a change raises or moves: changes of the server with a seq of their own, following the
 *  change's. A change built on a loser takes the loser's place in the conflict that names it. */
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

/** What the change was built on since it parted from what stands, in one register. */
function forebearsOf(change: Change, register: string, history: Ancestry): Set<string> {
	const forebears = new Set<string>();
	let prev = change.set[register]?.prev ?? null;

	while (prev !== null && !forebears.has(prev)) {
		forebears.add(prev);
		prev = history.get(prev)?.change.set[register]?.prev ?? null;
	}
	return forebears;
}
