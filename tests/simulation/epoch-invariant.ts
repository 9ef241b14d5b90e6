import type { ServerState } from '../support/memory-server.ts';
import type { Village } from './village.ts';

/** A database takes a new epoch by itself only after somebody has put back a copy without a word: whatever clients claim, and
 *  whatever fails on the way. */
export const epochs = ({ epoch, forgetfulEpoch }: Village, server: ServerState): string[] =>
	server.epoch === epoch || forgetfulEpoch !== undefined
		? []
		: ['epoch: the server took itself for a restored one, and nobody had restored it'];
