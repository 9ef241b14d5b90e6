import { Dexie, type DexieOptions, type Table } from 'dexie';
import type { CommuneFigures } from '#lib/domain/progress/commune-figures.ts';
import type { Reference } from '#lib/domain/reference/reference.ts';
import type { Draft } from './draft.ts';
import type { AttentionItem, OutboxRow, SentBatch, StoredRecord } from './device-store.ts';
import { intoBatches } from './into-batches.ts';
import { refuseNewer } from './refuse-newer.ts';

/** What was counted from a unit's records. Every write to one of them takes the row away. */
export interface FiguresRow {
	unitId: string;
	basis: string;
	figures: CommuneFigures;
}

export interface MetaRow {
	key: string;
	value: unknown;
}

/** What the lanes tell the screens of all tabs. */
export interface SyncStatus {
	/** When the server last answered, in ms. */
	lastContactAtMs: number | null;
	/** Since when it has not been reached. */
	offlineSinceMs: number | null;
	sending: { done: number; of: number } | null;
	/** What stops sending until a person acts. `closed`: the session was ended from elsewhere. `cleared`: the browser has taken the database away, and this is a new one. */
	trouble: 'signed-out' | 'closed' | 'other-person' | 'update-needed' | 'cleared' | null;
	/** Whether something stays unsent although the server answers. */
	isStuck?: boolean;
	/** A server answers, but takes and gives nothing just now. */
	isServerBusy?: boolean;
	/** It has told this device to come again later, since much has been sent or fetched. */
	isSlowed?: boolean;
	/** The server has no room for photos just now. */
	isServerFull?: boolean;
	/** It answers, and takes no photos just now. */
	arePhotosPutOff?: boolean;
}

/** One person's database on this device. Only additions to its schema: outbox, drafts and `sent` exist nowhere else. */
export class DeviceDatabase extends Dexie {
	declare outbox: Table<OutboxRow, number>;
	declare record: Table<StoredRecord, [string, string, string]>;
	declare shadow: Table<StoredRecord, [string, string, string]>;
	declare sent: Table<SentBatch, string>;
	declare attention: Table<AttentionItem, string>;
	declare draft: Table<Draft, string>;
	declare meta: Table<MetaRow, string>;
	declare reference: Table<{ id: 'current'; reference: Reference }, string>;
	declare figures: Table<FiguresRow, string>;
	declare status: Table<SyncStatus & { id: 'current' }, string>;

	/** The browser's, or a test's. */
	readonly keys: typeof IDBKeyRange;

	/** What people make is written through the port, strictly; what Dexie's tables write themselves can be had again. Dexie's
	 *  cache of answers would not hear of the port's writes. */
	constructor(personId: string, options: DexieOptions = {}) {
		super(`ve-dich:${personId}`, { chromeTransactionDurability: 'relaxed', cache: 'disabled', ...options });
		this.keys = (options.IDBKeyRange as typeof IDBKeyRange | undefined) ?? IDBKeyRange;
		this.version(1).stores({
			outbox: 'order, [unitId+kind+recordId]',
			record: '[unitId+kind+id], unitId, [unitId+kind]',
			shadow: '[unitId+kind+id], unitId',
			sent: 'id, sentAtMs',
			attention: 'id',
			draft: 'key',
			meta: 'key',
			reference: 'id',
			status: 'id'
		});
		// The key begins with unit and kind: an index of either would be written at every save and read more slowly.
		this.version(2).stores({ record: '[unitId+kind+id]', shadow: '[unitId+kind+id]', figures: 'unitId' });
		this.version(3).upgrade(intoBatches);
		refuseNewer(this);
	}
}

export const NO_CONTACT: SyncStatus = {
	lastContactAtMs: null,
	offlineSinceMs: null,
	sending: null,
	trouble: null
};
