import type { DeviceDatabase } from '../store/device-database.ts';

/** What stands in a form that is not saved yet, as typed. */
export interface Draft {
	/** Names the form: `check/15697/6.3`, `visit/<id>/remark`. */
	key: string;
	value: { [field: string]: unknown };
	changedAtMs: number;
}

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
