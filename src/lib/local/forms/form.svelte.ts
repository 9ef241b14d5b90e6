import { untrack } from 'svelte';
import type { RegisterValue } from '#lib/domain/changes/change.ts';
import { parseReading } from '#lib/domain/changes/clock.ts';
import { asSeen, isOf, seenOf, type RecordEdit, type Seen, type SeenEdit } from '#lib/domain/records/record-edit.ts';
import { failureOf, type SaveFailure } from '../outbox/edit-refused.ts';
import type { Origin } from '../outbox/save-edits.ts';
import type { DraftContent, FormDraft } from './form-draft.svelte.ts';
import { fieldsIn, follow, isSame, type Followed, type Standing } from './follow.ts';
import type { FormSource } from './form-source.ts';
import { firstState } from './form-state.ts';

/** What a device is to a form. */
interface FormDevice {
	readonly person: { id: string };
	readonly reference: { people: readonly { id: string; name: string }[] };
	newId(): string;
	save(edits: readonly SeenEdit[], origin: Origin): Promise<unknown>;
}

/** A value that somebody else wrote while the form was open. */
export interface Arrival {
	kind: string;
	register: string;
	value: RegisterValue;
	/** The change that wrote it. */
	change: string;
	/** Who wrote it, and when. */
	name: string;
	/** The person who writes here, on another device. */
	isSelf: boolean;
	atMs: number;
}

/** A form from the first letter typed to the disk: its draft, what it was made from, what arrives meanwhile, and its save.
 *  Made while the form's component starts. */
export class Form<T extends object> {
	readonly draft: FormDraft;
	/** Of the record that is edited, or that saving makes: the same at every try. */
	readonly recordId: string;
	/** The fields as typed. */
	typed: T = $state()!;
	/** The fields as they stand: what does not differ is nobody's change. */
	shown: T = $state.raw()!;
	/** Whether saving was tried: then what is missing is said too. */
	tried = $state(false);
	/** Why the last try to save came to nothing. */
	failure: SaveFailure | null = $state(null);
	/** A save is under way. */
	isBusy = $state(false);
	/** Closed by hand: the sheet does not come back by itself. */
	isAside = $state(false);
	/** What others wrote while the form was open, where nothing was typed: the form shows it. */
	news: Arrival[] = $state.raw([]);
	readonly #device: FormDevice;
	readonly #source: FormSource<T>;
	/** The changes that `shown` was read from. */
	#seen: Seen = $state.raw({});
	#known: string;
	#isDone = false;

	readonly isChanged: boolean = $derived.by(() => !isSame(this.typed, this.shown));

	readonly #followed: Followed<T> = $derived.by(() => {
		const { typed, shown } = this;
		const now = this.#source.first(typed);
		const record = this.#source.record(typed);
		const { registers } = this.#source;
		return follow({ registers, typed, shown, seen: this.#seen, now, record, deviceId: this.draft.deviceId });
	});

