import type { RegisterValue } from '#lib/domain/changes/change.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { COMMUNES, Village, type Sabotage } from './village.ts';

export const STEPS = 60;
const PEOPLE = 3;
const YEAR_MS = 365 * 86_400_000;
/** A change whose prev is unknown is sent a fourth time before it is taken, hourly at worst; what waited for it comes after. */
const CALM_CYCLES = 9;
const CALM_CYCLE_MS = 61 * 60_000;

interface Telling {
	sabotage?: Sabotage;
	/** Numbers of the steps that are left out. */
	without?: ReadonlySet<number>;
}

/** Runs one history and brings it to rest: nothing goes wrong any more, and everybody syncs until nothing moves. */
export async function runHistory(seed: number, { sabotage = {}, without = new Set() }: Telling = {}): Promise<Village> {
	const village = new Village(seed, sabotage);
	village.hire({ id: 'hoa', role: 'commune_officer', units: [COMMUNES[0]!] });
	village.hire({ id: 'nam', role: 'commune_officer', units: [COMMUNES[0]!] });
	village.hire({ id: 'office', role: 'district_office', units: ['397'] });
	for (const person of ['hoa', 'nam', 'office']) await village.give(person);

	for (let step = 0; step < STEPS; step++) {
		village.beginStep(step);
		village.nowMs += village.chance.one([10, 1_000, 60_000, 600_000]);
		if (!without.has(step)) await act(village, step);
	}
	village.beginStep(STEPS);
	await comeToRest(village);
	return village;
}

async function act(village: Village, step: number): Promise<void> {
	const { chance } = village;
	const drawn = chance.below(2 * PEOPLE);
	// The same one as long as it is there, whatever copies were made before.
	const device = village.devices[drawn] ?? village.devices[drawn % PEOPLE]!;
	village.note(`step ${step}, ${new Date(village.nowMs).toISOString().slice(0, 19)}`);

	const draw = chance.next();
	if (draw < 0.4) return edit(village, device);
	if (draw < 0.62) return void village.note(`${device.name} sends: ${(await device.push()).kind}`);
	if (draw < 0.84)
		return void village.note(`${device.name} fetches: ${(await device.pull(chance.happens(0.7))).kind}`);
	if (draw < 0.87) return village.deliverLate();
	if (draw < 0.89) return village.backUp();
	return mishap(village, device);
}

async function mishap(village: Village, device: SimulatedDevice): Promise<void> {
	const { chance } = village;
	switch (chance.below(11)) {
		case 0:
			if (chance.happens(0.3)) village.restore();
			return;
		case 1:
			village.fault('rights changed');
			return village.hire({
				id: 'nam',
				role: 'commune_officer',
				units: chance.one([[COMMUNES[0]!], [COMMUNES[1]!], COMMUNES])
			});
		case 2:
			village.fault('clock off');
			device.clockOffMs = chance.one([0, 9 * 60_000, -30 * 60_000, YEAR_MS, -YEAR_MS]);
			return;
		case 3:
			if (village.devices.length < 2 * PEOPLE - 1) {
				village.fault('device cloned');
				village.devices.push(device.clone(`${device.name}'`));
			}
			return;
		case 4:
			village.fault('app killed');
			return device.restart();
		case 5:
			return device.failNext(chance.one(['quota', 'store closed']), chance.below(4));
		case 6: {
			village.fault('two leaders');
			await Promise.all([device.push(), device.pushAsZombie(), edit(village, device)]);
			return;
		}
		case 7: {
			village.fault('both lanes at once');
			await Promise.all([device.pull(), device.push(), edit(village, device)]);
			return;
		}
		case 8: {
			village.fault('two devices at once');
			const other = village.devices[(village.devices.indexOf(device) + 1) % PEOPLE]!;
			await edit(village, other);
			await Promise.all([device.push(), other.push(), edit(village, device)]);
			return;
		}
		case 9: {
			device.killTabIn(chance.below(12));
			await (chance.happens(0.5) ? device.push() : device.pull());
			return;
		}
		default:
			return newerVersion(village);
	}
}

