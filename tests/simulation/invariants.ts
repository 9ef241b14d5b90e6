import { sameValue } from '#lib/domain/changes/same-value.ts';
import { recordKeyText, SERVER_DEVICE, type Change, type SyncRecord } from '#lib/domain/changes/change.ts';
import { unitsInScope } from '#lib/domain/access/access.ts';
import type { Meta, OutboxRow, UnstoredRow } from '#lib/local/store/device-store.ts';
import type { LoggedChange } from '#lib/server/sync/unit-log.ts';
import { asMeant } from './as-meant.ts';
import { clocks } from './clock-invariants.ts';
import { digestOfRecords } from '#lib/domain/changes/digest.ts';
import { forgeries } from './forgeries.ts';
import { officesWords } from './office-invariant.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { Found, Village } from './village.ts';
import type { DeviceState } from '../support/memory-store.ts';

/** What a history has come to, beside what it told. */
type Rested = Found & { village: Village };

/** What does not hold after a history has come to rest; each line names the rule. */
export function violationsOf(village: Village, found: Found): string[] {
	const rested: Rested = { village, ...found };

	return [
		...convergence(rested),
		...digests(rested),
		...liveness(rested),
		...nothingSavedIsLost(rested),
		...nothingIsLostInSilence(rested),
		...reviews(rested),
		...sequence(rested),
		...permission(rested),
		...clocks(village, found.server),
		...forgeries(village, found.server),
		...doubts(rested)
	];
}

/** A device mends what it lacks by itself; here, where no disk fails, it must never have to. */
/** A copy put back without a word may have to be fetched anew: a pull that was cut has no mark to show. */
const doubts = ({ village }: Rested): string[] =>
	village.faults.has('restored in silence')
		? []
		: village.devices.flatMap((device) =>
				device.doubted.map((unitId) => `digest: ${device.name} had to fetch ${unitId} anew`)
			);

const scopeOf = ({ village, server }: Rested, device: SimulatedDevice): string[] => {
	const units = [...server.units.values()].map(({ unit }) => unit);
	return unitsInScope(village.people.get(device.personId)!, units).map(({ id }) => id);
};

