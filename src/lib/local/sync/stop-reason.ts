import type { Outcome } from '../lanes/lane.ts';

type Trouble = Extract<Outcome, { kind: 'stopped' }>['trouble'];

/** Why the lanes stop until a person acts. A status counts only with the server's own `error` in the body: a hotel's network
 *  may answer with the same status and its own page. */
export function stopReason({ status, body }: { status: number; body: unknown }): Trouble | undefined {
	const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
	if (typeof error !== 'string') return undefined;
	if (status === 401) return error === 'other-person' || error === 'closed' ? error : 'signed-out';

	return status === 426 ? 'update-needed' : undefined;
}
