import type { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore } from '../store/device-store.ts';
import type { Draft } from '../store/draft.ts';
import { keepDraft, readDraft } from './drafts.ts';

type SecondStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export type SecondDraftPlace = ReturnType<typeof secondPlace>;

export const draftPrefix = (personId: string): string => `ve-dich:draft:${personId}:`;

/** Where a draft lies that the device's store did not take. localStorage is small and slow, and independent of IndexedDB. */
export function secondPlace(personId: string, key: string, storage: SecondStore = localStorage) {
	const name = draftPrefix(personId) + key;

	return {
		read(): Draft | undefined {
			const text = storage.getItem(name);
			return text === null ? undefined : (JSON.parse(text) as Draft);
		},
		keep: (draft: Draft): void => storage.setItem(name, JSON.stringify(draft)),
		drop: (): void => storage.removeItem(name)
	};
}

/** The later of the two, whichever place it lies in; from the second place also when the store cannot be read. */
export async function readLatestDraft(
	db: DeviceDatabase,
	key: string,
	second: SecondDraftPlace
): Promise<Draft | undefined> {
	const other = second.read();
	const own = await readDraft(db, key).catch((cause: unknown) => {
		if (!other) throw cause;
		reportError(cause);
		return undefined;
	});
	return own && !(other && other.changedAtMs > own.changedAtMs) ? own : other;
}

/** Resolves when the draft is on disk, with what the store said when only the second place took it. */
export async function keepInEither(
	store: DeviceStore,
	draft: Draft,
	second: SecondDraftPlace
): Promise<{ refusedBecause?: unknown }> {
	try {
		await keepDraft(store, draft);
	} catch (cause) {
		second.keep(draft);
		return { refusedBecause: cause };
	}
	// An earlier one would hide this. A later one was kept while this was being written, and goes with its own.
	if ((second.read()?.changedAtMs ?? 0) <= draft.changedAtMs) second.drop();
	return {};
}
