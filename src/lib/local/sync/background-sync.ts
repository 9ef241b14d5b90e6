const TAG = 've-dich:send:';

/** The person whose changes a worker is asked to send; undefined for a tag of somebody else's. */
export const personOfTag = (tag: string): string | undefined =>
	tag.startsWith(TAG) ? tag.slice(TAG.length) : undefined;

type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/** What a browser says that has background sync and does not allow it, or not from here. */
const NOT_HERE = new Set(['NotAllowedError', 'InvalidStateError', 'UnknownError']);

/** Asks the browser to wake the worker when there is a network, should the program be closed by then. Only Chromium can;
 *  nothing relies on it. */
export async function askForBackgroundSync(
	container: Pick<ServiceWorkerContainer, 'getRegistration'> | undefined,
	personId: string
): Promise<void> {
	const registration: WithSync | undefined = await container?.getRegistration();
	try {
		await registration?.sync?.register(TAG + personId);
	} catch (cause) {
		if (!NOT_HERE.has((cause as Error).name)) throw cause;
	}
}
