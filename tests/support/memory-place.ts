import { joinParts, type SecondPlace, type UnsentCopy } from '#lib/local/storage/second-place.ts';

/** A second place in memory, which tells what was written to it. */
export class MemoryPlace implements SecondPlace {
	readonly kept = new Map<string, UnsentCopy>();
	/** Names of parts, in the order in which they were written or removed. */
	readonly touched: string[] = [];
	isFull = false;

	read = async (): Promise<ReadonlyMap<string, UnsentCopy>> => structuredClone(this.kept);
	/** All that it holds, put together. */
	all = (): UnsentCopy => structuredClone(joinParts(this.kept));
	async write(part: string, copy: UnsentCopy): Promise<void> {
		if (this.isFull) throw new DOMException('no room', 'QuotaExceededError');
		this.touched.push(part);
		this.kept.set(part, structuredClone(copy));
	}
	async remove(part: string): Promise<void> {
		this.touched.push(part);
		this.kept.delete(part);
	}
}
