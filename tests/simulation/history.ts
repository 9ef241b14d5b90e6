import type { RegisterValue, SyncRecord } from '#lib/domain/changes/change.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import { digestOfRecords } from '#lib/domain/changes/digest.ts';
import { violationsMeanwhile } from './along-the-way.ts';
import { actWithPhotos, photosAtRest, photosMeanwhile } from './photo-turns.ts';
import { Chance } from './chance.ts';
import { violationsOf } from './invariants.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { COMMUNES, OFFICE } from './simulated-servers.ts';
import { forge } from './forgeries.ts';
import { MEMORY, type Stores } from './stores.ts';
import { Village, type Found, type Sabotage } from './village.ts';

export const STEPS = 60;
const PEOPLE = 3;
const HOUR_MS = 60 * 60_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
/** A change whose prev is unknown is sent a fourth time before it is taken, hourly at worst; what waited for it comes after. */
const CALM_CYCLES = 9;
const CALM_CYCLE_MS = 61 * 60_000;
/** In one go of a lane: a page holds 50 records, and a history makes fewer. */
const MOST_REQUESTS = 20;
/** A photo takes seven steps at most, and a phone takes about as many photos. */
const MOST_PHOTO_STEPS = 150;
/** The share of edits that only begin: their forms stay open while others write, and are saved the next time. */
const FORMS_LEFT_OPEN = 0.2;

interface Telling {
	sabotage?: Sabotage;
	/** Numbers of the steps that are left out. */
	without?: ReadonlySet<number>;
	/** In memory when undefined. */
	stores?: Stores;
}

export interface Told {
	village: Village;
	violations: string[];
}

/** Runs one history and brings it to rest: nothing goes wrong any more, and everybody syncs until nothing moves. */
export async function runHistory(
	seed: number,
	{ sabotage = {}, without = new Set(), stores = MEMORY }: Telling = {}
): Promise<Told> {
	const village = await Village.open(seed, sabotage, stores);
	village.hire({ id: 'hoa', role: 'commune_officer', units: [COMMUNES[0]!] });
	village.hire({ id: 'nam', role: 'commune_officer', units: [COMMUNES[0]!] });
	village.hire(OFFICE);
	for (const person of ['hoa', 'nam', 'office']) await village.give(person);

	for (let step = 0; step < STEPS; step++) {
		village.beginStep(step);
		village.nowMs += village.chance.one([10, 1_000, 60_000, 600_000]);
		if (without.has(step)) continue;
		const device = await act(village, step);
		await actWithPhotos(village, device);
		village.violations.push(...(await photosMeanwhile(village)));
		// On the other stores it would take longer than the history itself.
		const server = stores === MEMORY ? await village.server.read() : undefined;
		if (server && server.epoch !== village.forgetfulEpoch)
			village.violations.push(...(await violationsMeanwhile(device, server)));
	}
	village.beginStep(STEPS);
	await comeToRest(village);
	await welcomeNewcomers(village);
	const found = await village.look();
	village.violations.push(...(await photosMeanwhile(village)), ...(await photosAtRest(village)));
	village.close();
	noteWhatCameOfIt(village, found);
	return { village, violations: [...new Set([...violationsOf(village, found), ...village.violations])] };
}

/** Two histories that end in the same lines have come to the same. */
export function noteWhatCameOfIt(village: Village, { server, devices }: Found): void {
	for (const { unit, head, lastStamp, records } of server.units.values()) {
		const digest = digestOfRecords([...records.values()].map(({ record }) => record));
		village.note(`${unit.id} has ${records.size} records up to ${head}, ${lastStamp}, ${digest}`);
	}
	for (const [{ name }, { records, outbox, shadows, sent, attention }] of devices) {
		const sizes = [outbox, shadows, sent, attention].map(({ size }) => size);
		village.note(
			`${name} has ${records.size} records, ${digestOfRecords([...records.values()])}, ${sizes.join(' ')}`
		);
	}
}

/** Answers who acted. */
async function act(village: Village, step: number): Promise<SimulatedDevice> {
	const { chance } = village;
	const drawn = chance.below(2 * PEOPLE);
	// The same one as long as it is there, whatever copies were made before.
	const device = village.devices[drawn] ?? village.devices[drawn % PEOPLE]!;
	village.note(`step ${step}, ${new Date(village.nowMs).toISOString().slice(0, 19)}`);

	const draw = chance.next();
	if (draw < 0.4) await edit(village, device);
	else if (draw < 0.62) village.note(`${device.name} sends: ${(await device.push()).kind}`);
	else if (draw < 0.84) village.note(`${device.name} fetches: ${(await device.pull(chance.happens(0.7))).kind}`);
	else if (draw < 0.87) await village.deliverLate();
	else if (draw < 0.89) await village.backUp();
	else await mishap(village, device);
	return device;
}

