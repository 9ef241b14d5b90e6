import { SvelteSet } from 'svelte/reactivity';
import { mayWrite } from '#lib/domain/access/access.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import { judgedValues, type JudgedValue } from '#lib/domain/review/judged-values.ts';
import { byAge, reviewQueue } from '#lib/domain/review/review-queue.ts';
import type { Desk, DeskCommune } from '../desk-context.svelte.ts';

/** A value with the commune it is of. */
export interface Entry {
	commune: DeskCommune;
	value: JudgedValue;
}

/** The queue of all communes, what of it is shown, and what is picked. */
export class ReviewDesk {
	readonly #desk: Desk;
	/** Empty for all. */
	commune: string = $state('');
	criterion: number | null = $state(null);
	readonly picked = new SvelteSet<string>();

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	readonly #of = $derived.by(() => {
		const { set, reference, today } = this.#desk;
		return { set: set.id, isOffice: officeOf(reference), today };
	});

	/** Only communes in which something waits are read; undefined until all of these are there. */
	readonly queue: Entry[] | undefined = $derived.by(() => {
		const { communes } = this.#desk;
		if (communes.some(({ figures }) => figures === undefined)) return undefined;
		const busy = communes.filter(({ figures }) => (figures?.waitingReviews ?? 0) > 0);
		if (busy.some(({ records }) => records === undefined)) return undefined;

		return busy
			.flatMap((commune) => reviewQueue(commune.records ?? [], this.#of).map((value) => ({ commune, value })))
			.sort((a, b) => byAge(a.value, b.value));
	});

	readonly shown: Entry[] = $derived.by(() =>
		(this.queue ?? []).filter(
			({ commune, value }) =>
				(this.commune === '' || commune.unit.id === this.commune) &&
				(this.criterion === null || value.criterion === this.criterion)
		)
	);

	/** Picked and still there to be judged. */
	readonly pickedEntries: Entry[] = $derived.by(() => this.shown.filter(({ value }) => this.picked.has(value.key)));

	/** One value, whether it waits or not: a task or a notice may lead to it. */
	find(key: string): Entry | undefined {
		const waiting = this.queue?.find(({ value }) => value.key === key);
		if (waiting) return waiting;

		const commune = this.#desk.communeOf(key.split('/')[0] ?? '');
		const value = judgedValues(commune?.records ?? [], this.#of).find((one) => one.key === key);
		return commune && value && { commune, value };
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

	/** Verified at one stroke with others: what waits, not what asks to be reopened. */
	mayPick(entry: Entry): boolean {
		return entry.value.request === undefined && this.mayReview(entry);
	}
}
