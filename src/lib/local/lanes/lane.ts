import type { RecordKey } from '#lib/domain/changes/change.ts';
import type { World } from '../world.ts';
import type { DeviceStore } from '../store/device-store.ts';
import type { SyncStatus } from '../store/device-database.ts';
import type { Transport } from './transport.ts';

/** What a lane stands on; nothing in it reaches for a clock, chance or the network by itself. */
export interface Lane {
	store: DeviceStore;
	transport: Transport;
	world: World;
	personId: string;
	/** Told which unit's records were not what the server holds; it is fetched anew. */
	ondoubt(unitId: string): void;
	/** Told of a row of the server that could not be stored, and why. */
	onunstored(key: RecordKey, cause: unknown): void;
	/** How many photos wait to be sent; absent where there are none. */
	countPhotos?(): Promise<number>;
	/** How many changes are sent at a time; what the server takes unless given. */
	changesAtOnce?: number;
	/** Runs works side by side. The simulation, in which one thing happens at a time, does it its own way. */
	together?(works: readonly (() => Promise<void>)[]): Promise<void>;
	/** Name and version of the program, for the server's log. */
	app: string;
}

/** What came of a step. `went-on`: the server answered, step again. `idle`: nothing to do. `later`: back off; `heard`
 *  tells a server that answers, but not to this, from none; absent when none was asked or the device itself failed. `stopped`: a
 *  person has to act. */
export type Outcome =
	| { kind: 'went-on'; done: number }
	| { kind: 'idle' }
	| {
			kind: 'later';
			retryAfterMs: number | null;
			heard?: boolean;
			trouble?: 'server-full' | 'server-busy' | 'slowed';
	  }
	| { kind: 'stopped'; trouble: NonNullable<SyncStatus['trouble']> };
