import { SERVER_DEVICE, SERVER_PERSON, type Change } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { isRegisterName, isRecordId, isUuid, makeUuid } from '#lib/domain/ids.ts';
import { isSoundText } from '#lib/domain/changes/sound-json.ts';
import type { LoggedChange } from '#lib/server/sync/unit-log.ts';
import type { ServerState } from '../support/memory-server.ts';
import { COMMUNES } from './simulated-servers.ts';
import type { Village } from './village.ts';

const FORGER = 'nam';
const MANY = 20;

/** Somebody who may write writes by hand what no program of ours sends: in another's name, or what nothing can hold. */
export async function forge(village: Village): Promise<void> {
	const { chance } = village;
	const { devices } = await village.server.read();
	const others = [...devices].flatMap(([id, person]) => (person === FORGER ? [] : id)).sort();
	const isDevice = chance.happens(0.5);
	village.fault(isDevice ? 'forged device' : 'forged ids');
	const device = isDevice ? chance.one([...others, SERVER_DEVICE]) : 'forger01';

	await village.transportOf(FORGER).push({
		...{ protocol: 1, app: 'forgery', person: FORGER, device, epoch: village.epoch, now: village.nowMs },
		changes: Array.from({ length: 3 }, () => ({
			...plainChange(village, device),
			...(isDevice ? {} : chance.one(UNHOLDABLE))
		}))
	});
}

function plainChange(village: Village, device: string): Change {
	const { chance, nowMs } = village;
	return {
		id: makeUuid(nowMs, chance.bytes(10)),
		v: 1,
		unitId: chance.one(COMMUNES),
		kind: 'check',
		recordId: makeUuid(nowMs, chance.bytes(10)),
		set: { measurement: { value: { on: '2018-11-05', value: 1, met: 'met' }, prev: null } },
		hlc: formatReading({ ms: nowMs, counter: 0, device }),
		device,
		n: 1 + chance.below(MANY)
	};
}

const noted = (note: unknown) => ({
	set: { measurement: { value: { on: '2018-11-05', value: 1, met: 'met', note }, prev: null } }
});

const UNHOLDABLE: readonly object[] = [
	{ id: { toString: 'x' } },
	{ kind: 'survey', recordId: 'survey:\ud800' },
	{ kind: 'appraisal/x' },
	{ set: { 'state=;': { value: null, prev: null } } },
	noted('\ufffe'),
	noted('half \udc00')
];

/** A device is one person's, the server's is the server's, and whatever was taken can be stored and written anywhere. */
export function forgeries(village: Village, { units }: ServerState): string[] {
	const all = [...units.values()].flatMap(({ changes }) => [...changes.values()]);
	const owners = new Map<string, string>();
	// Where no phone was copied, no number is taken twice, whoever tries.
	const copied = [...units.values()]
		.flatMap(({ records }) => [...records.values()])
		.filter(({ record }) => Object.values(record.registers).some(({ flags }) => flags?.includes('cloned-device')))
		.map(({ record }) => `forged: somebody made ${record.id.slice(-8)} pass for a copied phone’s`);

	const forged = all.flatMap((logged) => {
		const { change, personId } = logged;
		const owner = change.device === SERVER_DEVICE ? SERVER_PERSON : (owners.get(change.device) ?? personId);
		owners.set(change.device, owner);
		return [
			...(owner === personId
				? []
				: [`forged: ${change.id.slice(-6)} of ${personId} bears the device of ${owner}`]),
			...(isHoldable(logged) ? [] : [`forged: ${JSON.stringify(change.id)} holds what cannot be`])
		];
	});
	return [...forged, ...(village.faults.has('device cloned') ? [] : copied)];
}

function isHoldable({ change: { id, unitId, kind, recordId, set } }: LoggedChange): boolean {
	const texts = Object.values(set).flatMap(({ value }) => Object.values(value ?? {}));
	return (
		isUuid(id) &&
		[unitId, recordId].every(isRecordId) &&
		[kind, ...Object.keys(set)].every(isRegisterName) &&
		texts.every((text) => typeof text !== 'string' || isSoundText(text))
	);
}
