import type { PhotoRow } from '#lib/local/photos/photo-database.ts';

/** A phone's photo database in memory: what the lane asks of it. */
export class MemoryPhotos {
	readonly #rows = new Map<string, PhotoRow>();
	readonly #bytes = new Map<string, Uint8Array<ArrayBuffer>>();

	keep(row: PhotoRow, bytes: Uint8Array<ArrayBuffer>): void {
		this.#rows.set(row.id, row);
		this.#bytes.set(row.id, bytes);
	}

	get rows(): PhotoRow[] {
		return [...this.#rows.values()];
	}

	get = async (id: string): Promise<PhotoRow | undefined> => this.#rows.get(id);
	stored = async (): Promise<PhotoRow[]> => this.rows.filter(({ isStored }) => isStored === 1);
	unstored = async (): Promise<PhotoRow[]> =>
		this.rows.filter(({ isStored }) => isStored === 0).sort((a, b) => a.takenAtMs - b.takenAtMs);

	async read(id: string, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
		return (this.#bytes.get(id) ?? new Uint8Array()).slice(from, from + length);
	}

	async note(id: string, news: Partial<PhotoRow>): Promise<void> {
		this.#rows.set(id, { ...this.#rows.get(id)!, ...news });
	}

	/** Answers whose copies went. */
	freeStored(): PhotoRow[] {
		const freed = this.rows.filter(({ isStored, hasCopy }) => isStored === 1 && hasCopy === 1);
		for (const row of freed) {
			this.#bytes.delete(row.id);
			this.#rows.set(row.id, { ...row, hasCopy: 0 });
		}
		return freed;
	}

	clone(): MemoryPhotos {
		const copy = new MemoryPhotos();
		for (const row of this.rows) copy.keep(row, this.#bytes.get(row.id) ?? new Uint8Array());
		return copy;
	}
}
