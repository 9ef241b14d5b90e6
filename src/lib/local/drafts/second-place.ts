import type { Draft } from '../store/draft.ts';

/** Where a draft lies that the device's store did not take. localStorage is small and slow, and independent of IndexedDB. */
export function secondPlace(personId: string, key: string) {
	const name = `ve-dich:draft:${personId}:${key}`;

	return {
		read(): Draft | undefined {
			const text = localStorage.getItem(name);
			return text === null ? undefined : (JSON.parse(text) as Draft);
		},
		keep: (draft: Draft): void => localStorage.setItem(name, JSON.stringify(draft)),
		drop: (): void => localStorage.removeItem(name)
	};
}
