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

/** What a push stands on, with everything from outside handed in. */
export interface PushGround extends Omit<PushContext, 'database'> {
	store: ServerStore;
	random(bytes: number): Uint8Array;
}
