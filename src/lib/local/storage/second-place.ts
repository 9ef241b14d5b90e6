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
	/** All parts together; undefined when nothing was ever written. */
	read(): Promise<UnsentCopy | undefined>;
	parts(): Promise<string[]>;
	/** In place of what the part held before. */
	write(part: string, copy: UnsentCopy): Promise<void>;
	remove(part: string): Promise<void>;
}

/** How many records it holds changes of. */
export const countCopied = ({ changes }: UnsentCopy): number => countItems(changes.map(({ change }) => change));
