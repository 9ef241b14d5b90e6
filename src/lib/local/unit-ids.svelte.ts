import type { Unit } from '#lib/domain/unit.ts';

/** The ids of units, as one list for as long as they are the same. With every news of the reference all units are other objects;
 *  a query that depended on those would be asked anew, and its page would not know for a moment what it had shown. */
export class UnitIds {
	readonly #units: () => readonly Unit[];
	readonly #text: string = $derived.by(() =>
		this.#units()
			.map(({ id }) => id)
			.join(' ')
	);
	readonly list: readonly string[] = $derived.by(() => (this.#text === '' ? [] : this.#text.split(' ')));

	constructor(units: () => readonly Unit[]) {
		this.#units = units;
	}
}
