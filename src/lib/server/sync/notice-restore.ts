import type { Log } from '../log.ts';
import type { ServerStore } from './server-store.ts';

/** Somebody put back an older copy of the database without `admin restored`. The database gets a new epoch, so that devices
 *  send again what it lacks. Returns the new epoch; requests that notice this at the same time all get the same one. */
export async function noticeRestore(
	{ store, log }: { store: Pick<ServerStore, 'renewEpoch'>; log?: Pick<Log, 'warn'> | undefined },
	epoch: string
): Promise<string> {
	const renewed = await store.renewEpoch(epoch);
	log?.warn(
		{ epoch, renewed },
		'the database lacks what it once held: an older copy was put back without "admin restored". Devices send again what it lacks'
	);
	return renewed;
}
