import type { Change } from '#lib/domain/changes/change.ts';
import { countItems } from '../outbox/count-items.ts';
import type { AttentionItem } from '../store/device-store.ts';

/** What exists on this device alone: changes without a receipt, and what was refused. */
export interface UnsentCopy {
	changes: { change: Change; savedAtMs: number }[];
	attention: AttentionItem[];
}

/** Where the copy lies, in parts: a store of the browser's that does not break together with IndexedDB. */
export interface SecondPlace {
	/** By their names, those parts that can be read: one that cannot takes no other with it. */
	read(): Promise<ReadonlyMap<string, UnsentCopy>>;
	/** In place of what the part held before. */
	write(part: string, copy: UnsentCopy): Promise<void>;
	remove(part: string): Promise<void>;
}

/** All parts together. */
export const joinParts = (parts: ReadonlyMap<string, UnsentCopy>): UnsentCopy => ({
	changes: [...parts.values()].flatMap(({ changes }) => changes),
	attention: [...parts.values()].flatMap(({ attention }) => attention)
});

export const changesIn = ({ changes }: UnsentCopy): Change[] => changes.map(({ change }) => change);

/** How many records it holds changes of. */
export const countCopied = (copy: UnsentCopy): number => countItems(changesIn(copy));
