import { recordKeyText, type Change, type RecordKey } from '#lib/domain/changes/change.ts';
import type { DeviceTransaction } from '../store/device-store.ts';

/** Changes that this device made of some records, by their ids. */
export interface OwnChanges {
	made: Map<string, Change>;
	/** Ids of those that the server refused: each stands for what it was built on. */
	refused: ReadonlySet<string>;
}

export const noChanges = (): OwnChanges => ({ made: new Map(), refused: new Set() });

/** All of them that are kept: waiting, accepted, refused. Reads much; for what happens seldom. */
export async function readOwnChanges(
	tx: Pick<DeviceTransaction, 'outboxOf' | 'sent' | 'refused'>,
	keys: readonly RecordKey[]
): Promise<OwnChanges> {
	const [waiting, sent, refused] = await Promise.all([tx.outboxOf(keys), tx.sent(), tx.refused()]);
	const isOfThem = ({ unitId, kind, recordId }: RecordKey) =>
		keys.some((key) => key.recordId === recordId && key.kind === kind && key.unitId === unitId);
	const ofItems = refused.flatMap(({ changes }) => changes).filter(isOfThem);
	const all = [...sent.flatMap(({ changes }) => changes), ...waiting.flat()]
		.sort((a, b) => a.order - b.order)
		.map(({ change }) => change)
		.filter(isOfThem);

	return {
		made: new Map([...ofItems, ...all].map((change) => [change.id, change])),
		refused: new Set(ofItems.map(({ id }) => id))
	};
}

/** What a change of a record is built on whose author saw this one: that, or the latest of what this device wrote on top of it in
 *  the same record since. Own changes in between are ancestors, not rivals. */
export function prevOf(
	{ key, register, seen }: { key: RecordKey; register: string; seen: string | null },
	{ made, refused }: OwnChanges
): string | null {
	const ofRecord = [...made.values()].filter((change) => recordKeyText(change) === recordKeyText(key));
	let prev = seen;
	while (prev !== null && refused.has(prev)) prev = made.get(prev)?.set[register]?.prev ?? null;

	// An earlier version could keep a change twice, the second time built on itself: the way may lead back to where it began.
	const start = prev;
	const builtOn = (id: string | null) =>
		ofRecord.findLast(
			(change) => change.set[register]?.prev === id && !refused.has(change.id) && change.id !== start
		);
	for (let next = builtOn(prev); next; next = builtOn(prev)) prev = next.id;
	return prev;
}
