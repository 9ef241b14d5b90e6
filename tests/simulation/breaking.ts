import type { Change } from '#lib/domain/changes/change.ts';
import type { DeviceTransaction } from '#lib/local/store/device-store.ts';
import type { Lines, Reply } from '#lib/local/lanes/transport.ts';
import type { ServerStore } from '#lib/server/sync/server-store.ts';
import type { UnitLog } from '#lib/server/sync/unit-log.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { Sabotage, Village } from './village.ts';

export interface Broken extends Sabotage {
	/** The rule, as it should be. */
	rule: string;
	/** The invariant that has to notice. */
	noticedBy: string;
}

/** The same object with some of its members replaced. */
export function altered<T extends object>(whole: T, members: Partial<T>): T {
	return new Proxy(whole, {
		get(target, name) {
			if (name in members) return Reflect.get(members, name) as unknown;
			const member = Reflect.get(target, name, target) as unknown;
			return typeof member === 'function' ? (member.bind(target) as unknown) : member;
		}
	});
}

export function breakStore(
	device: SimulatedDevice,
	members: (tx: DeviceTransaction) => Partial<DeviceTransaction>
): void {
	const { store } = device;
	device.store = altered(store, {
		transact: (durability, work) => store.transact(durability, (tx) => work(altered(tx, members(tx))))
	});
}

export function breakLog(store: ServerStore, members: (log: UnitLog) => Partial<UnitLog>): ServerStore {
	return altered(store, {
		inUnit: (unitId, received, work) =>
			store.inUnit(unitId, received, (unit) =>
				work({
					head: () => unit.head(),
					attempt: (changes, attempt) => unit.attempt(changes, (log) => attempt(altered(log, members(log))))
				})
			)
	});
}

export const withChanges = (body: unknown, alter: (change: Change) => Change): unknown => {
	const { changes, ...rest } = body as { changes: Change[] };
	return { ...rest, changes: changes.map(alter) };
};

export const withoutPrev = ({ set }: Change): Change['set'] =>
	Object.fromEntries(Object.entries(set).map(([register, { value }]) => [register, { value, prev: null }]));

export function withLines(reply: Reply | Lines, alter: (line: unknown) => unknown): Reply | Lines {
	if (reply.kind !== 'lines') return reply;
	async function* changed(lines: Lines['lines']) {
		for await (const line of lines) yield alter(line);
	}
	return { kind: 'lines', lines: changed(reply.lines) };
}

export function asDelta(line: unknown): unknown {
	const { scopes, ...rest } = line as { scopes?: { [unitId: string]: object } };
	if (!scopes) return line;
	const deltas = Object.entries(scopes).map(([unitId, scope]) => [unitId, { ...scope, mode: 'delta' }]);
	return { ...rest, scopes: Object.fromEntries(deltas) as object };
}

/** What a device would have to believe that thinks that whatever was sent has arrived. */
export function takenForGranted(body: unknown, { nowMs, epoch }: Village): Reply {
	const { changes } = body as { changes: Change[] };
	const receipts = changes.map(({ id, hlc }) => ({ id, r: 'ok', seq: 1, stamp: hlc, was: 0 }));
	return {
		kind: 'answer',
		status: 200,
		body: { now: nowMs, epoch, receipts, records: [] },
		retryAfterMs: null
	};
}
