import type { Draft } from '../store/draft.ts';
import type { DeviceDatabase } from '../store/device-database.ts';

export async function readDraft(db: DeviceDatabase, key: string): Promise<Draft | undefined> {
	return db.draft.get(key);
}

/** Resolves when the draft is on disk. */
export async function keepDraft(db: DeviceDatabase, draft: Draft): Promise<void> {
	await db.draft.put(draft);
}

export async function dropDraft(db: DeviceDatabase, key: string): Promise<void> {
	await db.draft.delete(key);
}
