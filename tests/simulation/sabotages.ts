import { formatReading } from '#lib/domain/changes/clock.ts';
import { layOver } from '#lib/domain/changes/overlay.ts';
import type { DeviceTransaction, Meta, StoredRecord } from '#lib/local/store/device-store.ts';
import { MemoryServer } from '../support/memory-server.ts';
import { FORGERY_SABOTAGES } from './forgery-sabotages.ts';
import { TIME_SABOTAGES } from './time-sabotages.ts';
import { PHOTO_SABOTAGES } from './photo-sabotages.ts';
import { ROW_SABOTAGES } from './row-sabotages.ts';
import { SimulatedMemoryServer, type SimulatedServer } from './simulated-servers.ts';
import {
	altered,
	asDelta,
	breakLog,
	breakStore,
	takenForGranted,
	withChanges,
	withLines,
	withoutPrev,
	type Broken
} from './breaking.ts';

/** Sabotage is done to the server in memory. */
function memoryOf(server: SimulatedServer): MemoryServer {
	if (!(server instanceof SimulatedMemoryServer))
		throw new Error('only the server in memory can be broken like that');
	return server.store;
}

/** Each breaks one rule of the protocol from outside; the program itself has no switch for it. A to F are the six losses of
 *  the first design. */
export const SABOTAGES: readonly Broken[] = [
	{
		rule: 'A: under unsent changes lies the copy of the server, so a refused one can be taken back',
		noticedBy: 'convergence',
		device: (device) =>
			breakStore(device, (tx) => ({
				async putOutbox(rows) {
					await tx.putOutbox(rows);
					for (const row of rows.filter(({ state }) => state === 'new')) {
						const [base] = await tx.shadows([row]);
						const laid = layOver(base, [row.change], device.personId)!;
						await tx.putShadows([{ ...laid, generation: base?.generation ?? 0 }]);
					}
				}
			}))
	},
	{
		rule: 'B: a change says what it was built on, so no wrong clock makes it lose to that',
		noticedBy: 'causality',
		transport: (transport) => ({
			...transport,
			push: (body) => transport.push(withChanges(body, (change) => ({ ...change, set: withoutPrev(change) })))
		})
	},
	{
		rule: 'a change is built on what its author saw when the form was opened, not on what stands when it is saved',
		noticedBy: 'silence',
		device: (device) =>
			void (device.seenAtSave = (_, { unitId, kind, recordId }) => device.sightOf(unitId, kind, recordId))
	},
	{
		rule: 'C: head and rows are read in one snapshot',
		noticedBy: 'convergence',
		server(store, { server }) {
			let earlier = memoryOf(server).disk;
			return altered(store, {
				async inSnapshot(work) {
					const rows = earlier;
					earlier = memoryOf(server).disk;
					return store.inSnapshot((snapshot) =>
						work({
							...snapshot,
							recordsAfter: async (unitId, seq, limit) =>
								[...rows.units.get(unitId)!.records.values()]
									.map(({ record }) => record)
									.filter((record) => record.seq > seq)
									.sort((a, b) => a.seq - b.seq)
									.slice(0, limit)
						})
					);
				}
			});
		}
	},
	{
		rule: 'D: a restored database has another epoch, and devices send again what it has lost',
		noticedBy: 'loss',
		keepEpoch: true,
		seal: (seal) => altered(seal, { isMark: () => false })
	},
	{
		rule: 'E: the end of a snapshot sweeps what the snapshot did not bring',
		noticedBy: 'convergence',
		transport: (transport) => ({
			...transport,
			pull: async (body) => withLines(await transport.pull(body), asDelta)
		})
	},
	{
		rule: 'F: a register is replaced whole, never put together from two changes',
		noticedBy: 'atomicity',
		server: (store) =>
			breakLog(store, (log) => {
				let before: StoredRecord | undefined;
				return {
					async record(kind, recordId) {
						before = (await log.record(kind, recordId)) as StoredRecord | undefined;
						return before;
					},
					append(logged, record, about) {
						const mixed = record && { ...record, registers: { ...record.registers } };
						for (const name of Object.keys(mixed && before ? logged.change.set : {})) {
							const [earlier, now] = [before!.registers[name], mixed!.registers[name]];
							if (earlier?.value && now?.value)
								mixed!.registers[name] = { ...now, value: { ...earlier.value, ...now.value } };
						}
						log.append(logged, mixed, about);
					}
				};
			})
	},
	{
		rule: 'a known id is answered with its first receipt',
		noticedBy: 'liveness',
		server: (store) => breakLog(store, () => ({ logged: async () => undefined }))
	},
	{
		rule: 'the changes of a unit are taken under the lock of its row',
		noticedBy: 'loss',
		server: (store, village) =>
			altered(store, {
				async inUnit(unitId, received, work) {
					const shared = memoryOf(village.server);
					const apart = new MemoryServer({ units: [], criteriaSets: [], epoch: '', now: shared.now });
					apart.disk = shared.disk;
					const result = await apart.inUnit(unitId, received, (unit) => work(village.stepped(unit)));
					shared.disk = apart.disk;
					return result;
				}
			})
	},
	{
		rule: 'the answer leaves after the commit is on disk',
		// What it lacks it takes for lost in a restore, and gets it again.
		noticedBy: 'epoch',
		server: (store) =>
			altered(store, {
				async inUnit(unitId, received, work) {
					let answer: { ready: Awaited<ReturnType<typeof work>> } | undefined;
					try {
						return await store.inUnit(unitId, received, async (unit) => {
							answer = { ready: await work(unit) };
							return answer.ready;
						});
					} catch (error) {
						if (answer) return answer.ready;
						throw error;
					}
				}
			})
	},
	{
		rule: 'an accepted conflict is written down for those who have to settle it',
		noticedBy: 'silence',
		server: (store) =>
			breakLog(store, (log) => ({
				append(logged, record, about) {
					if (record?.kind !== 'conflict' || !logged.change.set['clash']) log.append(logged, record, about);
				}
			}))
	},
	{
		rule: 'no stamp lies ahead of the clock of the server',
		noticedBy: 'clock',
		server: (store, village) =>
			breakLog(store, () => ({
				get lastStamp() {
					return formatReading({ ms: village.nowMs + 30 * 86_400_000, counter: 0, device: '00server' });
				}
			}))
	},
	{
		rule: 'what is verified is locked until it is reopened',
		noticedBy: 'review',
		server: (store) =>
			breakLog(store, (log) => ({
				recordsAbout: async (about, kind) => (kind === 'review' ? [] : log.recordsAbout(about, kind))
			}))
	},
	{
		rule: 'what the office measured is rewritten by the office alone',
		noticedBy: 'permission',
		server: (store) =>
			altered(store, { reference: async () => ({ ...(await store.reference()), isOffice: () => false }) })
	},
	{
		rule: 'the author is who the session belongs to',
		noticedBy: 'permission',
		transport: (transport, village, personId) =>
			personId === 'hoa'
				? {
						...transport,
						push: (body) => village.transportOf('nam').push({ ...(body as object), person: 'nam' })
					}
				: transport
	},
	{
		rule: 'only a receipt takes a change out of the outbox',
		noticedBy: 'loss',
		transport: (transport, village) => ({
			...transport,
			async push(body) {
				const reply = await transport.push(body);
				return reply.kind === 'silence' ? takenForGranted(body, village) : reply;
			}
		})
	},
	{
		rule: 'a refused change stays where its author can see it',
		noticedBy: 'loss',
		device: (device) =>
			breakStore(device, (tx) => ({
				putAttention: async (item) => (item.code === 'scope-lost' ? tx.putAttention(item) : undefined)
			}))
	},
	{
		rule: 'what was not sent when a unit is taken away stays where its author can see it',
		noticedBy: 'loss',
		device: (device) =>
			breakStore(device, (tx) => ({
				putAttention: async (item) => (item.code === 'scope-lost' ? undefined : tx.putAttention(item))
			}))
	},
	{
		rule: 'of a unit that was taken away nothing stays on the device',
		noticedBy: 'permission',
		device: (device) => breakStore(device, () => ({ deleteRecords: async () => undefined }))
	},
	{
		rule: 'accepted changes are kept for sixty days',
		noticedBy: 'loss',
		device: (device) => breakStore(device, () => ({ putSent: async () => undefined }))
	},
	{
		rule: 'a save is on the disk before it is called saved',
		noticedBy: 'loss',
		device(device) {
			const { store } = device;
			device.store = altered(store, { transact: (_, work) => store.transact('relaxed', work) });
		}
	},
	{
		rule: 'rows and the cursor that they lead to are stored together',
		noticedBy: 'cursor',
		device(device) {
			const { store } = device;
			device.store = altered(store, {
				async transact(durability, work) {
					let cursors: Meta['cursors'] | undefined;
					const noting = (tx: DeviceTransaction): Partial<DeviceTransaction> => ({
						async putMeta(key, value) {
							if (key === 'cursors') cursors = value as Meta['cursors'];
							await tx.putMeta(key, value);
						}
					});
					try {
						return await store.transact(durability, (tx) => work(altered(tx, noting(tx))));
					} catch (error) {
						if (cursors) await store.transact('relaxed', (tx) => tx.putMeta('cursors', cursors!));
						throw error;
					}
				}
			});
		}
	},
	{
		rule: 'a change gets its number in the transaction that stores it',
		noticedBy: 'clock',
		device(device) {
			let behind: Meta['clock'] | undefined;
			breakStore(device, (tx) => ({
				async putMeta(key, value) {
					if (key === 'clock') behind = await tx.meta('clock');
					await tx.putMeta(key, value);
				},
				meta: async (key) => ((key === 'clock' ? behind : undefined) ?? (await tx.meta(key))) as never
			}));
		}
	},
	{
		rule: 'a save that came to the disk unheard is not made a second time',
		noticedBy: 'idempotence',
		device: (device) => breakStore(device, () => ({ outbox: async () => [] }))
	},
	...PHOTO_SABOTAGES,
	...ROW_SABOTAGES,
	...FORGERY_SABOTAGES,
	...TIME_SABOTAGES
];