async function mishap(village: Village, device: SimulatedDevice): Promise<void> {
	const { chance } = village;
	switch (chance.below(14)) {
		case 0:
			return restore(village);
		case 1:
			village.fault('rights changed');
			return village.hire({
				id: 'nam',
				role: 'commune_officer',
				units: chance.one([[COMMUNES[0]!], [COMMUNES[1]!], COMMUNES])
			});
		case 2:
			village.fault('clock off');
			device.clockOffMs = chance.one([0, 2 * HOUR_MS, -3 * HOUR_MS, YEAR_MS, -YEAR_MS]);
			return;
		case 3:
			if (village.devices.length < 2 * PEOPLE - 1) {
				village.fault('device cloned');
				village.devices.push(await device.clone(`${device.name}'${village.devices.length}`));
			}
			return;
		case 4:
			village.fault('app killed');
			return device.restart();
		case 5:
			return device.failNext(
				chance.one(['quota', 'store closed', 'store lost', 'commit unheard']),
				chance.below(4)
			);
		case 6: {
			village.fault('two leaders');
			await village.turns.together([device.push, device.pushAsZombie, () => edit(village, device)]);
			return;
		}
		case 7: {
			village.fault('both lanes at once');
			await village.turns.together([() => device.pull(), device.push, () => edit(village, device)]);
			return;
		}
		case 8: {
			village.fault('two devices at once');
			const other = village.devices[(village.devices.indexOf(device) + 1) % PEOPLE]!;
			await edit(village, other);
			await village.turns.together([device.push, other.push, () => edit(village, device)]);
			return;
		}
		case 9: {
			device.killTabIn(chance.below(12));
			await (chance.happens(0.5) ? device.push() : device.pull());
			return;
		}
		case 10:
			village.fault('power cut');
			return device.losePowerAfter(async () => {
				await device.pull();
				if (chance.happens(0.5)) await edit(village, device);
				await (chance.happens(0.7) ? device.push() : device.pull());
			});
		case 12:
			return forge(village);
		case 11:
			return loseTheKnack(village, device);
		default:
			return newerVersion(village);
	}
}

/** The device's browser cannot store what somebody else has written and it has not fetched yet. */
async function loseTheKnack(village: Village, device: SimulatedDevice): Promise<void> {
	const server = await village.server.read();
	const { records, shadows, outbox, sent } = await device.look();
	const known = new Set([...records.values(), ...shadows.values()].flatMap(changesOf));
	for (const batch of [...outbox.values(), ...[...sent.values()].flatMap(({ changes }) => changes)])
		known.add(batch.id);

	const unknown = COMMUNES.flatMap((unitId) => [...server.units.get(unitId)!.records.values()])
		.map(({ record }) => record)
		.filter(({ kind }) => kind === 'check' || kind === 'dossier')
		.flatMap(changesOf)
		.filter((change) => !known.has(change))
		.sort();
	if (unknown.length === 0) return;
	village.fault('row not storable');
	device.cannotStore(village.chance.one(unknown));
}

const changesOf = ({ registers }: SyncRecord): string[] => Object.values(registers).map(({ change }) => change);

/** To a copy of hours or days ago, with the administrator's word or without. */
async function restore(village: Village): Promise<void> {
	const { chance } = village;
	if (chance.happens(0.6)) return;
	if (chance.happens(0.3)) village.nowMs += chance.one([30, 50, 200]) * HOUR_MS;
	await (chance.happens(0.5) ? village.restore() : village.restoreInSilence());
}

/** A device of a later version has written, through a server of a later version, what none here knows. */
async function newerVersion(village: Village): Promise<void> {
	const unitId = COMMUNES[0]!;
	const unit = (await village.server.read()).units.get(unitId)!;
	// A review is written once, in every version.
	const records = [...unit.records.values()]
		.filter(({ record }) => record.kind !== 'review')
		.sort((a, b) => a.record.seq - b.record.seq);
	if (records.length === 0) return;
	village.fault('newer version');
	const { record, about } = village.chance.one(records);
	const seq = unit.head + 1;
	// Another one in a database that was restored and has grown anew.
	const id = `00000000-0000-7000-8000-${String(village.nowMs).slice(-12).padStart(12, '0')}`;
	const stamp = `${Math.floor(village.nowMs).toString(36).padStart(9, '0')}000.newer001`;
	const register = { value: { mood: 'bright' }, stamp, change: id, by: 'office' };
	const change = {
		...{ id, v: 1, unitId, kind: record.kind, recordId: record.id },
		...{ set: { weather: { value: { mood: 'bright' }, prev: record.registers['weather']?.change ?? null } } },
		...{ hlc: stamp, device: 'newer001', n: seq }
	};
	const receipt = { id, r: 'ok' as const, seq, stamp, was: record.seq };
	const received = { at: new Date(village.nowMs).toISOString(), offsetMs: 0 };

	await village.server.store.inUnit(unitId, received, (locked) =>
		locked.attempt([change], async (log) => {
			// As a push does before it writes.
			await log.record(record.kind, record.id);
			const next = { ...record, seq, registers: { ...record.registers, weather: register } };
			log.append({ change, receipt, personId: 'office', stamp }, next, about);
		})
	);
}

