import { recordKeyText, type Change, type RecordKey, type SyncRecord } from '#lib/domain/changes/change.ts';
import { tick } from '#lib/domain/changes/clock.ts';
import { layOver } from '#lib/domain/changes/overlay.ts';
import { PUSH_LIMITS } from '#lib/domain/changes/push.ts';
import { withSoundTexts } from '#lib/domain/changes/sound-json.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import { hasFixedId, isVoided } from '#lib/domain/records/kinds.ts';
import type { RecordEdit, SeenEdit } from '#lib/domain/records/record-edit.ts';
import { schemaOf } from '#lib/domain/records/schemas.ts';
import { type DeviceStore, type DeviceTransaction, type OutboxRow, type StoredRecord } from '../store/device-store.ts';
import { plainOnes } from '../replica/layers.ts';
import type { World } from '../world.ts';
import { noChanges, prevOf, readOwnChanges, type OwnChanges } from './ancestry.ts';
import { EditRefused, faultOf } from './edit-refused.ts';
import { knownChanges } from './known-changes.ts';

export interface SaveContext {
	store: DeviceStore;
	world: World;
	personId: string;
}

/** What goes when the edits come. */
export interface Origin {
	/** The draft they were typed in. */
	draftKey?: string | undefined;
	/** The refused item they are sent in place of. */
	attentionId?: string | undefined;
}

/** Appends the edits to the outbox and lays them over their records, in one strict transaction; what they came from goes with
 *  it. Resolves when all of it is on disk. */
export async function saveEdits(
	{ store, world, personId }: SaveContext,
	edits: readonly SeenEdit[],
	{ draftKey, attentionId }: Origin = {}
): Promise<Change[]> {
	for (const edit of edits) checkEdit(edit);
	const ids = edits.map(() => makeUuid(world.now(), world.random(10)));
	let saved: Change[] | undefined;

	return store.transact('strict', async (tx) => {
		// Done once more, it may find that it had come to the disk the first time.
		if (saved && (await knownChanges(tx)).has(ids[0]!)) return saved;
		const keys = distinctKeys(edits);
		const [clock, records, shadows] = await Promise.all([tx.meta('clock'), tx.records(keys), tx.shadows(keys)]);
		if (!clock) throw new Error('a device has its clock before anything is saved');

		const standing = new Map(keys.map((key, index) => [recordKeyText(key), records[index]]));
		const isBehind = (edit: SeenEdit) => !sawWhatStands(edit, standing.get(recordKeyText(edit)));
		const own = edits.some(isBehind) ? await readOwnChanges(tx, keys) : noChanges();
		const rows: OutboxRow[] = [];
		let { n, order, hlc } = clock;
		for (const [index, edit] of edits.entries()) {
			n += 1;
			order += 1;
			const at = world.now();
			hlc = tick(hlc, at + clock.offsetMs, clock.device);
			const when = { at, after: clock.heardAtMs ?? 0 };
			const made = { id: ids[index]!, hlc, device: clock.device, n, made: when };
			const { change, laid } = layEdit(standing.get(recordKeyText(edit)), edit, { made, personId, own });
			standing.set(recordKeyText(edit), laid);
			own.made.set(change.id, change);
			rows.push({ order, id: change.id, ...keyOfEdit(edit), change, state: 'new', savedAtMs: at });
		}

		saved = rows.map(({ change }) => change);
		// Asked for together, so that the disk is not waited for several times.
		await Promise.all([
			tx.putShadows(plainOnes(records, shadows)),
			tx.putOutbox(rows),
			tx.putRecords([...standing.values()].map((record) => record!)),
			tx.putMeta('clock', { ...clock, n, order, hlc }),
			...(draftKey === undefined ? [] : [tx.deleteDraft(draftKey)]),
			...(attentionId === undefined ? [] : [markReplaced(tx, attentionId, rows[0]!.id)])
		]);
		return saved;
	});
}

const keyOfEdit = ({ unitId, kind, recordId }: RecordEdit): RecordKey => ({ unitId, kind, recordId });

/** Of edits of one record, the key once. */
const distinctKeys = (edits: readonly RecordEdit[]): RecordKey[] => [
	...new Map(edits.map((edit) => [recordKeyText(edit), keyOfEdit(edit)])).values()
];

async function markReplaced(tx: DeviceTransaction, attentionId: string, replacedBy: string): Promise<void> {
	const item = await tx.attention(attentionId);
	if (item) await tx.putAttention({ ...item, replacedBy });
}

function checkEdit({ kind, set }: RecordEdit): void {
	for (const [register, value] of Object.entries(set)) {
		const parsed = schemaOf(kind, register)?.safeParse(withSoundTexts(value));
		if (!parsed?.success) {
			throw new EditRefused(`${kind}.${register}`, faultOf(parsed?.error), { cause: parsed?.error });
		}
	}
	if (new TextEncoder().encode(JSON.stringify(set)).length > PUSH_LIMITS.changeBytes - 2048)
		throw new EditRefused(kind, 'too-large');
}

/** The change that the edit makes of what stands, and what stands then. */
function layEdit(
	record: StoredRecord | undefined,
	edit: SeenEdit,
	{
		made,
		personId,
		own
	}: { made: Pick<Change, 'id' | 'hlc' | 'device' | 'n' | 'made'>; personId: string; own: OwnChanges }
): { change: Change; laid: StoredRecord } {
	const set = withPrev(edit, record, own);
	const change: Change = { ...made, v: 1, ...keyOfEdit(edit), set };
	const laid = layOver(record, [change], personId)!;

	return { change, laid: { ...laid, generation: record?.generation ?? 0 } };
}

const changeIn = (record: SyncRecord | undefined, register: string): string | null =>
	record?.registers[register]?.change ?? null;

const sawWhatStands = ({ set, seen }: SeenEdit, record: SyncRecord | undefined): boolean =>
	Object.keys(set).every((register) => (seen[register] ?? null) === changeIn(record, register));

/** Writing to a record of a fixed id that its author saw voided brings it back: there can be no other in its place. */
function revived({ kind, set, seen }: SeenEdit, record: SyncRecord | undefined): RecordEdit['set'] {
	const isSeenVoided = record !== undefined && isVoided(record) && seen['life'] === changeIn(record, 'life');

	return isSeenVoided && hasFixedId(kind) && !('life' in set) ? { ...set, life: null } : set;
}

function withPrev(edit: SeenEdit, record: SyncRecord | undefined, own: OwnChanges): Change['set'] {
	const key = keyOfEdit(edit);

	return Object.fromEntries(
		Object.entries(revived(edit, record)).map(([register, value]) => {
			const seen = edit.seen[register] ?? null;
			const prev = seen === changeIn(record, register) ? seen : prevOf({ key, register, seen }, own);
			return [register, { value: withSoundTexts(value), prev }];
		})
	);
}
