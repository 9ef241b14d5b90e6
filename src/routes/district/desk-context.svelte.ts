import { createContext, untrack } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';
import { version } from '$app/environment';
import { mayWrite, unitsInScope } from '#lib/domain/access/access.ts';
import { communesOf } from '#lib/domain/access/communes.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { dateOfInstant, timeOfInstant, type TradeDate } from '#lib/domain/dates.ts';
import type { CommuneFigures } from '#lib/domain/progress/commune-figures.ts';
import { addUp } from '#lib/domain/progress/district.ts';
import type { CommuneProgress, DistrictProgress } from '#lib/domain/progress/progress.ts';
import type { KindName, RegisterName } from '#lib/domain/records/kinds.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import { currentSet, type Reference } from '#lib/domain/reference/reference.ts';
import type { Unit } from '#lib/domain/unit.ts';
import type { Device } from '#lib/local/device.svelte.ts';
import { LiveQuery } from '#lib/local/live-query.svelte.ts';
import { UnitIds } from '#lib/local/unit-ids.svelte.ts';
import { recordsOfUnit } from '#lib/local/replica/read-records.ts';
import { afterFirstData, hasFirstData } from '#lib/local/replica/first-data.ts';
import { getReadiness } from '../readiness-context.ts';
import { SyncState } from '../sync-state.svelte.ts';

/** How far back the course of a commune's dossiers is drawn. */
export const COURSE_WEEKS = 8;

interface Ground {
	reference: () => Reference;
	today: () => TradeDate;
}

/** One commune on the desk. Its figures are a query of their own, so news of one commune make no other be counted again. */
export class DeskCommune {
	readonly #unitId: string;
	readonly #first: Unit;
	readonly #device: Device;
	readonly #ground: Ground;
	readonly #records: LiveQuery<SyncRecord[] | null>;
	/** A day or a reference later the figures are counted again; until then the ones before stand. */
	#counted: LiveQuery<CommuneFigures | null> | undefined;
	readonly #figures = $derived.by(() => {
		const { unit } = this;
		const ground = {
			...{ unit, reference: this.#ground.reference(), today: this.#ground.today() },
			...{ weeks: COURSE_WEEKS, app: version }
		};
		const counting = afterFirstData(this.#device.db, [unit.id], () => this.#device.figuresOf(ground));
		return (this.#counted = new LiveQuery(counting, this.#counted?.last));
	});

	constructor(device: Device, unit: Unit, ground: Ground) {
		this.#unitId = unit.id;
		this.#first = unit;
		this.#device = device;
		this.#ground = ground;
		this.#records = new LiveQuery(afterFirstData(device.db, [unit.id], () => recordsOfUnit(device.db, unit.id)));
	}

	/** As the reference has it; as it was before where it has just gone from there. */
	readonly unit: Unit = $derived.by(
		() => this.#ground.reference().units.find(({ id }) => id === this.#unitId) ?? this.#first
	);

	/** Undefined until all have come down and the device has answered. Asked for only where they are shown one by one. */
	readonly records: SyncRecord[] | undefined = $derived.by(() => this.#records.current ?? undefined);

	/** What the matrix shows of it, counted from all that has come. */
	readonly figures: CommuneFigures | undefined = $derived.by(() => this.#figures.current ?? undefined);

	/** Whether its data have come down once and are counted; undefined until the device has answered. */
	readonly isCounted: boolean | undefined = $derived.by(() =>
		this.#figures.current === undefined ? undefined : this.#figures.current !== null
	);

	readonly progress: CommuneProgress | undefined = $derived.by(() => this.figures?.progress);
}

/** What all pages of the desk share: every commune of the person's districts, from the replica alone. */
export class Desk {
	readonly device: Device;
	readonly sync: SyncState;
	/** Cards and tabs instead of table and bar. In em, so that larger text counts like a narrower screen. */
	readonly isPhone = new MediaQuery('width < 48em');
	/** Room for the panel beside the table. */
	readonly isWide = new MediaQuery('width >= 87.5em');
	readonly #inScope = new UnitIds(() => unitsInScope(this.device.person, this.reference.units));
	readonly #communeIds = new UnitIds(() => communesOf(this.device.person, this.reference.units));
	/** Of the district itself come the briefings. */
	readonly #hasCome = $derived.by(() => {
		const { db } = this.device;
		const { unitIds } = this;
		return new LiveQuery(() => hasFirstData(db, unitIds));
	});

	constructor(device: Device) {
		this.device = device;
		this.sync = new SyncState(device, getReadiness());
	}

	readonly reference: Reference = $derived.by(() => this.device.reference);
	readonly set = $derived.by(() => currentSet(this.reference));
	readonly isOffice = $derived.by(() => officeOf(this.reference));
	readonly today: TradeDate = $derived.by(() => this.device.today());

	/** The district the person works for; the first one where there are several. */
	readonly district: Unit | undefined = $derived.by(() =>
		this.reference.units.find(({ id, level }) => level === 'district' && this.device.person.units.includes(id))
	);

	/** All that the person reads. */
	readonly unitIds: readonly string[] = $derived.by(() => this.#inScope.list);
	readonly communeIds: readonly string[] = $derived.by(() => this.#communeIds.list);

	readonly communes: DeskCommune[] = $derived.by(() => {
		const ground = { reference: () => this.reference, today: () => this.today };
		const units = untrack(() => this.reference.units);
		return this.communeIds.map(
			(unitId) =>
				new DeskCommune(
					this.device,
					units.find(({ id }) => id === unitId)!,
					ground
				)
		);
	});

	/** Undefined until every commune has been read. */
	readonly progress: DistrictProgress | undefined = $derived.by(() => {
		const communes = this.communes.map(({ progress }) => progress);
		return communes.every((progress) => progress !== undefined) ? addUp(communes, this.reference) : undefined;
	});

	/** Whether all data, the communes' and the district's, have come down once and are counted; undefined until the device has
	 *  answered. */
	readonly received: boolean | undefined = $derived.by(() => {
		const all = [this.#hasCome.current, ...this.communes.map(({ isCounted }) => isCounted)];
		return all.includes(undefined) ? undefined : !all.includes(false);
	});

	/** Values that wait for the office's word, in all communes; none is told before all are counted. */
	readonly waitingReviews: number = $derived.by(() =>
		this.received ? this.communes.reduce((sum, { figures }) => sum + (figures?.waitingReviews ?? 0), 0) : 0
	);

	/** When the server last answered, on the trade's calendar; null before the first time. */
	readonly receivedAt: { time: string; date: TradeDate } | null = $derived.by(() => {
		const { lastContactAtMs } = this.sync;
		if (lastContactAtMs === null) return null;

		const atMs = lastContactAtMs + (this.device.nowMs() - Date.now());
		return { time: timeOfInstant(atMs), date: dateOfInstant(atMs) };
	});

	/** Whether this person may write a register of a unit; `record` is the one that stands, if any. What may not be
	 *  written has no button. */
	mayWrite<K extends KindName>(unit: Unit, kind: K, register: RegisterName<K>, record?: SyncRecord): boolean {
		return mayWrite(this.device.person, { unit, kind, register, record, set: {}, isOffice: this.isOffice });
	}

	communeOf(unitId: string): DeskCommune | undefined {
		return this.communes.find(({ unit }) => unit.id === unitId);
	}
}

export const [useDesk, provideDesk] = createContext<Desk>();