export async function edit(village: Village, device: SimulatedDevice): Promise<void> {
	const { chance } = village;
	const unitId = device.personId === 'office' ? chance.one(COMMUNES) : COMMUNES[chance.happens(0.9) ? 0 : 1]!;
	const [kind, recordId, set] = await choose(village, device, unitId);
	const form = `${unitId}/${kind}/${recordId}`;
	// Drawn apart, so that it changes nothing of what else is drawn.
	const formChance = new Chance(village.seed ^ village.nowMs);
	if (!device.openForms.has(form) && formChance.happens(FORMS_LEFT_OPEN)) {
		device.openForms.set(form, await device.sightOf(unitId, kind, recordId));
		return village.note(`${device.name} opened the form of ${kind} ${recordId.slice(-8)}`);
	}
	const change = await device.save(unitId, kind, recordId, set, device.openForms.get(form));
	if (change) device.openForms.delete(form);
	village.note(
		`${device.name} ${change ? 'saved' : 'failed to save'} ${kind} ${recordId.slice(-8)} ${JSON.stringify(set)} ${change?.id.slice(-6) ?? ''}`
	);
}

type Choice = [KindName, string, { [register: string]: RegisterValue }];

async function choose(village: Village, device: SimulatedDevice, unitId: string): Promise<Choice> {
	const { chance } = village;
	const on = '2018-11-05';
	const state = () => ({ state: { state: chance.one(['not_started', 'preparing', 'complete']), on } });
	const plan = () => ({ plan: { expectedOn: chance.one(['2018-11-20', '2018-12-01', '2018-12-24']) } });
	const measurement = () => ({
		...{ on, value: chance.below(5), met: 'not_met' },
		...(chance.happens(0.3) && { note: 'đo lại' })
	});
	const records = await device.records(unitId);
	const own = records.filter(({ kind }) => kind === 'check');
	const conflicts = records.filter(({ kind, registers }) => kind === 'conflict' && !registers['settled']);

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

/** Everybody syncs again and again while time passes, until nothing is left to send or the last hold has run out. */
export async function comeToRest(village: Village): Promise<void> {
	village.calm = true;
	for (const device of village.devices) {
		device.mend();
		device.restart();
	}

	for (let cycle = 0, isQuiet = false; cycle < CALM_CYCLES && !isQuiet; cycle++) {
		const hadUnsent = await hasUnsent(village);
		for (const device of village.devices) {
			await goOn(village, device, 'push');
			await goOn(village, device, 'pull');
		}
		for (const device of village.devices) await goOn(village, device, 'sendPhotos');
		await village.photos.tend();
		for (const device of village.devices) {
			await goOn(village, device, 'pull');
			await goOn(village, device, 'sendPhotos');
		}
		village.nowMs += CALM_CYCLE_MS;
		// Everybody has fetched since the last change was sent.
		isQuiet = !hadUnsent && !(await hasUnsent(village));
	}
}

/** As long as it goes on; that must end. */
async function goOn(village: Village, device: SimulatedDevice, lane: 'push' | 'pull' | 'sendPhotos'): Promise<void> {
	const most = lane === 'sendPhotos' ? MOST_PHOTO_STEPS : MOST_REQUESTS;
	for (let request = 0; request < most; request++) if ((await device[lane]()).kind !== 'went-on') return;
	village.violations.push(`bounded: ${device.name} went on to ${lane} ${most} times`);
}

/** Another device of each person begins with nothing: what one snapshot brings is what the others have from their cursors. */
async function welcomeNewcomers(village: Village): Promise<void> {
	for (const personId of [...village.people.keys()]) await goOn(village, await village.give(personId), 'pull');
}

async function hasUnsent({ devices }: Village): Promise<boolean> {
	for (const device of devices) if (await device.isUnderWay()) return true;
	return false;
}
