import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { DeviceStore, DeviceTransaction, Durability } from '#lib/local/store/device-store.ts';

/** A device's store that cannot keep records in which certain changes stand, as a browser cannot copy some values. */
export class ChoosyStore implements DeviceStore {
	/** Ids of those changes. */
	readonly refused = new Set<string>();
	readonly #store: DeviceStore;

	constructor(store: DeviceStore) {
		this.#store = store;
	}

	transact<T>(durability: Durability, work: (tx: DeviceTransaction) => Promise<T>): Promise<T> {
		if (this.refused.size === 0) return this.#store.transact(durability, work);

		return this.#store.transact(durability, (tx) => work(this.#choosy(tx)));
	}

	cannotKeep = ({ registers }: Pick<SyncRecord, 'registers'>): boolean =>
		Object.values(registers).some(({ change }) => this.refused.has(change));

	#choosy(tx: DeviceTransaction): DeviceTransaction {
		return new Proxy(tx, {
			get: (target, name) => {
				const member = Reflect.get(target, name, target) as unknown;
				if (typeof member !== 'function') return member;
				if (name !== 'putRecords' && name !== 'putShadows') return member.bind(target) as unknown;

				return async (records: readonly SyncRecord[]) => {
					if (records.some(this.cannotKeep))
						throw new DOMException('it could not be cloned', 'DataCloneError');
					await (member.call(target, records) as Promise<void>);
				};
			}
		});
	}
}
