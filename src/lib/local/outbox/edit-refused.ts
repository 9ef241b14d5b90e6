import type * as z from 'zod/mini';
import { NotReceivedYet } from './not-received-yet.ts';

/** Why an edit is no change that a server would take. `odd`: the form let something through that its kind has no room for. */
export type EditFault = 'too-long' | 'too-large' | 'odd';

/** An edit that is not made a change: not the device's doing, and trying again changes nothing. The draft stays. */
export class EditRefused extends Error {
	override name = 'EditRefused';
	readonly fault: EditFault;

	constructor(where: string, fault: EditFault, options?: ErrorOptions) {
		super(`${where}: ${fault}`, options);
		this.fault = fault;
	}
}

/** What a register's schema says against a value. */
export function faultOf(error: z.core.$ZodError | undefined): EditFault {
	const isTooLong = error?.issues.some(
		({ code, ...issue }) => code === 'too_big' && 'origin' in issue && issue.origin === 'string'
	);

	return isTooLong ? 'too-long' : 'odd';
}

/** What kept a save from the disk: the edit itself, data that have not come down yet, or the device. */
export type SaveFailure = EditFault | 'not-received' | 'device';

export function failureOf(cause: unknown): SaveFailure {
	if (cause instanceof EditRefused) return cause.fault;

	return cause instanceof NotReceivedYet ? 'not-received' : 'device';
}
