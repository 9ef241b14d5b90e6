import { createContext } from 'svelte';
import { mayWrite, type Write } from '#lib/domain/access/access.ts';
import { findCommune, communesOf } from '#lib/domain/access/communes.ts';
import { communeProgress } from '#lib/domain/progress/commune.ts';
import type { KindName, RegisterName } from '#lib/domain/records/kinds.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import type { JudgedOf, JudgedValue } from '#lib/domain/review/judged-values.ts';
import { valuesToCorrect } from '#lib/domain/review/to-correct.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { Unit } from '#lib/domain/unit.ts';
import type { CriterionFilter } from '#lib/ui/criterion/criterion-list.ts';
import type { Device } from '#lib/local/device.svelte.ts';
import { LiveQuery } from '#lib/local/live-query.svelte.ts';
import { afterFirstData, withFirstData } from '#lib/local/replica/first-data.ts';
import { UnitIds } from '#lib/local/unit-ids.svelte.ts';
import { recordsOfKindIn, recordsOfUnit } from '#lib/local/replica/read-records.ts';
import { getReadiness } from '../readiness-context.ts';
import { SyncState } from '../sync-state.svelte.ts';

const CHOSEN = 've-dich:commune';

/** What all pages of the phone share: the commune that is worked on, its records and what follows from them. */
export class Field {
	readonly device: Device;
	readonly sync: SyncState;
	/** What is looked for in the lists: whoever comes back from a page finds the list as it was left. */
	readonly sought: { indicators: string; criteria: string; filter: CriterionFilter } = $state({
		indicators: '',
		criteria: '',
		filter: 'all'
	});
	#chosen: string | null = $state(localStorage.getItem(CHOSEN));
	readonly #ids = new UnitIds(() => this.communes);
	readonly #communeId: string | undefined = $derived.by(() => this.commune?.id);
	readonly #query = $derived.by(() => {
		const { db } = this.device;
		const unitId = this.#communeId;
		const unitIds = unitId === undefined ? this.communeIds : [unitId];
		const read = () => (unitId === undefined ? Promise.resolve([]) : recordsOfUnit(db, unitId));
		return new LiveQuery(withFirstData(db, unitIds, read), this.device.firstRecordsOf(unitId));
	});

	readonly #registered = $derived.by(() => {
		const { db } = this.device;
		const unitIds = this.communeIds;
		return new LiveQuery(afterFirstData(db, unitIds, () => recordsOfKindIn(db, unitIds, 'target')));
	});

	constructor(device: Device) {
		this.device = device;
		this.sync = new SyncState(device, getReadiness());
	}

	/** Communes this person works for: an officer's own, an office's all. */
	readonly communes: Unit[] = $derived.by(() => communesOf(this.device.person, this.device.reference.units));

	readonly communeIds: readonly string[] = $derived.by(() => this.#ids.list);

	/** Undefined while a person with several communes has not chosen one. */
	readonly commune: Unit | undefined = $derived.by(() => findCommune(this.communes, this.#chosen));

	/** Whether there is anything to choose between. */
	readonly hasSeveral: boolean = $derived.by(() => this.communes.length > 1);

	/** How many of them have a target year: the ones the list of communes is about. None is told before all have come. */
	readonly registered: number = $derived.by(() => this.#registered.current?.length ?? 0);

	readonly set = $derived.by(() => currentSet(this.device.reference));

	/** Undefined until the device has answered once. */
	readonly records: SyncRecord[] | undefined = $derived.by(() => this.#query.current?.found);

	/** Whether the data of the commune, or of all of them while none is chosen, have come down once and stand in `records`: until
	 *  then what is missing here says nothing. Undefined until the device has answered. */
	readonly received: boolean | undefined = $derived.by(() => this.#query.current?.isWhole);

	/** Frame and page are shown in one go, once the device has answered: a cheap phone lays out once instead of twice. */
	readonly isReady: boolean = $derived.by(
		() => this.received !== undefined && (!this.commune || this.records !== undefined)
	);

	readonly today = $derived.by(() => this.device.today());

	readonly progress = $derived.by(() =>
		this.commune && this.records
			? communeProgress(this.records, { unit: this.commune, reference: this.device.reference, today: this.today })
			: undefined
	);

	/** What tells a value that the office judges from the office's own. */
	readonly judgedOf: JudgedOf = $derived.by(() => ({
		set: this.set.id,
		isOffice: officeOf(this.device.reference)
	}));

	/** What the office has given back to the commune. */
	readonly toCorrect: JudgedValue[] = $derived.by(() =>
		this.records ? valuesToCorrect(this.records, this.judgedOf) : []
	);

	choose(unitId: string): void {
		localStorage.setItem(CHOSEN, unitId);
		this.#chosen = unitId;
	}

	/** Whether this person may write a register here; `record` is the one that stands, if any, and `around` what it is a part
	 *  of and what is a part of it. What may not be written has no button. */
	mayWrite<K extends KindName>(
		kind: K,
		register: RegisterName<K> | 'life',
		record?: SyncRecord,
		around: Pick<Write, 'wholes' | 'parts'> = {}
	): boolean {
		if (!this.commune) return false;
		const { isOffice } = this.judgedOf;

		return mayWrite(this.device.person, {
			unit: this.commune,
			kind,
			register,
			record,
			...around,
			set: {},
			isOffice
		});
	}
}

export const [useField, provideField] = createContext<Field>();
