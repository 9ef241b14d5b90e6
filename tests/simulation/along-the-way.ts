import { sameValue } from '#lib/domain/changes/same-value.ts';
import { recordKeyText, type Change, type RecordKey, type SyncRecord } from '#lib/domain/changes/change.ts';
import { isOfEarlierDatabase, keyOf, type Meta, type StoredRecord } from '#lib/local/store/device-store.ts';
import { rebuild } from '#lib/local/replica/layers.ts';
import type { DeviceState } from '../support/memory-store.ts';
import type { ServerState } from '../support/memory-server.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** What must hold at every moment, not only when all has come to rest; looked at after each step of a device. */
export async function violationsMeanwhile(device: SimulatedDevice, server: ServerState): Promise<string[]> {
	const state = await device.look();

	return [...(await views(device, state)), ...cursors(device, state, server)];
}

/** What is shown is the base with what was not sent, or has not come down, laid over: made anew from the disk, it comes out the same.
 *  After a restore the copies of the earlier database stay as they are until the new one has been fetched. */
async function views(device: SimulatedDevice, state: DeviceState): Promise<string[]> {
	const changes: RecordKey[] = [...state.outbox.values(), ...changesUnderWay(state)];
	const laidOver = new Map([
		...changes.map((change): [string, RecordKey] => [recordKeyText(change), change]),
		...[...state.shadows.values()].map((shadow): [string, RecordKey] => [
			recordKeyText(keyOf(shadow)),
			keyOf(shadow)
		])
	]);
	if (laidOver.size === 0) return [];
	const copy = await device.copyDisk();
	await copy.store.transact('relaxed', (tx) => rebuild(tx, [...laidOver.values()], device.personId));
	const { records: anew } = await copy.read();
	copy.close();

	return [...laidOver.keys()]
		.filter((key) => !isOutdated(state.shadows.get(key) ?? state.records.get(key)))
		.filter((key) => !sameValue(valuesOf(state.records.get(key)), valuesOf(anew.get(key))))
		.map((key) => `view: ${device.name} shows of ${key} what its disk does not say`);
}

const isOutdated = (base: StoredRecord | undefined): boolean => base !== undefined && isOfEarlierDatabase(base);

/** Accepted, and laid over their records until those have come down. */
function changesUnderWay({ meta, sent }: DeviceState): Change[] {
	const underWay = (meta.get('underWay') ?? []) as Meta['underWay'];

	return underWay.flatMap(({ batch, heads }) =>
		(sent.get(batch)?.changes ?? []).map(({ change }) => change).filter(({ unitId }) => heads[unitId] !== undefined)
	);
}

/** Without stamps: what is sent again after a restore bears the server's until it is laid over anew. */
const valuesOf = (record: SyncRecord | undefined) =>
	record &&
	Object.fromEntries(Object.entries(record.registers).map(([name, { value, change }]) => [name, { value, change }]));

/** Whatever lies before a stored cursor is on the device, or counted as what it cannot store. */
function cursors(device: SimulatedDevice, state: DeviceState, server: ServerState): string[] {
	if (state.meta.get('epoch') !== server.epoch) return [];
	const held = (state.meta.get('cursors') ?? {}) as { [unitId: string]: { seq: number; sweeping?: boolean } };

	const unstored = (state.meta.get('unstored') ?? {}) as Meta['unstored'];
	const isCounted = ({ unitId, kind, id, seq }: SyncRecord) =>
		(unstored[unitId] ?? []).some((row) => row.kind === kind && row.id === id && row.seq >= seq);

	return Object.entries(held).flatMap(([unitId, { seq }]) =>
		[...server.units.get(unitId)!.records.values()]
			.filter(({ record }) => record.seq <= seq)
			.filter(({ record }) => {
				const key = recordKeyText({ unitId, kind: record.kind, recordId: record.id });
				const base = state.shadows.get(key) ?? state.records.get(key);
				return (base?.seq ?? -1) < record.seq && !isCounted(record);
			})
			.map(
				({ record }) =>
					`cursor: ${device.name} stands at ${seq} of ${unitId} and lacks ${record.kind} ${record.id}`
			)
	);
}
