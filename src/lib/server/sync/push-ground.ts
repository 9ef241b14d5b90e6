import type { ServerDatabase } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Seal } from './seal.ts';
import type { ServerStore } from './server-store.ts';

export interface PushContext {
	database: ServerDatabase;
	now(): number;
	seal: Seal;
	/** In a demo, the day that counts as today. */
	config?: { today?: string | undefined };
	live?: { announce(unitId: string, seq: number): void };
	log?: Pick<Log, 'error' | 'warn' | 'info'>;
}

/** All that a push needs beside the request: database, clock, chance, secret. They are handed in, so that a simulation can
 *  hand in its own. */
export interface PushGround extends Omit<PushContext, 'database'> {
	store: ServerStore;
	random(bytes: number): Uint8Array;
}
