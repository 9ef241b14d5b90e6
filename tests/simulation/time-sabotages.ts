import { altered, type Broken } from './breaking.ts';

/** Rules about when something was made, and who is believed about it. */
export const TIME_SABOTAGES: readonly Broken[] = [
	{
		rule: 'what a device says of time is of one clock, its own',
		noticedBy: 'time',
		transport: (transport, village) => ({
			...transport,
			push: (body) => transport.push({ ...(body as object), now: village.nowMs })
		})
	},
	{
		rule: 'a change keeps an earlier stamp only with the proof that it had it',
		noticedBy: 'time',
		seal: (seal) => altered(seal, { readProof: () => 'other-epoch' })
	}
];
