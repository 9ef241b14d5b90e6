import type { DeviceStore, DeviceTransaction, Durability } from '#lib/local/store/device-store.ts';
import type { DeviceDisk } from './device-disks.ts';

/** A device's store whose power can be cut: what was written since the last strict transaction is gone then. */
export class UnsteadyStore implements DeviceStore {
	readonly #disk: DeviceDisk;
	/** What a cut would leave; kept only while one is on its way. */
	#lasting: DeviceDisk | undefined;

	constructor(disk: DeviceDisk) {
		this.#disk = disk;
	}

	async transact<T>(durability: Durability, work: (tx: DeviceTransaction) => Promise<T>): Promise<T> {
		const answer = await this.#disk.store.transact(durability, work);
		if (this.#lasting && durability === 'strict') await this.#flush();
		return answer;
	}

	/** What was written up to now lasts; the cut takes what comes after it. */
	expectCut = (): Promise<void> => this.#flush();

	async cut(): Promise<void> {
		if (!this.#lasting) throw new Error('a cut is expected before it comes');
		await this.#disk.become(this.#lasting);
		this.#lasting.close();
		this.#lasting = undefined;
	}

	async #flush(): Promise<void> {
		const copy = await this.#disk.copy();
		this.#lasting?.close();
		this.#lasting = copy;
	}
}
