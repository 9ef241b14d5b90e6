import { SvelteMap } from 'svelte/reactivity';
import { mayWrite } from '#lib/domain/access/access.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import { judgedValues, type JudgedValue } from '#lib/domain/review/judged-values.ts';
import { byAge, byVerified, isRecent, recentlyVerified, waitingOf } from '#lib/domain/review/review-queue.ts';
import { cautionOf, type Caution } from '#lib/domain/review/weigh-fact.ts';
import { viewValue, type ValueView } from '#lib/ui/review/value-view.ts';
import type { Desk, DeskCommune } from '../desk-context.svelte.ts';

/** A value with the commune it is of. */
export interface Entry {
	commune: DeskCommune;
	value: JudgedValue;
	/** All that is judged in the commune. */
	values: readonly JudgedValue[];
}

/** As many as fit beside a queue. */
const MOST_RECENT = 10;

/** The queue of all communes, what of it is shown, and what is picked. */
export class ReviewDesk {
	readonly #desk: Desk;
	/** Empty for all. */
	commune: string = $state('');
	criterion: number | null = $state(null);
	/** What was picked, as it looked then: what has changed since is not picked any more. */
	readonly #picked = new SvelteMap<string, string>();

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	readonly #of = $derived.by(() => {
		const { set, reference } = this.#desk;
		return { set: set.id, isOffice: officeOf(reference) };
	});

	/** Communes in which something waits or was verified of late; only these are read. */
	readonly #busy = $derived.by(() => {
		const { communes, today } = this.#desk;
		return communes.filter(
			({ figures }) => figures && (figures.waitingReviews > 0 || isRecent(figures.lastVerifiedOn, today))
		);
	});

	readonly #judged: { commune: DeskCommune; values: JudgedValue[] }[] = $derived.by(() =>
		this.#busy.map((commune) => ({ commune, values: judgedValues(commune.records ?? [], this.#of) }))
	);

	/** Undefined until all communes in which something waits are there. */
	readonly queue: Entry[] | undefined = $derived.by(() => {
		const { communes, today } = this.#desk;
		if (communes.some(({ figures }) => figures === undefined)) return undefined;
		if (this.#busy.some(({ records }) => records === undefined)) return undefined;

		return this.#entries((values) => waitingOf(values, today)).sort((a, b) => byAge(a.value, b.value));
	});

	/** What the office verified in the last days, the latest first. */
	readonly recent: Entry[] = $derived.by(() =>
		this.#entries((values) => recentlyVerified(values, this.#desk.today))
			.filter(({ value: { request } }) => request === undefined)
			.sort((a, b) => byVerified(a.value, b.value))
			.slice(0, MOST_RECENT)
	);

	#entries(of: (values: readonly JudgedValue[]) => JudgedValue[]): Entry[] {
		return this.#judged.flatMap(({ commune, values }) => of(values).map((value) => ({ commune, value, values })));
	}

	readonly shown: Entry[] = $derived.by(() =>
		(this.queue ?? []).filter(
			({ commune, value }) =>
				(this.commune === '' || commune.unit.id === this.commune) &&
				(this.criterion === null || value.criterion === this.criterion)
		)
	);

	/** What is to be seen of each value in the queue, by its key. */
	readonly views: { readonly [key: string]: ValueView } = $derived.by(() =>
		Object.fromEntries((this.queue ?? []).map((entry) => [entry.value.key, this.viewOf(entry)]))
	);

	viewOf({ commune: { unit, records = [] }, value, values }: Entry): ValueView {
		const { reference, today } = this.#desk;

		return viewValue(value, { unit, reference, records, values, today });
	}

	/** Picked and still there to be judged, as it looked when it was picked. */
	readonly pickedEntries: Entry[] = $derived.by(() => this.shown.filter((entry) => this.isPicked(entry)));

	isPicked(entry: Entry): boolean {
		return this.#picked.get(entry.value.key) === this.#lookOf(entry) && this.mayPick(entry);
	}

	pick(entries: readonly Entry[]): void {
		for (const entry of entries) this.#picked.set(entry.value.key, this.#lookOf(entry));
	}

	unpick(entry: Entry): void {
		this.#picked.delete(entry.value.key);
	}

	unpickAll(): void {
		this.#picked.clear();
	}

	#lookOf = (entry: Entry): string => `${entry.value.judged} ${this.cautionOf(entry)}`;

	cautionOf({ value: { key } }: Entry): Caution {
		return cautionOf(this.views[key]?.facts ?? []);
	}

	/** One value, whether it waits or not: a task or a notice may lead to it. */
	find(key: string): Entry | undefined {
		const waiting = this.queue?.find(({ value }) => value.key === key);
		if (waiting) return waiting;

		const commune = this.#desk.communeOf(key.split('/')[0] ?? '');
		const values = judgedValues(commune?.records ?? [], this.#of);
		const value = values.find((one) => one.key === key);
		return commune && value && { commune, value, values };
	}

	/** What opens once this one is decided. */
	after(key: string): Entry | undefined {
		const at = this.shown.findIndex(({ value }) => value.key === key);

		return at < 0 ? this.shown[0] : (this.shown[at + 1] ?? this.shown[at - 1]);
	}

	mayReview({ commune: { unit }, value: { by } }: Entry): boolean {
		const { device, isOffice } = this.#desk;
		const verdict = {
			unit,
			kind: 'review',
			register: 'verdict',
			record: undefined,
			set: {},
			judgedBy: by,
			isOffice
		};

		return mayWrite(device.person, verdict);
	}

	/** Verified together with others by hand: what waits, not what asks to be reopened, and no conflict. */
	mayPick(entry: Entry): boolean {
		return entry.value.request === undefined && this.cautionOf(entry) !== 'conflicts' && this.mayReview(entry);
	}

	/** What "all" takes: nothing that anything speaks against. */
	readonly plain: Entry[] = $derived.by(() =>
		this.shown.filter((entry) => this.mayPick(entry) && this.cautionOf(entry) === null)
	);
}
