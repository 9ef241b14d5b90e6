import type { SampleRow } from './sample-rows.ts';

/** What a page of every contender puts on `window.contender`: one device, with its own database in the browser. */
export interface Contender {
	/** Signs in and makes the database ready; needs the network. */
	prepare(): Promise<void>;
	/** Saves rows on the device, without sending them. */
	save(rows: SampleRow[]): Promise<void>;
	/** Writes another note into rows that are there. */
	edit(rows: SampleRow[], note: string): Promise<void>;
	/** Sends until nothing waits; ms. */
	push(): Promise<number>;
	/** Fetches until so many rows are there and the engine says it is done; ms. */
	pull(count: number): Promise<number>;
	/** Opens the database that is there and reads the first fifty rows of a unit; ms. */
	open(): Promise<number>;
}