	/** Values of others that wait for a choice; until it is made nothing is saved. */
	readonly rivals: Arrival[] = $derived.by(() => this.#followed.rivals.map((one) => this.#tellOf(one)));

	constructor(device: FormDevice, draft: FormDraft, source: FormSource<T>) {
		this.#device = device;
		this.#source = source;
		this.draft = draft;
		const { typed, shown, seen, recordId, isAside } = firstState(draft.kept, source);
		this.typed = typed;
		this.shown = shown;
		this.#seen = seen;
		this.isAside = isAside;
		this.recordId = source.record(typed)?.id ?? recordId ?? device.newId();
		this.#known = JSON.stringify(this.#content());
		// A sheet that was put aside counts as open again.
		this.isAside = false;

		$effect(() => {
			const followed = this.#followed;
			if (!this.isBusy) untrack(() => this.#follow(followed));
		});
		$effect(() => this.#keep());
		$effect(() => untrack(() => this.#watchPage()));
	}

	/** Whether more than the photos changed. */
	get isTyped(): boolean {
		return !isSame({ ...this.typed, photos: null }, { ...this.shown, photos: null });
	}

	/** When what was typed last reached the disk; null while nothing is typed. */
	get keptAtMs(): number | null {
		return this.isChanged ? this.draft.keptAtMs : null;
	}

	get inSecondPlace(): boolean {
		return this.draft.inSecondPlace;
	}

	/** Another tab has the form. */
	get elsewhere(): boolean {
		return this.draft.elsewhere;
	}

	/** What is typed is to be saved in the place of what somebody else wrote. */
	keepMine(register: string): void {
		this.#settle(register, false);
	}

	/** What somebody else wrote stands in the form; what was typed in that register goes. */
	takeTheirs(register: string): void {
		this.#settle(register, true);
	}

	/** The form is about another record from now on, and begins with what stands there. */
	startOver(typed: T): void {
		this.typed = typed;
		this.shown = structuredClone(this.#source.first($state.snapshot(typed) as T));
		this.#seen = seenOf(this.#source.record(typed));
		this.news = [];
	}

	/** Throws away what was typed, on a person's word; first what lies beside it, such as photos. True once it is gone. */
	async discard(first: () => Promise<void> = () => Promise.resolve()): Promise<boolean> {
		return this.#finish(async () => {
			await first();
			await this.draft.drop();
		});
	}

	/** True once the edits are on disk; false also while another save is under way. A failure leaves the draft and is said. */
	async save(edits: () => readonly RecordEdit[] | Promise<readonly RecordEdit[]>): Promise<boolean> {
		if (this.elsewhere || this.rivals.length > 0) return false;
		return this.#finish(async () => {
			await this.draft.hold();
			try {
				// What is saved goes into the database, which takes no proxies.
				const made = $state.snapshot(await edits()) as RecordEdit[];
				const { key: draftKey, attentionId } = this.draft;
				await this.#device.save(
					made.map((edit) => this.#withSeen(edit)),
					{ draftKey, attentionId }
				);
				this.draft.close();
			} finally {
				this.draft.release();
			}
		});
	}

	/** Closes the form by hand: what was typed is kept without asking, an untouched form leaves nothing behind. */
	async putAside(): Promise<void> {
		this.isAside = true;
		this.#keep();
		await this.draft.settled();
		await this.#leave();
	}

	async #finish(work: () => Promise<void>): Promise<boolean> {
		if (this.isBusy || this.#isDone) return false;
		this.isBusy = true;
		this.failure = null;
		try {
			await work();
			this.#isDone = true;
			return true;
		} catch (cause) {
			this.failure = failureOf(cause);
			if (this.failure !== 'not-received') reportError(cause);
			return false;
		} finally {
			this.isBusy = false;
		}
	}

	#withSeen(edit: RecordEdit | SeenEdit): SeenEdit {
		if ('seen' in edit) return edit;
		const own = this.#source.record(this.typed);
		if (edit.recordId === (own?.id ?? this.recordId)) return { ...edit, seen: this.#seen };

		return asSeen(
			edit,
			this.#source.others?.().find((record) => record !== undefined && isOf(record, edit))
		);
	}

	#follow({ stale, followed, told }: Followed<T>): void {
		if (this.#isDone) return;
		const now = this.#source.first(this.typed);
		for (const field of stale) this.#refresh(field, now, isSame(this.typed[field], this.shown[field]));
		if (followed.length > 0) this.#see(followed.map(({ register, standing }) => [register, standing.change]));
		if (told.length === 0) return;
		const earlier = this.news.filter(({ register }) => !told.some((one) => one.register === register));
		this.news = [...earlier, ...told.map((one) => this.#tellOf(one))];
	}

	#settle(register: string, isTheirs: boolean): void {
		const rival = this.rivals.find((one) => one.register === register);
		if (!rival) return;
		const now = this.#source.first(this.typed);
		for (const field of fieldsIn(this.#source.registers, register)) this.#refresh(field, now, isTheirs);
		this.#see([[register, rival.change]]);
	}

	#refresh(field: keyof T, now: T, isTaken: boolean): void {
		if (isTaken) this.typed[field] = structuredClone(now[field]);
		this.shown = { ...this.shown, [field]: structuredClone(now[field]) };
	}

	#see(changes: readonly (readonly [register: string, change: string])[]): void {
		this.#seen = { ...this.#seen, ...Object.fromEntries(changes) };
	}

	#tellOf({ kind, register, standing }: Standing): Arrival {
		const { value, change, by, stamp } = standing;
		const name = this.#device.reference.people.find(({ id }) => id === by)?.name ?? by;
		const isSelf = by === this.#device.person.id;

		return { kind, register, value, change, name, isSelf, atMs: parseReading(stamp).ms };
	}

	#content(): DraftContent {
		const { typed, shown, recordId, isAside } = this;
		return { value: { typed, shown }, seen: this.#seen, recordId, ...(isAside && { isAside }) };
	}

	/** To the disk after every change. A form in which nothing is typed leaves nothing there. */
	#keep(): void {
		const text = JSON.stringify(this.#content());
		if (text === this.#known || this.#isDone) return;
		if (!this.isChanged && this.draft.keptAtMs === null) return;
		this.#known = text;
		this.draft.keep(JSON.parse(text) as DraftContent);
	}

	/** Returns what is to be done when the form goes. */
	#watchPage(): () => void {
		const keepAtOnce = () => {
			const text = JSON.stringify(this.#content());
			const isOnDisk = text === this.#known && !this.draft.isWriting;
			if (!this.#isDone && this.isChanged && !isOnDisk) this.draft.keepAtOnce(JSON.parse(text) as DraftContent);
		};
		const onHidden = () => document.visibilityState === 'hidden' && keepAtOnce();
		window.addEventListener('pagehide', keepAtOnce);
		document.addEventListener('visibilitychange', onHidden);

		return () => {
			window.removeEventListener('pagehide', keepAtOnce);
			document.removeEventListener('visibilitychange', onHidden);
			void this.#leave();
		};
	}

	/** What was typed and taken back again is no draft. */
	async #leave(): Promise<void> {
		if (this.#isDone) return;
		if (this.isChanged || this.elsewhere || this.draft.keptAtMs === null) return this.draft.leave();
		this.#isDone = true;
		await this.draft.drop();
	}
}
