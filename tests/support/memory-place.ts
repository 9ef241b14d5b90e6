import type { SecondPlace, UnsentCopy } from '#lib/local/storage/second-place.ts';

/** A second place in memory, which tells what was written to it. */
export class MemoryPlace implements SecondPlace {
	readonly kept = new Map<string, UnsentCopy>();
	/** Names of parts, in the order in which they were written or removed. */
	readonly touched: string[] = [];

	async read(): Promise<UnsentCopy | undefined> {
		const copies = [...this.kept.values()];
		if (copies.length === 0) return undefined;

		return structuredClone({
			changes: copies.flatMap(({ changes }) => changes),
			attention: copies.flatMap(({ attention }) => attention)
		});
	}
	parts = async (): Promise<string[]> => [...this.kept.keys()];
	async write(part: string, copy: UnsentCopy): Promise<void> {
		this.touched.push(part);
		this.kept.set(part, structuredClone(copy));
	}
	async remove(part: string): Promise<void> {
		this.touched.push(part);
		this.kept.delete(part);
	}
}
