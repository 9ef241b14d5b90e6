import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { SeenEdit } from '#lib/domain/records/record-edit.ts';
import { dropDraft } from '#lib/local/forms/drafts.ts';
import type { Origin } from '#lib/local/outbox/save-edits.ts';
import { DeviceDatabase } from '#lib/local/store/device-database.ts';
import { IndexedDbStore } from '#lib/local/store/indexed-db-store.ts';

/** What a form meets of a device, on the browser's own IndexedDB; a save takes as long as the test wants. */
export class TestDevice {
	readonly person = { id: 'can-bo-xa' };
	readonly reference = { people: [{ id: 'nam', name: 'Lê Văn Nam' }] };
	readonly saved: SeenEdit[][] = [];
	readonly db: DeviceDatabase;
	readonly store: IndexedDbStore;
	/** What the disk says to the next save. */
	failure: Error | undefined;
	/** Awaited by each save. */
	disk: Promise<void> = Promise.resolve();

	constructor() {
		this.db = new DeviceDatabase(this.person.id);
		this.store = new IndexedDbStore(this.db);
	}

	newId(): string {
		return crypto.randomUUID();
	}

	async save(edits: readonly SeenEdit[], { draftKey }: Origin): Promise<void> {
		await this.disk;
		if (this.failure) throw this.failure;
		if (draftKey !== undefined) await dropDraft(this.store, draftKey);
		this.saved.push([...edits]);
	}

	/** The program and its database are gone. */
	async remove(): Promise<void> {
		await this.db.delete();
		localStorage.clear();
	}
}

/** A dossier as somebody else has saved it. */
export const ownedBy = (owner: string, change: string): SyncRecord => ({
	...{ unitId: '15697', kind: 'dossier', id: 'dossier:9', seq: 1 },
	registers: { plan: { value: { owner }, stamp: '0jo1a0000000.phone-of', change, by: 'nam' } }
});
