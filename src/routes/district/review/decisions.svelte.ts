import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
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

		return this.#decide(title, edits, () => entries.map(({ value }) => reopenValue(value, this.newReview())));
	}

	/** `edit` is the return as it was filled in. */
	giveBack(entry: Entry, edit: RecordEdit, draftKey: string): Promise<boolean> {
		const title = m.review_done_returned({ what: whatOf(entry) });

		return this.#decide(title, [edit], () => [reopenValue(entry.value, this.newReview())], draftKey);
	}

	/** A request is answered with it. */
	reopen(entry: Entry): Promise<boolean> {
		const { value } = entry;
		const edits = [reopenValue(value, this.newReview())];
		if (value.request) edits.push(closeRequest(value.request, { on: this.#desk.today }));

		return this.#decide(m.review_done_reopened({ what: whatOf(entry) }), edits);
	}

	/** The value stays verified. */
	keep(entry: Entry, note: string): Promise<boolean> {
		const { request } = entry.value;
		if (!request) return Promise.resolve(false);

		const edits = [closeRequest(request, { on: this.#desk.today, note })];
		return this.#decide(m.review_done_kept({ what: whatOf(entry) }), edits);
	}

	async #decide(
		title: string,
		edits: readonly RecordEdit[],
		takeBack?: () => RecordEdit[],
		draftKey?: string
	): Promise<boolean> {
		const { device } = this.#desk;
		const id = edits[0]!.recordId;
		this.title = title;
		this.said = undefined;
		await this.tick.turn(id, () => device.save(edits, draftKey), takeBack && (() => device.save(takeBack())));
		const isSaved = this.tick.failed !== id;
		if (isSaved && !takeBack) this.said = title;
		return isSaved;
	}
}

const whatOf = ({ commune, value }: Entry): string =>
	m.review_what({ indicator: shortName(value), commune: commune.unit.name });
