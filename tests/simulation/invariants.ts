import { addDigest, recordDigest } from '#lib/domain/changes/digest.ts';
import { parseReading } from '#lib/domain/changes/clock.ts';
import { sameValue } from '#lib/domain/changes/same-value.ts';
import { recordKeyText, SERVER_DEVICE, type Change, type SyncRecord } from '#lib/domain/changes/change.ts';
import { unitsInScope } from '#lib/domain/access/access.ts';
import type { LoggedChange } from '#lib/server/sync/unit-log.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { Village } from './village.ts';

/** What does not hold after a history has come to rest; each line names the rule. */
export function violationsOf(village: Village): string[] {
	return [
		...convergence(village),
		...liveness(village),
		...nothingSavedIsLost(village),
		...nothingIsLostInSilence(village),
		...sequence(village),
		...permission(village),
		...clocks(village)
	];
}

const scopeOf = (village: Village, device: SimulatedDevice): string[] => {
	const units = [...village.server.disk.units.values()].map(({ unit }) => unit);
	return unitsInScope(village.people.get(device.personId)!, units).map(({ id }) => id);
};

/** Every device shows what the server holds, and has counted the same digest. */
function convergence(village: Village): string[] {
	return village.devices.flatMap((device) =>
		scopeOf(village, device).flatMap((unitId) => {
			const wanted = new Map(
				village.server.records(unitId).map((record) => [`${record.kind}/${record.id}`, record])
			);
			const shown = new Map(device.records(unitId).map((record) => [`${record.kind}/${record.id}`, record]));
			const differing = [...new Set([...wanted.keys(), ...shown.keys()])].filter(
				(key) => !isSame(wanted.get(key), shown.get(key))
			);
			const digests = [wanted, shown].map((records) =>
				[...records.values()].reduce((sum, record) => addDigest(sum, recordDigest(record)), 0)
			);
			return [
				...differing.map(
					(key) =>
						`convergence: ${device.name} differs from the server in ${unitId}/${key}: ${brief(shown.get(key))} ≠ ${brief(wanted.get(key))}`
				),
				...(differing.length === 0 && digests[0] !== digests[1]
					? [`digest: ${device.name} counts another one in ${unitId}`]
					: [])
			];
		})
	);
}

const isSame = (a: SyncRecord | undefined, b: SyncRecord | undefined): boolean =>
	a !== undefined && b !== undefined && a.seq === b.seq && sameValue(a.registers, b.registers);

const brief = (record: SyncRecord | undefined): string =>
	record
		? `seq ${record.seq} ${Object.entries(record.registers)
				.map(([name, { change }]) => `${name}=${change.slice(-6)}`)
				.join(' ')}`
		: 'nothing';

function liveness(village: Village): string[] {
	return village.devices.flatMap((device) => {
		const { outbox, shadows } = device.disk.disk;
		return [
			...[...outbox.values()].map(
				({ id, state, code }) => `liveness: ${device.name} still has ${id.slice(-6)} (${state} ${code ?? ''})`
			),
			...[...shadows.keys()].map((key) => `liveness: ${device.name} still has a shadow of ${key}`)
		];
	});
}

/** What a screen called saved is in the server's log, or lies where its author can see it. */
function nothingSavedIsLost(village: Village): string[] {
	const logged = new Set([...village.server.disk.units.values()].flatMap(({ changes }) => [...changes.keys()]));

	return village.devices.flatMap((device) => {
		const inScope = new Set(scopeOf(village, device));
		const { attention, outbox, sent } = device.disk.disk;
		const kept = new Set([
			...[...attention.values()].flatMap(({ changes }) => changes.map(({ id }) => id)),
			...[...outbox.values()].map(({ id }) => id)
		]);
		return device.saved
			.filter(({ id, unitId }) => !logged.has(id) && !kept.has(id) && !(sent.has(id) && !inScope.has(unitId)))
			.filter(({ id }) => !village.devices.some((other) => other !== device && isKeptBy(other, id)))
			.map(({ id, kind }) => `loss: ${kind} ${id.slice(-6)} that ${device.name} had saved is nowhere`);
	});
}

/** A copied phone shares what it had; either copy may carry it on. */
const isKeptBy = (device: SimulatedDevice, id: string): boolean =>
	[...device.disk.disk.attention.values()].some(({ changes }) => changes.some((change) => change.id === id)) ||
	[...device.disk.disk.outbox.values()].some((row) => row.id === id);

/** Every accepted change stands, was built upon by somebody who saw it, or is named by a conflict; and nothing loses to what
 *  it was built on. */
