import type { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore } from '../store/device-store.ts';
import type { Draft } from '../store/draft.ts';
import { dropDraft } from './drafts.ts';
import { keepInEither, readLatestDraft, secondPlace, type SecondDraftPlace } from './second-place.ts';

/** What a device is to a form. */
interface DraftPlace {
	db: DeviceDatabase;
	store: DeviceStore;
	person: { id: string };
}

type Fields = { [field: string]: unknown };

interface Kept<T> {
	value: T;
	keptAtMs: number | null;
	attentionId: string | undefined;
}

/** A form's fields, on disk after every change until they are saved or dropped. */
export class FormDraft<T extends Fields> {
	readonly key: string;
	/** The fields, as typed. */
	value: T = $state()!;
	/** When they last reached the disk; null while nothing was changed. */
	keptAtMs: number | null = $state(null);
	/** Another tab has the same form open: this one does not write. */
	elsewhere = $state(false);
	/** The device's store did not take the draft; it lies in the browser's second store. */
	inSecondPlace = $state(false);
	/** The refused item that the form corrects. */
	readonly attentionId: string | undefined;

	readonly #place: DraftPlace;
	readonly #second: SecondDraftPlace;
	#known: string;
	#next: string | undefined;
	#writing: Promise<void> | undefined;
	#closed = false;
	#release: (() => void) | undefined;

	private constructor(place: DraftPlace, key: string, { value, keptAtMs, attentionId }: Kept<T>) {
		this.#place = place;
		this.#second = secondPlace(place.person.id, key);
		this.key = key;
		this.value = value;
		this.keptAtMs = keptAtMs;
		this.attentionId = attentionId;
		this.#known = JSON.stringify(value);
	}

	/** The form as it was left, or with its first values. Fields that a later version added get their first values. */
	static async open<T extends Fields>(place: DraftPlace, key: string, first: T): Promise<FormDraft<T>> {
		const kept = await readLatestDraft(place.db, key, secondPlace(place.person.id, key));
		const draft = new FormDraft<T>(place, key, {
			value: { ...first, ...(kept?.value as T | undefined) },
			keptAtMs: kept?.changedAtMs ?? null,
			attentionId: kept?.attentionId
		});
		draft.elsewhere = !(await draft.#claim());
		return draft;
	}

	/** Call once while the form's component starts. */
	autosave(): void {
		$effect(() => {
			const text = JSON.stringify(this.value);
			if (text !== this.#known && !this.elsewhere && !this.#closed) this.#keep(text);
		});
		$effect(() => () => this.#release?.());
	}

	/** The saved edits have taken the draft along; what is typed from now on belongs to a new one. */
	close(): void {
		this.#closed = true;
		this.#next = undefined;
		this.#second.drop();
		this.#release?.();
	}

	/** Throws away what was typed, on a person's word. */
	async drop(): Promise<void> {
		this.close();
		await this.#writing;
		await dropDraft(this.#place.store, this.key);
	}

	get isWriting(): boolean {
		return this.#writing !== undefined;
	}

	/** Resolves when what was typed so far is on disk. */
	async settled(): Promise<void> {
		await this.#writing;
	}

	#keep(text: string): void {
		this.#known = text;
		this.#next = text;
		this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
	}

	/** While one write is under way, only the latest state waits for the next. */
	async #write(): Promise<void> {
		while (this.#next !== undefined) {
			const { key, attentionId } = this;
			const value = JSON.parse(this.#next) as Fields;
			// Later than what was kept before, whatever the clock says meanwhile: the later one is the one that is read.
			const changedAtMs = Math.max(Date.now(), (this.keptAtMs ?? 0) + 1);
			const draft: Draft = { key, value, changedAtMs, ...(attentionId && { attentionId }) };
			this.#next = undefined;
			const { refusedBecause } = await keepInEither(this.#place.store, draft, this.#second);
			this.inSecondPlace = refusedBecause !== undefined;
			if (this.inSecondPlace) reportError(refusedBecause);
			this.keptAtMs = draft.changedAtMs;
		}
	}

	/** One tab at a time writes a form; where the browser cannot tell, this one does. */
	#claim(): Promise<boolean> {
		const { locks } = navigator;
		if (!locks) return Promise.resolve(true);

		return new Promise((resolve) => {
			void locks.request(`ve-dich:form:${this.#place.person.id}:${this.key}`, { ifAvailable: true }, (lock) => {
				resolve(lock !== null);
				return lock === null ? undefined : new Promise<void>((release) => (this.#release = release));
			});
		});
	}
}