/** A device of a later version has written, through a server of a later version, what none here knows. */
function newerVersion(village: Village): void {
	const { disk } = village.server;
	const unit = disk.units.get(COMMUNES[0]!)!;
	// A review is written once, in every version.
	const records = [...unit.records].filter(([, { record }]) => record.kind !== 'review');
	if (records.length === 0) return;
	village.fault('newer version');
	const [key, { record, about }] = village.chance.one(records);
	const seq = unit.head + 1;
	const id = `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`;
	const stamp = `${Math.floor(village.nowMs).toString(36).padStart(9, '0')}000.newer001`;
	const register = { value: { mood: 'bright' }, stamp, change: id, by: 'office' };
	const change = {
		...{ id, v: 1, unitId: record.unitId, kind: record.kind, recordId: record.id },
		...{ set: { weather: { value: { mood: 'bright' }, prev: record.registers['weather']?.change ?? null } } },
		...{ hlc: stamp, device: 'newer001', n: seq }
	};
	const next = { ...record, seq, registers: { ...record.registers, weather: register } };
	const logged = {
		change,
		receipt: { id, r: 'ok' as const, seq, stamp, was: record.seq },
		personId: 'office',
		stamp
	};

	village.server.disk = {
		...disk,
		units: new Map(disk.units).set(COMMUNES[0]!, {
			...unit,
			head: seq,
			lastStamp: stamp > unit.lastStamp ? stamp : unit.lastStamp,
			changes: new Map(unit.changes).set(id, logged),
			records: new Map(unit.records).set(key, { record: next, about })
		})
	};
}

async function edit(village: Village, device: SimulatedDevice): Promise<void> {
	const { chance } = village;
	const unitId = device.personId === 'office' ? chance.one(COMMUNES) : COMMUNES[chance.happens(0.9) ? 0 : 1]!;
	const [kind, recordId, set] = choose(village, device, unitId);
	const change = await device.save(unitId, kind, recordId, set);
	village.note(
		`${device.name} ${change ? 'saved' : 'failed to save'} ${kind} ${recordId.slice(-8)} ${JSON.stringify(set)} ${change?.id.slice(-6) ?? ''}`
	);
}

type Choice = [KindName, string, { [register: string]: RegisterValue }];

function choose(village: Village, device: SimulatedDevice, unitId: string): Choice {
	const { chance } = village;
	const on = '2018-11-05';
	const state = () => ({ state: { state: chance.one(['not_started', 'preparing', 'complete']), on } });
	const plan = () => ({ plan: { expectedOn: chance.one(['2018-11-20', '2018-12-01', '2018-12-24']) } });
	const measurement = () => ({
		...{ on, value: chance.below(5), met: 'not_met' },
		...(chance.happens(0.3) && { note: 'đo lại' })
	});
	const own = device.records(unitId).filter(({ kind }) => kind === 'check');
	const conflicts = device
		.records(unitId)
		.filter(({ kind, registers }) => kind === 'conflict' && !registers['settled']);

	if (device.personId === 'office' && chance.happens(0.3)) {
		const theirs = own.filter(({ registers }) => registers['measurement']?.by !== 'office');
		const check = theirs[chance.below(Math.min(theirs.length, 3))];
		const judged = check?.registers['measurement']?.change;
		const verdict = chance.one(['verified', 'verified', 'returned', 'reopened']);
		if (check && judged) {
			const of = { kind: 'check', id: check.id };
			return ['review', device.newId(), { verdict: { of, judged, verdict, on } }];
		}
	}
	const draw = chance.next();
	if (draw < 0.35) return ['dossier', `dossier:${chance.one([6, 17])}`, state()];
	if (draw < 0.5)
		return ['dossier', `dossier:${chance.one([6, 17])}`, chance.happens(0.5) ? plan() : { ...state(), ...plan() }];
	if (draw < 0.58)
		return ['dossier', 'dossier:6', { life: chance.happens(0.6) ? { voided: true, reason: 'nhầm' } : null }];
	if (draw < 0.75 || own.length === 0) {
		return ['check', device.newId(), { subject: { indicator: '9.1' }, measurement: measurement() }];
	}
	const check = chance.one(chance.happens(0.7) ? own.slice(0, 2) : own);
	if (conflicts.length > 0 && chance.happens(0.5)) {
		return ['conflict', chance.one(conflicts).id, { settled: { choice: chance.one(['winner', 'loser']), on } }];
	}
	return ['check', check.id, { measurement: measurement() }];
}

/** Everybody syncs again and again while time passes, until the last hold has run out. */
export async function comeToRest(village: Village): Promise<void> {
	village.calm = true;
	for (const device of village.devices) device.restart();

	for (let cycle = 0; cycle < CALM_CYCLES; cycle++) {
		for (const device of village.devices) {
			for (let step = 0; step < 60; step++) if ((await device.push()).kind !== 'went-on') break;
			for (let step = 0; step < 200; step++) if ((await device.pull()).kind !== 'went-on') break;
		}
		village.nowMs += CALM_CYCLE_MS;
	}
}
