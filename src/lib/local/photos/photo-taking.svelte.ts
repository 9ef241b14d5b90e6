import { findPlace, isPlaceAllowed } from '../place/find-place.ts';
import { LiveQuery } from '../live-query.svelte.ts';
import type { PhotoRow } from './photo-database.ts';
import type { Photos, TakeRefusal } from './photos.ts';

/** What a device is to a form with photos. */
interface TakingPlace {
	photos: Photos;
	newId(): string;
	nowMs(): number;
	nowInstant(): string;
}

interface FormPhotos {
	unitId: string;
	draftKey: string;
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
	readonly #place: TakingPlace;
	readonly #form: FormPhotos;
	readonly #query = $derived.by(() => {
		const ids = [...this.#form.read()];
		return new LiveQuery(() => this.#place.photos.store.getMany(ids));
	});

	constructor(place: TakingPlace, form: FormPhotos) {
		this.#place = place;
		this.#form = form;
	}

	get rows(): PhotoRow[] {
		return this.#query.current ?? [];
	}

	async take(files: readonly Blob[]): Promise<void> {
		this.refusal = null;
		this.busy += files.length;
		for (const file of files) {
			try {
				await this.#takeOne(file);
			} finally {
				this.busy -= 1;
			}
		}
	}

	async #takeOne(file: Blob): Promise<void> {
		const { photos } = this.#place;
		const id = this.#place.newId();
		const { unitId, draftKey } = this.#form;
		// The draft names it first: a photo on disk that no form knows of would be lost to the person.
		this.#form.write([...this.#form.read(), id]);
		const now = { takenAt: this.#place.nowInstant(), takenAtMs: this.#place.nowMs() };
		try {
			const taken = await photos.take(file, { id, unitId, draftKey, ...now });
			if (taken.ok) void this.#findPlaceOf(id).catch(reportError);
			else this.#refuse(id, taken.refusal.kind);
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

	/** Before it was saved: it is gone without a trace. */
	async remove(id: string): Promise<void> {
		this.#drop(id);
		await this.#place.photos.store.remove(id);
	}

	async caption(id: string, caption: string): Promise<void> {
		await this.#place.photos.store.note(id, { caption });
	}
}
