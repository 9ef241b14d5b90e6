import type { Outcome } from '../lanes/lane.ts';

type Trouble = Extract<Outcome, { kind: 'stopped' }>['trouble'];

/** Why the lanes stop until a person acts. It is believed only in the server's own words: the network of a hotel refuses too,
 *  with a page of its own. */
export function stopReason({ status, body }: { status: number; body: unknown }): Trouble | undefined {
	const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
	if (typeof error !== 'string') return undefined;
	if (status === 401) return error === 'other-person' || error === 'closed' ? error : 'signed-out';

	return status === 426 ? 'update-needed' : undefined;
}
