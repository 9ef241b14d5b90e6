import { recordPhotos } from '#lib/domain/photos/photo-edits.ts';
import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import type { FormDraft } from '../forms/form-draft.svelte.ts';
import { isPlaceAllowed, findPlace } from '../place/find-place.ts';
import { LiveQuery } from '../live-query.svelte.ts';
import { forgetCamera, noteCamera } from './camera-note.ts';
import type { PhotoRow } from './photo-database.ts';
import type { PhotoRoom, Photos, TakeRefusal } from './photos.ts';

/** What a device is to a form with photos. */
interface TakingPlace {
	photos: Photos;
	person: { id: string };
	newId(): string;
	nowMs(): number;
	nowInstant(): string;
}

interface FormPhotos {
	unitId: string;
	draft: Pick<FormDraft, 'key' | 'isWriting' | 'settled'>;
	/** As the form's draft keeps them. */
	read(): string[];
	write(ids: string[]): void;
}

/** The photos of one form that is being filled in. */
export class PhotoTaking {
	/** How many are being made ready. */
	busy = $state(0);
	/** What became of the last ones that were not taken. */
	refusal: TakeRefusal['kind'] | 'failed' | null = $state(null);
	/** Undefined until the browser has told, or where it does not tell. */
	room: PhotoRoom | undefined = $state.raw();
	readonly #place: TakingPlace;
	readonly #form: FormPhotos;
	readonly #query = $derived.by(() => {
		const ids = [...this.#form.read()];
		return new LiveQuery(() => this.#place.photos.rows(ids));
	});

	constructor(place: TakingPlace, form: FormPhotos) {
		this.#place = place;
		this.#form = form;
		void this.#lookAtRoom();
	}

	get rows(): PhotoRow[] {
		return this.#query.current ?? [];
	}

	/** Before the camera or the gallery covers the page, which may not live to see it come back. Resolves when what was typed is
	 *  on disk; undefined when it is already. */
	leaveForCamera(href: string): Promise<void> | undefined {
		noteCamera(localStorage, { personId: this.#place.person.id, href, atMs: Date.now() });

		return this.#form.draft.isWriting ? this.#form.draft.settled() : undefined;
	}

	backFromCamera(): void {
		forgetCamera(localStorage);
	}

	/** From the camera, or chosen among the phone's pictures: those say themselves when they were taken, and nobody knows where. */
	async take(files: readonly Blob[], { isChosen }: { isChosen: boolean }): Promise<void> {
		this.backFromCamera();
		this.refusal = null;
		this.busy += files.length;
		for (const file of files) {
			try {
				await this.#takeOne(file, isChosen);
			} finally {
				this.busy -= 1;
			}
		}
		await this.#lookAtRoom();
	}

	async #takeOne(file: Blob, isChosen: boolean): Promise<void> {
		const { photos } = this.#place;
		const id = this.#place.newId();
		const { unitId, draft } = this.#form;
		// The draft names it first: a photo on disk that no form knows of would be lost to the person.
		this.#form.write([...this.#form.read(), id]);
		const now = { isChosen, takenAt: this.#place.nowInstant(), takenAtMs: this.#place.nowMs() };
		try {
			const taken = await photos.take(file, { id, unitId, draftKey: draft.key, ...now });
			if (!taken.ok) this.#refuse(id, taken.refusal.kind);
			else if (!isChosen) void this.#findPlaceOf(id).catch(reportError);
		} catch (cause) {
			this.#refuse(id, 'failed');
			reportError(cause);
		}
	}

	#refuse(id: string, why: NonNullable<PhotoTaking['refusal']>): void {
		this.refusal = why;
		this.#drop(id);
	}

	#drop(id: string): void {
		this.#form.write(this.#form.read().filter((other) => other !== id));
	}

	async #findPlaceOf(id: string): Promise<void> {
		if (!(await isPlaceAllowed(navigator.permissions))) return;
		const place = await findPlace(navigator.geolocation, () => this.#place.nowInstant());
		if (place.ok) await this.#place.photos.notePlace(id, place.value);
	}

	async #lookAtRoom(): Promise<void> {
		this.room = await this.#place.photos.room();
	}

	/** The photos' own records, to be saved with the one they were taken for. */
	async editsFor(of: { unitId: string; kind: string; id: string }): Promise<RecordEdit[]> {
		return recordPhotos(of, await this.#place.photos.told(this.#form.read()));
	}

	/** Before it was saved: it is gone without a trace. */
	async remove(id: string): Promise<void> {
		await this.#place.photos.store.remove(id);
		this.#drop(id);
	}

	/** With the draft that a person throws away. */
	async removeAll(): Promise<void> {
		for (const id of [...this.#form.read()]) await this.remove(id);
	}

	async caption(id: string, caption: string): Promise<void> {
		await this.#place.photos.store.note(id, { caption });
	}
}
