import { readJson } from './read-json.ts';

/** Set when a person signs out here, until the server has heard of it. */
const DUE_KEY = 've-dich:sign-out-due';

/** On a network that swallows requests nobody waits longer for the way out. */
const PATIENCE_MS = 10_000;

interface Surroundings {
	storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	fetchIt(path: string, init: RequestInit): Promise<Response>;
	/** None outside a secure connection. */
	locks: Pick<LockManager, 'request'> | undefined;
}

const browser = (): Surroundings => ({
	storage: localStorage,
	fetchIt: (path, init) => fetch(path, init),
	locks: navigator.locks as LockManager | undefined
});

export const oweSignOut = ({ storage }: Pick<Surroundings, 'storage'> = browser()): void =>
	storage.setItem(DUE_KEY, '1');

/** Ends at the server the session of whoever signed out here without network. Says whether nothing is owed any more: before that
 *  nobody else signs in. One at a time: a late answer would take away the next person's cookie. */
export async function finishSignOut({ storage, fetchIt, locks }: Surroundings = browser()): Promise<boolean> {
	const isOwed = () => storage.getItem(DUE_KEY) !== null;
	if (!isOwed()) return true;

	async function tell(): Promise<boolean> {
		if (!isOwed()) return true;
		const answer = await reach();
		const { success } = ((answer?.ok && (await readJson(answer))) || {}) as { success?: boolean };
		if (success !== true) return false;
		storage.removeItem(DUE_KEY);
		return true;
	}
	async function reach(): Promise<Response | null> {
		try {
			return await fetchIt('/api/auth/sign-out', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: '{}',
				signal: AbortSignal.timeout(PATIENCE_MS)
			});
		} catch (cause) {
			if (cause instanceof TypeError || cause instanceof DOMException) return null;
			throw cause;
		}
	}
	return locks ? locks.request('ve-dich:sign-out', tell) : tell();
}
