import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import { PROFILE_ID } from '#lib/domain/records/record-ids.ts';
import { villagesOf, type Village as Hamlet } from '#lib/domain/records/profile/villages.ts';
import { nameVillage, takeOutVillage } from '#lib/domain/records/profile/form.ts';
import { comeToRest } from './history.ts';
import { violationsOf } from './invariants.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { COMMUNES } from './simulated-servers.ts';
import { Village } from './village.ts';

const STEPS = 40;
const UNIT = COMMUNES[0]!;

/** How lists are written and read; the product's way unless a test breaks it. */
export interface ListRules {
	add: (records: readonly SyncRecord[], hamlet: Hamlet) => RecordEdit;
	read: (records: readonly SyncRecord[]) => Hamlet[];
}

export const AS_BUILT: ListRules = {
	add: (records, hamlet) => nameVillage(records, { unitId: UNIT, ...hamlet }),
	read: villagesOf
};

/** A list as one register, made of what the screen held: so every version before wrote it, and a phone of one still does. */
export function addToWhole(records: readonly SyncRecord[], hamlet: Hamlet): RecordEdit {
	const profile = records.find(({ kind }) => kind === 'profile');
	const items = (profile?.registers['villages']?.value?.['items'] ?? []) as Hamlet[];

	return { unitId: UNIT, kind: 'profile', recordId: PROFILE_ID, set: { villages: { items: [...items, hamlet] } } };
}

/** What somebody did to the list, with the change that says so; no name for what was taken off. */
interface Done {
	id: string;
	name: string | null;
	change: string;
}

/** What people did, in order; each village is renamed or taken off once at most, so that it is plain what has to come of it. */
interface Told {
	done: Done[];
	touched: Set<string>;
}

/** Histories of their own, in which three people change one list, two of them with this version and one with that before. */
export async function runListHistory(seed: number, rules: ListRules = AS_BUILT): Promise<string[]> {
	const village = await Village.open(seed);
	village.hire({ id: 'hoa', role: 'commune_officer', units: [UNIT] });
	village.hire({ id: 'nam', role: 'commune_officer', units: [UNIT] });
	village.hire({ id: 'office', role: 'district_office', units: ['397'] });
	const [hoa, nam, older] = [await village.give('hoa'), await village.give('nam'), await village.give('office')];
	const told: Told = { done: [], touched: new Set() };

	for (let step = 0; step < STEPS; step++) {
		village.beginStep(step);
		village.nowMs += village.chance.one([10, 1_000, 60_000, 600_000]);
		const device = village.chance.one([hoa, nam, older]);
		const draw = village.chance.next();
		if (draw < 0.25) await device.push();
		else if (draw < 0.5) await device.pull();
		else if (device === older) await addWhole(village, device);
		else await changeList(village, device, { rules, told });
	}
	village.beginStep(STEPS);
	await comeToRest(village);
	const found = await village.look();
	village.close();
	// What a proxy found too large lies where its author sees it.
	const { changes } = found.server.units.get(UNIT)!;
	const accepted = told.done.filter(({ change }) => changes.get(change)?.receipt.r === 'ok');
	const lists = [...found.devices].flatMap(([device, { records }]) =>
		listsOf(device.name, rules.read([...records.values()]), accepted)
	);
	return [...violationsOf(village, found), ...village.violations, ...lists];
}

async function addWhole({ chance }: Village, device: SimulatedDevice): Promise<void> {
	const records = await device.records(UNIT);
	const { set } = addToWhole(records, { id: device.newId(), name: `Thôn cũ ${chance.below(100)}` });
	await device.save(UNIT, 'profile', PROFILE_ID, set);
}

async function changeList(
	{ chance }: Village,
	device: SimulatedDevice,
	{ rules, told }: { rules: ListRules; told: Told }
): Promise<void> {
	const records = await device.records(UNIT);
	const shown = rules.read(records).filter(({ id }) => !told.touched.has(id));
	const draw = chance.next();
	const hamlet =
		draw < 0.5 || shown.length === 0
			? { id: device.newId(), name: `Thôn ${chance.below(100)}` }
			: chance.one(shown);
	const isOut = draw >= 0.75 && shown.length > 0;
	const named = isOut || draw < 0.5 ? hamlet : { ...hamlet, name: `${hamlet.name} mới` };
	const { set } = isOut ? takeOutVillage(records, { unitId: UNIT, ...hamlet }) : rules.add(records, named);
	const change = await device.save(UNIT, 'profile', PROFILE_ID, set);
	if (!change) return;

	if (draw >= 0.5) told.touched.add(hamlet.id);
	told.done.push({ id: hamlet.id, name: isOut ? null : named.name, change: change.id });
}

/** What somebody put on the list and nobody took off is on it, under the name it was given last; what was taken off is not. */
function listsOf(device: string, shown: readonly Hamlet[], done: readonly Done[]): string[] {
	const names = new Map(shown.map(({ id, name }) => [id, name]));
	const wanted = new Map(done.map(({ id, name }) => [id, name]));

	return [...wanted]
		.filter(([id, name]) => (names.get(id) ?? null) !== name)
		.map(
			([id, name]) =>
				`list: ${device} shows ${names.get(id) ?? 'nothing'}, not ${name ?? 'nothing'} (${id.slice(-6)})`
		);
}
