import { comeToRest, edit, noteWhatCameOfIt, type Told } from './history.ts';
import { violationsOf } from './invariants.ts';
import { Outages } from './outages.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { COMMUNES } from './simulated-servers.ts';
import { MEMORY, type Stores } from './stores.ts';
import { Village, type Sabotage } from './village.ts';

const STEPS = 60;
/** A program that finds the server goes on sending; here for at most so many requests. */
const MOST_REQUESTS = 30;
/** The pauses of a change that was hit by chance several times are no longer. */
const SOON_MS = 6 * 60_000;

/** A history in which nothing goes wrong but that the network is missing, or the server, for any length of time;
 *  programs are killed and started again meanwhile, and have two tabs. No change may be set aside, and none is held
 *  up when it is over. */
export async function runSilentHistory(
	seed: number,
	{ sabotage = {}, stores = MEMORY }: { sabotage?: Sabotage; stores?: Stores } = {}
): Promise<Told> {
	let outages: Outages | undefined;
	const broken: Sabotage = {
		...sabotage,
		transport(transport, village, personId) {
			outages ??= new Outages(village.chance);
			const unsteady = outages.around(transport);
			return sabotage.transport?.(unsteady, village, personId) ?? unsteady;
		}
	};
	const village = await Village.open(seed, broken, stores);
	village.calm = true;
	village.hire({ id: 'hoa', role: 'commune_officer', units: [COMMUNES[0]!] });
	village.hire({ id: 'office', role: 'district_office', units: ['397'] });
	for (const person of ['hoa', 'office']) await village.give(person);
	for (let step = 0; step < STEPS; step++) {
		village.beginStep(step);
		village.note(`step ${step}, ${new Date(village.nowMs).toISOString().slice(0, 19)}`);
		village.nowMs += village.chance.one([10, 1_000, 20_000, 60_000, 600_000]);
		const device = village.chance.one(village.devices);
		await act(village, device);
		village.violations.push(...(await setAsideBy(device)));
	}
	outages!.end();
	village.nowMs += SOON_MS;
	// The first round may still hear of a batch that went ahead while the network was missing; the second sends it again.
	for (const device of [...village.devices, ...village.devices]) await sendOn(device);
	for (const device of village.devices) village.violations.push(...(await heldUpOn(device)));

	village.beginStep(STEPS);
	await comeToRest(village);
	const found = await village.look();
	village.close();
	noteWhatCameOfIt(village, found);
	return { village, violations: [...new Set([...village.violations, ...violationsOf(village, found)])] };
}

async function act(village: Village, device: SimulatedDevice): Promise<void> {
	const draw = village.chance.next();
	if (draw < 0.3) return edit(village, device);
	if (draw < 0.7) return sendOn(device);
	if (draw < 0.8) return void (await device.pull());
	if (draw < 0.9) {
		village.fault('app killed');
		return device.restart();
	}
	village.fault('two leaders');
	await village.turns.together([device.push, device.pushAsZombie, () => edit(village, device)]);
}

async function sendOn(device: SimulatedDevice): Promise<void> {
	for (let request = 0; request < MOST_REQUESTS; request++) if ((await device.push()).kind !== 'went-on') return;
}

async function setAsideBy(device: SimulatedDevice): Promise<string[]> {
	const aside = [...(await device.look()).outbox.values()].filter(({ state }) => state === 'aside');

	return aside.map(({ id }) => `silence: ${device.name} set ${id.slice(-6)} aside, and only the network was missing`);
}

const heldUpOn = async (device: SimulatedDevice): Promise<string[]> =>
	[...(await device.look()).outbox.values()].map(
		({ id }) => `silence: ${device.name} still holds ${id.slice(-6)} back, and the network is there again`
	);
