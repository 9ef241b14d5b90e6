import type { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore } from '../store/device-store.ts';
import type { Draft } from '../store/draft.ts';

export async function readDraft(db: DeviceDatabase, key: string): Promise<Draft | undefined> {
	return db.draft.get(key);
}

/** Resolves when the draft is on disk. */
export async function keepDraft(store: DeviceStore, draft: Draft): Promise<void> {
	await store.transact('strict', (tx) => tx.putDraft(draft));
}

export async function dropDraft(store: DeviceStore, key: string): Promise<void> {
	await store.transact('strict', (tx) => tx.deleteDraft(key));
}
