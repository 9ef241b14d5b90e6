import type { PhotoFiles } from './photo-files.ts';

/** A phone sends one photo after the other; some may be left behind by a phone that broke. */
export const MOST_UNFINISHED = 50;
/** By then what was left behind counts no more. */
const COUNTED_MS = 86_400_000;

/** Uploads that each person has begun and not ended. In memory: a restart forgives. */
export class UnfinishedUploads {
	readonly #begun = new Map<string, Map<string, number>>();

	/** Whether the person may begin one more. Asks the store only when there seem to be too many. */
	async mayBegin(
		personId: string,
		{ files, nowMs }: { files: Pick<PhotoFiles, 'find'>; nowMs: number }
	): Promise<boolean> {
		const begun = this.#begun.get(personId);
		if (!begun || begun.size < MOST_UNFINISHED) return true;

		for (const [id, atMs] of begun) {
			const upload = nowMs - atMs < COUNTED_MS ? await files.find(id) : undefined;
			if (!upload || upload.offset >= upload.bytes) begun.delete(id);
		}
		return begun.size < MOST_UNFINISHED;
	}

	begun(personId: string, id: string, atMs: number): void {
		const begun = this.#begun.get(personId) ?? new Map<string, number>();
		this.#begun.set(personId, begun.set(id, atMs));
	}
}
