import { sameValue } from '#lib/domain/changes/same-value.ts';
import { recordKeyText, type SyncRecord } from '#lib/domain/changes/change.ts';
import { isOfEarlierDatabase, keyOf } from '#lib/local/store/device-store.ts';
import { rebuild } from '#lib/local/sync/rebuild.ts';
import type { DeviceState } from '../support/memory-store.ts';
import type { ServerState } from '../support/memory-server.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** What must hold at every moment, not only when all has come to rest; looked at after each step of a device. */
export async function violationsMeanwhile(device: SimulatedDevice, server: ServerState): Promise<string[]> {
	const state = await device.look();

	return [...(await views(device, state)), ...cursors(device, state, server)];
}

/** What is shown is the base with what was not sent laid over: made anew from the disk, it comes out the same. After a restore the
 *  copies of the earlier database stay as they are until the new one has been fetched. */
async function views(device: SimulatedDevice, state: DeviceState): Promise<string[]> {
	if (state.shadows.size === 0) return [];
	const copy = await device.copyDisk();
	await copy.store.transact('relaxed', (tx) => rebuild(tx, [...state.shadows.values()].map(keyOf), device.personId));
	const { records: anew } = await copy.read();
	copy.close();

	return [...state.shadows]
		.filter(([, base]) => !isOfEarlierDatabase(base))
		.map(([key]) => key)
		.filter((key) => !sameValue(valuesOf(state.records.get(key)), valuesOf(anew.get(key))))
		.map((key) => `view: ${device.name} shows of ${key} what its disk does not say`);
}

/** Without stamps: what is sent again after a restore bears the server's until it is laid over anew. */
const valuesOf = (record: SyncRecord | undefined) =>
	record &&
	Object.fromEntries(Object.entries(record.registers).map(([name, { value, change }]) => [name, { value, change }]));

/** Whatever lies before a stored cursor is on the device. */
function cursors(device: SimulatedDevice, state: DeviceState, server: ServerState): string[] {
	if (state.meta.get('epoch') !== server.epoch) return [];
	const held = (state.meta.get('cursors') ?? {}) as { [unitId: string]: { seq: number; sweeping?: boolean } };

	return Object.entries(held).flatMap(([unitId, { seq }]) =>
		[...server.units.get(unitId)!.records.values()]
			.filter(({ record }) => record.seq <= seq)
			.filter(({ record }) => {
				const key = recordKeyText({ unitId, kind: record.kind, recordId: record.id });
				const base = state.shadows.get(key) ?? state.records.get(key);
				return (base?.seq ?? -1) < record.seq;
			})
			.map(
				({ record }) =>
					`cursor: ${device.name} stands at ${seq} of ${unitId} and lacks ${record.kind} ${record.id}`
			)
	);
}
