import { asSeen, asSeenIn, type RecordEdit, type SeenEdit } from '#lib/domain/records/record-edit.ts';
import { closeRequest } from '#lib/domain/review/reopen-request.ts';
import { reopenValue, verifyValue } from '#lib/domain/review/review-edits.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { shortName } from '#lib/ui/review/review-words.ts';
import { UndoableTick } from '#lib/ui/task/undoable-tick.svelte.ts';
import type { Desk } from '../desk-context.svelte.ts';
import type { Entry } from './review-desk.svelte.ts';

/** What the office decides, each value by a review of its own, and the way back for a while: a review is never unwritten,
 *  it is followed by one that reopens. */
export class Decisions {
	readonly tick = new UndoableTick();
	/** What was done last and can be taken back for a while. */
	title = $state('');
	/** What was done last and is not taken back by a button here. */
	said: string | undefined = $state();
	readonly #desk: Desk;
	/** Keys of the values that are being decided: a second tap decides nothing twice. */
	#underWay: readonly string[] = [];

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	newReview() {
		const { device, today } = this.#desk;
		return { reviewId: device.newId(), on: today };
	}

	/** All of them resolve to true once it is on disk. */
	verify(entries: readonly Entry[]): Promise<boolean> {
		const [first] = entries;
		if (!first) return Promise.resolve(false);
		const title =
			entries.length === 1
				? m.review_done_verified({ what: whatOf(first) })
				: m.review_done_verified_many({ n: entries.length });
		const edits = entries.map(({ value }) => verifyValue(value, this.newReview()));

		return this.#decide(entries, { title, save: () => this.#save(asSeenIn(edits, [])) }, () =>
			entries.map(({ value }) => reopenValue(value, this.newReview()))
		);
	}

	/** `save` is what the form of the return does. */
	giveBack(entry: Entry, save: () => Promise<boolean>): Promise<boolean> {
		const title = m.review_done_returned({ what: whatOf(entry) });

		return this.#decide([entry], { title, save }, () => [reopenValue(entry.value, this.newReview())]);
	}

	/** A request is answered with it. */
	reopen(entry: Entry): Promise<boolean> {
		const { value } = entry;
		const edits = [asSeen(reopenValue(value, this.newReview()), undefined)];
		if (value.request)
			edits.push(asSeen(closeRequest(value.request, { on: this.#desk.today }), value.request.task));

		const title = m.review_done_reopened({ what: whatOf(entry) });
		return this.#decide([entry], { title, save: () => this.#save(edits) });
	}

	/** The value stays verified. `save` is what the form of the answer does. */
	keep(entry: Entry, save: () => Promise<boolean>): Promise<boolean> {
		return this.#decide([entry], { title: m.review_done_kept({ what: whatOf(entry) }), save });
	}

	#save(edits: readonly SeenEdit[]): Promise<unknown> {
		return this.#desk.device.save(edits);
	}

	async #decide(
		entries: readonly Entry[],
		{ title, save }: { title: string; save: () => Promise<unknown> },
		takeBack?: () => RecordEdit[]
	): Promise<boolean> {
		const keys = entries.map(({ value }) => value.key);
		if (keys.some((key) => this.#underWay.includes(key))) return false;
		this.#underWay = [...this.#underWay, ...keys];
		const id = keys[0]!;
		this.title = title;
		this.said = undefined;
		await this.tick.turn(id, save, takeBack && (() => this.#save(asSeenIn(takeBack(), []))));
		this.#underWay = this.#underWay.filter((key) => !keys.includes(key));

		const isSaved = this.tick.failed !== id;
		if (isSaved && !takeBack) this.said = title;
		return isSaved;
	}
}

const whatOf = ({ commune, value }: Entry): string =>
	m.review_what({ indicator: shortName(value), commune: commune.unit.name });