/** Every device shows what the server holds, and has counted the same digest. */
function convergence(rested: Rested): string[] {
	return [...rested.devices].flatMap(([device, state]) =>
		scopeOf(rested, device).flatMap((unitId) => {
			const wanted = new Map(recordsOf(rested, unitId).map((record) => [`${record.kind}/${record.id}`, record]));
			const shown = new Map(
				[...state.records.values()]
					.filter((record) => record.unitId === unitId)
					.map((record): [string, SyncRecord] => [`${record.kind}/${record.id}`, record])
			);
			for (const { kind, recordId } of orphansOf(rested, state)) shown.delete(`${kind}/${recordId}`);
			const unstored = unstoredOf(state, unitId);
			const wrong = unstored.filter(({ kind, id, seq }) => {
				const record = wanted.get(`${kind}/${id}`);
				return record?.seq !== seq || device.canKeep(record);
			});
			for (const { kind, id } of unstored) {
				wanted.delete(`${kind}/${id}`);
				shown.delete(`${kind}/${id}`);
			}
			const differing = [...new Set([...wanted.keys(), ...shown.keys()])].filter(
				(key) => !isSame(wanted.get(key), shown.get(key))
			);
			const digests = [wanted, shown].map((records) => digestOfRecords([...records.values()]));
			return [
				...wrong.map(({ id }) => `convergence: ${device.name} says of ${id} that it cannot be stored`),
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

/** What a device has counted as rows that it cannot store. */
const unstoredOf = ({ meta }: DeviceState, unitId: string): UnstoredRow[] =>
	(meta.get('unstored') as Meta['unstored'] | undefined)?.[unitId] ?? [];

const recordsOf = ({ server }: Rested, unitId: string): SyncRecord[] =>
	[...server.units.get(unitId)!.records.values()].map(({ record }) => record);

/** What a database has counted along the way is what comes out when it is counted anew. */
const digests = (rested: Rested): string[] =>
	[...rested.server.units.values()].flatMap(({ unit, counted }) => {
		if (!counted) return [];
		const records = recordsOf(rested, unit.id);
		const isRight = records.length === counted.count && digestOfRecords(records) === counted.sum;
		return isRight ? [] : [`digest: ${unit.name} has miscounted`];
	});

const isSame = (a: SyncRecord | undefined, b: SyncRecord | undefined): boolean =>
	a !== undefined && b !== undefined && a.seq === b.seq && sameValue(a.registers, b.registers);

const brief = (record: SyncRecord | undefined): string =>
	record
		? `seq ${record.seq} ${Object.entries(record.registers)
				.map(([name, { change }]) => `${name}=${change.slice(-6)}`)
				.join(' ')}`
		: 'nothing';

function liveness(rested: Rested): string[] {
	return [...rested.devices].flatMap(([device, state]) => {
		const { outbox, shadows, meta } = state;
		const underWay = (meta.get('underWay') ?? []) as Meta['underWay'];
		const orphans = orphansOf(rested, state);
		const orphaned = new Set(orphans.map(recordKeyText));
		return [
			...[...outbox.values()]
				.filter((row) => !orphans.includes(row))
				.map(
					({ id, state: at, code }) =>
						`liveness: ${device.name} still has ${id.slice(-6)} (${at} ${code ?? ''})`
				),
			...underWay.map(({ batch }) => `liveness: ${device.name} has had nothing of ${batch.slice(-6)} come down`),
			...[...shadows.keys()]
				.filter((key) => !orphaned.has(key))
				.map((key) => `liveness: ${device.name} still has a shadow of ${key}`)
		];
	});
}

/** Reviews of what a restore took and its author may not send again: they wait where people see them. */
function orphansOf({ village, server }: Rested, { outbox }: DeviceState): OutboxRow[] {
	if (!village.faults.has('restored')) return [];

	return [...outbox.values()].filter(({ state, code, change, unitId }) => {
		const of = change.set['verdict']?.value?.['of'] as { kind: string; id: string } | undefined;
		const isThere = of && server.units.get(unitId)!.records.has(`${of.kind}/${of.id}`);
		return state === 'held' && code === 'parent-unknown' && of !== undefined && !isThere;
	});
}

/** What a screen called saved was accepted by the server, or lies where its author can see it. */
function nothingSavedIsLost(rested: Rested): string[] {
	const logged = new Set(
		[...rested.server.units.values()].flatMap(({ changes }) =>
			[...changes.values()].filter(({ receipt }) => receipt.r === 'ok').map(({ change }) => change.id)
		)
	);

	return [...rested.devices].flatMap(([device, state]) => {
		const inScope = new Set(scopeOf(rested, device));
		const { attention, outbox, sent } = state;
		const accepted = new Set([...sent.values()].flatMap(({ changes }) => changes.map(({ id }) => id)));
		const kept = new Set([
			...[...attention.values()].flatMap(({ changes }) => changes.map(({ id }) => id)),
			...[...outbox.values()].map(({ id }) => id)
		]);
		return device.saved
			.filter(({ id, unitId }) => !logged.has(id) && !kept.has(id) && !(accepted.has(id) && !inScope.has(unitId)))
			.filter(({ id }) => ![...rested.devices].some(([other, its]) => other !== device && isKeptBy(its, id)))
			.map(({ id, kind }) => `loss: ${kind} ${id.slice(-6)} that ${device.name} had saved is nowhere`);
	});
}

/** A copied phone shares what it had; either copy may carry it on. */
const isKeptBy = ({ attention, outbox }: DeviceState, id: string): boolean =>
	[...attention.values()].some(({ changes }) => changes.some((change) => change.id === id)) ||
	[...outbox.values()].some((row) => row.id === id);

/** Every accepted change stands, was built upon by somebody who saw it, or is named by a conflict; and nothing loses to what
 *  it was built on. */
function nothingIsLostInSilence({ village, server }: Rested): string[] {
	const written = new Map(
		village.devices.flatMap((device) => device.saved.map((change) => [change.id, asMeant(device, change)] as const))
	);

	return [...server.units.values()].flatMap(({ changes: logged, records }) => {
		// What a person wrote, and on top of what, is what their device says; the server's log may have it wrong.
		const changes = new Map(
			[...logged].map(([id, one]) => [id, { ...one, change: written.get(id) ?? one.change }] as const)
		);
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
				const writes = changes.get(standing.change)?.change.set[register];
				if (!writes || !sameValue(writes.value, standing.value))
					return [`atomicity: nobody wrote what stands in ${register}`];
				if (standing.change === change.id) return [];
				const wasSeen = accepted.some(
					(other) => other.change.id !== change.id && isForebear(changes, change, other.change.id, register)
				);
				if (wasSeen) return [];
				const stands = changes.get(standing.change)!.change;
				if (
					isForebear(changes, stands, change.id, register) &&
					wasKnown(changes, change.id, stands.id, register)
				) {
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

/** A review judges what stands when it arrives, and what is verified is not written any more. The log is read in the order of
 *  its seqs; records that a restore has brought back out of order say nothing. */
function reviews({ village, server }: Rested): string[] {
	return [...server.units.values()].flatMap(({ changes }) => {
		const accepted = [...changes.values()]
			.flatMap(({ receipt, change }) => (receipt.r === 'ok' ? [{ receipt, change }] : []))
			.sort((a, b) => a.receipt.seq - b.receipt.seq);
		const isBroughtBack = new Set(
			accepted.filter(({ change }) => village.sentAgain.has(change.id)).map(({ change }) => checkOf(change))
		);
		const standing = new Map<string, string>();
		const verdicts = new Map<string, string>();
		const violations: string[] = [];

		for (const { receipt, change } of accepted) {
			const check = checkOf(change);
			if (check === undefined || isBroughtBack.has(check)) continue;
			const verdict = change.set['verdict']?.value;
			if (change.kind === 'review' && verdict) {
				if (verdict['judged'] !== standing.get(check))
					violations.push(`review: ${change.id.slice(-6)} judged what did not stand`);
				verdicts.set(String(verdict['judged']), String(verdict['verdict']));
				continue;
			}
			const isJudged = ['measurement', 'subject', 'life'].some((register) => register in change.set);
			if (isJudged && verdicts.get(standing.get(check) ?? '') === 'verified')
				violations.push(`review: ${change.id.slice(-6)} was written over what was verified`);
			if ('measurement' in change.set && !receipt.lost?.includes('measurement')) standing.set(check, change.id);
		}
		return violations;
	});
}

/** The check that a change writes or judges. */
function checkOf({ kind, recordId, set }: Change): string | undefined {
	if (kind === 'check') return recordId;
	return kind === 'review' ? (set['verdict']?.value?.['of'] as { id: string } | undefined)?.id : undefined;
}

/** Whether all that lies between a change and what it was built on had arrived before it. If not, it was taken as made
 *  without knowing, in the end, and a conflict has to say so. */
function wasKnown(
	changes: ReadonlyMap<string, LoggedChange>,
	later: string,
	earlier: string,
	register: string
): boolean {
	const seqOf = (id: string) => {
		const receipt = changes.get(id)?.receipt;
		return receipt?.r === 'ok' ? receipt.seq : 0;
	};
	let current = later;
	while (current !== earlier) {
		const prev = changes.get(current)!.change.set[register]!.prev!;
		if (seqOf(prev) > seqOf(current)) return false;
		current = prev;
	}
	return true;
}

function sequence({ server }: Rested): string[] {
	return [...server.units.values()].flatMap(({ unit, changes, head }) => {
		const seqs = [...changes.values()]
			.flatMap(({ receipt }) => (receipt.r === 'ok' ? [receipt.seq] : []))
			.sort((a, b) => a - b);
		const isWhole = seqs.length === head && seqs.every((seq, index) => seq === index + 1);
		return isWhole ? [] : [`sequence: ${unit.name} has ${seqs.join(' ')} up to ${head}`];
	});
}

function permission(rested: Rested): string[] {
	const { village, server } = rested;
	const strangers = [...rested.devices].flatMap(([device, { records }]) => {
		const inScope = new Set(scopeOf(rested, device));
		return [...records.values()]
			.filter(({ unitId }) => !inScope.has(unitId))
			.map(({ unitId, id }) => `permission: ${device.name} still shows ${id} of ${unitId}`);
	});
	const authors = new Map(
		village.devices.flatMap(({ saved, personId }) => saved.map(({ id }): [string, string] => [id, personId]))
	);
	const forged = [...server.units.values()].flatMap(({ changes }) =>
		[...changes.values()]
			.filter(({ change, personId }) => authors.has(change.id) && authors.get(change.id) !== personId)
			.map(({ change }) => `permission: ${change.id} bears another author`)
	);
	return [...strangers, ...forged, ...officesWords(rested)];
}
