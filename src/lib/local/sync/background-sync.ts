const TAG = 've-dich:send:';

/** The person whose changes the service worker has to send; undefined when the tag is not of this program. */
export const personOfTag = (tag: string): string | undefined =>
	tag.startsWith(TAG) ? tag.slice(TAG.length) : undefined;

type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/** Names of the errors of a browser that has background sync but does not allow it here. */
const NOT_HERE = new Set(['NotAllowedError', 'InvalidStateError', 'UnknownError']);

/** Asks the browser to wake the service worker when there is a network, even if the program is closed by then. Only Chromium
 *  can do this; nothing relies on it. */
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
