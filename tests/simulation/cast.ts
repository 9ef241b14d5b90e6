import type { Receipt } from '#lib/domain/changes/push.ts';
import type { RegisterValue } from '#lib/domain/changes/change.ts';
import { comeToRest } from './history.ts';
import { violationsOf } from './invariants.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { COMMUNES, OFFICE } from './simulated-servers.ts';
import { Village, type Sabotage } from './village.ts';
import type { Stores } from './stores.ts';

export const [COMMUNE, OTHER] = COMMUNES as [string, string];
export const MINUTE_MS = 60_000;
export const ON = '2018-11-05';

export interface Cast {
	village: Village;
	hoa: SimulatedDevice;
	nam: SimulatedDevice;
	office: SimulatedDevice;
}

/** Nothing goes wrong by chance: what goes wrong is written in the schedule. */
export async function enter(stores: Stores, sabotage: Sabotage = {}): Promise<Cast> {
	const village = await Village.open(1, sabotage, stores);
	village.calm = true;
	village.hire({ id: 'hoa', role: 'commune_officer', units: [COMMUNE] });
	village.hire({ id: 'nam', role: 'commune_officer', units: [COMMUNE] });
	village.hire(OFFICE);
	const [hoa, nam, office] = [await village.give('hoa'), await village.give('nam'), await village.give('office')];
	for (const device of village.devices) await sync(device);

	return { village, hoa, nam, office };
}

/** Twice, since what is fetched may tell that something has to be sent again. */
export async function sync(device: SimulatedDevice): Promise<void> {
	for (let round = 0; round < 2; round++) {
		while ((await device.push()).kind === 'went-on');
		while ((await device.pull()).kind === 'went-on');
	}
}

/** A minute later somebody writes. */
export async function write(
	{ village }: Cast,
	device: SimulatedDevice,
	[kind, id]: ['dossier' | 'check' | 'review', string],
	set: { [register: string]: RegisterValue }
): Promise<string> {
	village.nowMs += MINUTE_MS;
	return (await device.save(COMMUNE, kind, id, set))!.id;
}

export const DOSSIER: ['dossier', string] = ['dossier', 'dossier:6'];
export const state = (word: string) => ({ state: { state: word, on: ON } });
export const measured = (value: number, on = ON) => ({ measurement: { on, value, met: 'not_met' } });
export const newCheck = (device: SimulatedDevice): ['check', string] => ['check', device.newId()];

const unitOf = async ({ village }: Cast) => (await village.server.read()).units.get(COMMUNE)!;
export const logOf = async (cast: Cast) => [...(await unitOf(cast)).changes.values()];
export const receiptOf = async (cast: Cast, id: string): Promise<Receipt | undefined> =>
	(await unitOf(cast)).changes.get(id)?.receipt;
export const conflictsOn = async (cast: Cast) =>
	[...(await unitOf(cast)).records.values()].map(({ record }) => record).filter(({ kind }) => kind === 'conflict');
export const shown = async (device: SimulatedDevice, [kind, id]: [string, string]) =>
	(await device.records(COMMUNE)).find((record) => record.kind === kind && record.id === id);
export const waiting = async (device: SimulatedDevice) =>
	[...(await device.look()).outbox.values()].map(({ id, state: at, code }) => [id, at, code]);
export const needing = async (device: SimulatedDevice) => [...(await device.look()).attention.keys()];
export const atRest = async ({ village }: Cast) => {
	await comeToRest(village);
	const violations = violationsOf(village, await village.look());
	village.close();
	return violations;
};
