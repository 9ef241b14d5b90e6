import type { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore, Meta } from '../store/device-store.ts';
import type { Draft } from '../store/draft.ts';
import { dropDraft } from './drafts.ts';
import { keepInEither, readLatestDraft, secondPlace, type SecondDraftPlace } from './second-place.ts';

/** What a device is to a draft. */
export interface DraftPlace {
	db: DeviceDatabase;
	store: DeviceStore;
	person: { id: string };
}

/** What a form gives to be kept. */
export type DraftContent = Pick<Draft, 'value' | 'seen' | 'recordId' | 'isAside'>;

/** What a form holds, on disk after every change until it is saved or dropped. */
export class FormDraft {
	readonly key: string;
	/** The form as it was left; undefined for one that is opened anew. */
	readonly kept: Draft | undefined;
	/** The device's own id in the stamps of what it writes; undefined before its first sign-in. */
	readonly deviceId: string | undefined;
	/** When it last reached the disk; null while nothing was changed. */
	keptAtMs: number | null = $state(null);
	/** Another tab has the same form open: this one does not write. */
	elsewhere = $state(false);
	/** The device's store did not take the draft; it lies in the browser's second store. */
	inSecondPlace = $state(false);

	readonly #place: DraftPlace;
	readonly #second: SecondDraftPlace;
	#latestMs: number;
	#next: DraftContent | undefined;
	#writing: Promise<void> | undefined;
	#isHeld = false;
	#isClosed = false;
	#release: (() => void) | undefined;

	private constructor(place: DraftPlace, key: string, kept: Draft | undefined, deviceId: string | undefined) {
		this.#place = place;
		this.#second = secondPlace(place.person.id, key);
		this.key = key;
		this.kept = kept;
		this.deviceId = deviceId;
		this.keptAtMs = kept?.changedAtMs ?? null;
		this.#latestMs = kept?.changedAtMs ?? 0;
	}

	static async open(place: DraftPlace, key: string): Promise<FormDraft> {
		const [kept, clock] = await Promise.all([
			readLatestDraft(place.db, key, secondPlace(place.person.id, key)),
			place.db.meta.get('clock')
		]);
		const { device } = (clock?.value as Meta['clock'] | undefined) ?? {};
		const draft = new FormDraft(place, key, kept, device);
		draft.elsewhere = !(await draft.#claim());
		return draft;
	}

	/** The refused item that the form corrects. */
	get attentionId(): string | undefined {
		return this.kept?.attentionId;
	}

	get isWriting(): boolean {
		return this.#writing !== undefined;
	}

	/** Writes as soon as what is being written is on disk; of what comes meanwhile only the latest. */
	keep(content: DraftContent): void {
		if (this.elsewhere || this.#isClosed) return;
		this.#next = content;
		this.#writeOn();
	}

	/** The page may be gone before the disk answers: what is not on it yet lies in the second place as well. */
	keepAtOnce(content: DraftContent): void {
		if (!this.elsewhere && !this.#isClosed) this.#second.keep(this.#draftOf(content));
	}

	/** Resolves when what was typed so far is on disk. */
	async settled(): Promise<void> {
		await this.#writing;
	}

	/** While the form is being saved nothing is written, or it would outlive its save. */
	async hold(): Promise<void> {
		this.#isHeld = true;
		await this.#writing;
	}

	/** The save has failed: what was typed is a draft again. */
	release(): void {
		this.#isHeld = false;
		this.#writeOn();
	}

	/** The saved edits have taken the draft along; what is typed from now on belongs to a new one. */
	close(): void {
		this.#isClosed = true;
		this.#next = undefined;
		this.#second.drop();
		this.leave();
	}

	/** Another tab may have the form. */
	leave(): void {
		this.#release?.();
	}

	/** Throws away what was typed, on a person's word. */
	async drop(): Promise<void> {
		this.close();
		await this.#writing;
		await dropDraft(this.#place.store, this.key);
	}

	#writeOn(): void {
		if (this.#isHeld || this.#next === undefined) return;
		this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
	}

	async #write(): Promise<void> {
		while (this.#next !== undefined && !this.#isHeld) {
			const draft = this.#draftOf(this.#next);
			this.#next = undefined;
			const { refusedBecause } = await keepInEither(this.#place.store, draft, this.#second);
			this.inSecondPlace = refusedBecause !== undefined;
			if (this.inSecondPlace) reportError(refusedBecause);
			this.keptAtMs = draft.changedAtMs;
		}
	}

	/** Later than what was kept before, whatever the clock says meanwhile: the later one is the one that is read. */
	#draftOf(content: DraftContent): Draft {
		this.#latestMs = Math.max(Date.now(), this.#latestMs + 1);
		const { key, attentionId } = this;
		return { ...content, key, changedAtMs: this.#latestMs, ...(attentionId && { attentionId }) };
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
