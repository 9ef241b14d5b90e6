import type { Log } from '../log.ts';
import type { ServerStore } from './server-store.ts';

/** The database turned out to be an older copy, and nobody has said so: from now on it is another one, so that devices send
 *  again what it lacks. Answers its new epoch; of several who notice at once, all get the same. */
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
