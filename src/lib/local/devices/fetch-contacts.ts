import * as z from 'zod/mini';
import { askServer, type Fetch } from '../ask-server.ts';

const contact = z.looseObject({
	personId: z.string(),
	units: z.array(z.string()),
	seenAt: z.string(),
	pending: z.looseObject({ changes: z.int(), photos: z.int(), oldest: z.nullable(z.number()) })
});

/** A commune officer's device as the server met it last, with what it had not sent then. */
export type DeviceContact = z.output<typeof contact>;

/** Undefined when the server cannot be asked: what it knew earlier says nothing of now. */
export async function fetchContacts(fetchIt?: Fetch): Promise<DeviceContact[] | undefined> {
	const answered = await askServer('/api/devices', z.looseObject({ devices: z.array(contact) }), fetchIt);

	return answered.kind === 'answer' ? answered.body.devices : undefined;
}
