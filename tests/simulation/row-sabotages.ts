import { altered, breakStore, type Broken } from './breaking.ts';
import { StoreFailure } from './failing-store.ts';

/** What a device does with rows that it cannot store. */
export const ROW_SABOTAGES: readonly Broken[] = [
	{
		rule: 'a row that a browser cannot store keeps no other away',
		noticedBy: 'convergence',
		device(device) {
			const { store } = device;
			device.store = altered(store, {
				transact: (durability, work) =>
					store.transact(durability, work).catch((cause: unknown) => {
						throw (cause as Error).name === 'DataCloneError' ? new StoreFailure('whatever it was') : cause;
					})
			});
		}
	},
	{
		rule: 'a row that could not be stored is counted as missing',
		noticedBy: 'cursor',
		device: (device) =>
			breakStore(device, (tx) => ({
				putMeta: async (key, value) => (key === 'unstored' ? undefined : tx.putMeta(key, value))
			}))
	}
];
