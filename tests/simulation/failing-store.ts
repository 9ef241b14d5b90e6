import type { DeviceStore, DeviceTransaction, Durability } from '#lib/local/store/device-store.ts';
import type { DeviceDisk } from './device-disks.ts';

export type StoreFault = 'quota' | 'store closed' | 'store lost' | 'commit unheard';

interface Armed {
	how: StoreFault;
	commitsBefore: number;
	failuresLeft: number;
}

/** A device's store refused to write. */
export class StoreFailure extends Error {
	override name = 'StoreFailure';
}

/** A device's store that fails when it is told to, at the end of a transaction that wrote: all of it must be undone. */
export class FailingStore implements DeviceStore {
	readonly #disk: DeviceDisk;
	readonly #failed: (how: StoreFault) => void;
	#next: Armed | undefined;

	constructor(disk: DeviceDisk, failed: (how: StoreFault) => void) {
		this.#disk = disk;
		this.#failed = failed;
	}

	/** The commit after so many others fails. A closed connection is opened anew, a lost one fails that time too. A commit
	 *  that is unheard is on disk, and made once more: the connection broke before it was told. */
	failNext(how: StoreFault, commitsBefore: number): void {
		this.#next = { how, commitsBefore, failuresLeft: how === 'store lost' ? 2 : 1 };
	}

	mend(): void {
		this.#next = undefined;
	}

	transact<T>(durability: Durability, work: (tx: DeviceTransaction) => Promise<T>): Promise<T> {
		const next = this.#next;
		if (!next) return this.#disk.store.transact(durability, work);
		if (next.how === 'store closed' && next.commitsBefore === 0) {
			this.#next = undefined;
			this.#failed(next.how);
			this.#disk.loseConnection();
			return this.#disk.store.transact(durability, work);
		}
		if (next.how === 'commit unheard') return this.#commitTwice(next, durability, work);
		return this.#disk.store.transact(durability, async (tx) => {
			let hasWritten = false;
			const result = await work(watched(tx, () => (hasWritten = true)));
			if (hasWritten) this.#commit(next);
			return result;
		});
	}

	async #commitTwice<T>(
		next: Armed,
		durability: Durability,
		work: (tx: DeviceTransaction) => Promise<T>
	): Promise<T> {
		let hasWritten = false;
		const result = await this.#disk.store.transact(durability, (tx) =>
			work(watched(tx, () => (hasWritten = true)))
		);
		if (!hasWritten) return result;
		if (next.commitsBefore > 0) {
			next.commitsBefore -= 1;
			return result;
		}
		this.#next = undefined;
		this.#failed(next.how);
		return this.#disk.store.transact(durability, work);
	}

	#commit(next: Armed): void {
		if (next.commitsBefore > 0) return void (next.commitsBefore -= 1);
		next.failuresLeft -= 1;
		if (next.failuresLeft === 0) {
			this.#next = undefined;
			this.#failed(next.how);
		}
		if (next.how === 'store lost') throw new DOMException('the connection was lost', 'UnknownError');
		throw new StoreFailure(next.how);
	}
}

function watched(tx: DeviceTransaction, onwrite: () => void): DeviceTransaction {
	return new Proxy(tx, {
		get(target, name) {
			if (/^(put|delete)/.test(String(name))) onwrite();
			const member = Reflect.get(target, name, target) as unknown;
			return typeof member === 'function' ? (member.bind(target) as unknown) : member;
		}
	});
}
