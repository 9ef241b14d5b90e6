import type { DeviceStore, DeviceTransaction, Durability } from '#lib/local/store/device-store.ts';

/** A device's store that fails as long as it is told to. */
export class BrokenStore implements DeviceStore {
	isBroken = false;
	readonly #store: DeviceStore;

	constructor(store: DeviceStore) {
		this.#store = store;
	}

	async transact<T>(durability: Durability, work: (tx: DeviceTransaction) => Promise<T>): Promise<T> {
		if (this.isBroken) throw new Error('the disk is broken');
		return this.#store.transact(durability, work);
	}
}