function nothingIsLostInSilence(village: Village): string[] {
	return [...village.server.disk.units.values()].flatMap(({ changes, records }) => {
		const accepted = [...changes.values()].filter(
			({ receipt, change }) => receipt.r === 'ok' && change.device !== SERVER_DEVICE
		);
		const named = new Set([...changes.values()].flatMap(namedByConflict));

		return accepted.flatMap(({ change }) =>
			Object.keys(change.set).flatMap((register) => {
				if (change.kind === 'conflict') return [];
				const record = records.get(`${change.kind}/${change.recordId}`)?.record;
				const standing = record?.registers[register];
				if (!standing) return [`silence: ${register} of ${change.id.slice(-6)} is gone from its record`];
				if (standing.change === change.id) return [];
				const writes = changes.get(standing.change)?.change.set[register];
				if (!sameValue(writes?.value, standing.value))
					return [`atomicity: nobody wrote what stands in ${register}`];
				const wasSeen = accepted.some(
					(other) => other.change.id !== change.id && isForebear(changes, change, other.change.id, register)
				);
				if (wasSeen) return [];
				if (isForebear(changes, changes.get(standing.change)!.change, change.id, register)) {
					return [`causality: ${register} of ${change.id.slice(-6)} lost to what it was built on`];
				}
				const isNamed = [...named].some((key) => {
					const [id, of] = key.split('/');
					return of === register && (id === change.id || isForebear(changes, change, id!, register));
				});
				const isEqual = accepted.some(
					(other) =>
						other.change.id !== change.id &&
						sameValue(other.change.set[register]?.value, change.set[register]?.value) &&
						recordKeyText(other.change) === recordKeyText(change)
				);
				return isNamed || isEqual
					? []
					: [`silence: ${register} of ${change.id.slice(-6)} lost and nobody was told`];
			})
		);
	});
}

function namedByConflict({ change }: LoggedChange): string[] {
	const clash = change.kind === 'conflict' ? change.set['clash']?.value : undefined;
	if (!clash) return [];
	const { register, loser, winner } = clash as {
		register: string;
		loser: { change: string };
		winner: { change: string };
	};

	return [`${loser.change}/${register}`, `${winner.change}/${register}`];
}

/** Whether `later` was built on `earlier`, in one register. A refused change stands for what it was built on. */
function isForebear(
	changes: ReadonlyMap<string, LoggedChange>,
	earlier: Change,
	later: string,
	register: string
): boolean {
	let current: string | null = later;
	const passed = new Set<string>();
	while (current !== null && !passed.has(current)) {
		if (current === earlier.id) return true;
		passed.add(current);
		current = changes.get(current)?.change.set[register]?.prev ?? null;
	}
	return false;
}

function sequence(village: Village): string[] {
	return [...village.server.disk.units.values()].flatMap(({ unit, changes, head }) => {
		const seqs = [...changes.values()]
			.flatMap(({ receipt }) => (receipt.r === 'ok' ? [receipt.seq] : []))
			.sort((a, b) => a - b);
		const isWhole = seqs.length === head && seqs.every((seq, index) => seq === index + 1);
		return isWhole ? [] : [`sequence: ${unit.name} has ${seqs.join(' ')} up to ${head}`];
	});
}

function permission(village: Village): string[] {
	const strangers = village.devices.flatMap((device) => {
		const inScope = new Set(scopeOf(village, device));
		return device
			.records()
			.filter(({ unitId }) => !inScope.has(unitId))
			.map(({ unitId, id }) => `permission: ${device.name} still shows ${id} of ${unitId}`);
	});
	const authors = new Map(
		village.devices.flatMap(({ saved, personId }) => saved.map(({ id }): [string, string] => [id, personId]))
	);
	const forged = [...village.server.disk.units.values()].flatMap(({ changes }) =>
		[...changes.values()]
			.filter(({ change, personId }) => authors.has(change.id) && authors.get(change.id) !== personId)
			.map(({ change }) => `permission: ${change.id} bears another author`)
	);
	return [...strangers, ...forged];
}

function clocks(village: Village): string[] {
	const future = [...village.server.disk.units.values()].flatMap(({ changes }) =>
		[...changes.values()]
			.filter(({ stamp }) => stamp !== null && parseReading(stamp).ms > village.nowMs)
			.map(({ change }) => `clock: ${change.id.slice(-6)} lies in the future`)
	);
	const seen = new Map<string, string>();
	const doubled = village.devices.flatMap(({ saved, name }) =>
		saved.flatMap(({ hlc, id }) => {
			const other = seen.get(hlc);
			seen.set(hlc, id);
			return other !== undefined && other !== id && !name.includes("'") && !village.faults.has('device cloned')
				? [`clock: ${id.slice(-6)} and ${other.slice(-6)} have one reading`]
				: [];
		})
	);
	return [...future, ...doubled];
}
