import { onDestroy, onMount, untrack } from 'svelte';
import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import type { Device } from '#lib/local/device.svelte.ts';
import { FormDraft } from '#lib/local/drafts/form-draft.svelte.ts';
import { getOpenForms } from '#lib/ui/app/open-form.svelte.ts';

/** A form as typed, and as it was shown at first: what does not differ is nobody's change. */
type Edited<T> = { typed: T; shown: T };

export type EditedDraft<T> = FormDraft<Edited<T>>;

/** A form's fields with the ids of the photos taken in it. */
export type WithPhotos<T> = T & { photos: string[] };

/** The form as it was left, or with its first values. */
export async function openForm<T extends object>(device: Device, key: string, first: T): Promise<EditedDraft<T>> {
	const draft = await FormDraft.open<Edited<T>>(device, key, {
		typed: first,
		shown: structuredClone(first)
	});
	// A draft of an earlier version may lack fields of this one.
	const { typed, shown } = draft.value;
	draft.value = { typed: { ...first, ...typed }, shown: { ...first, ...shown } };

	return draft;
}

/** A form with its draft, from the first letter typed to the disk. Made while the form's component starts. */
export class EditedForm<T extends object> {
	readonly draft: EditedDraft<T>;
	/** Whether saving was tried: then what is missing is said too. */
	tried = $state(false);
	/** The device did not take it. */
	hasFailed = $state(false);
	readonly #device: Device;
	#isBusy = false;
	#isSaved = false;

	readonly isChanged: boolean = $derived.by(() => {
		const { typed, shown } = this.draft.value;
		return !isSame(typed, shown);
	});

	/** `current` says what the form would start with now: fields in which nothing is typed follow what arrives. */
	constructor(device: Device, draft: EditedDraft<T>, current: () => T) {
		this.#device = device;
		this.draft = draft;
		draft.autosave();
		$effect(() => {
			const now = current();
			untrack(() => this.#follow(now));
		});

		const forms = getOpenForms();
		onMount(() => forms.open());
		// What was typed and taken back again is no draft.
		onDestroy(() => {
			if (!this.isChanged && !this.#isSaved && draft.keptAtMs !== null) void draft.drop();
		});
	}

	/** Whether more than the photos changed. */
	get isTyped(): boolean {
		const { typed, shown } = this.draft.value;

		return !isSame({ ...typed, photos: null }, { ...shown, photos: null });
	}

	/** When what was typed last reached the disk; null while nothing is typed. */
	get keptAtMs(): number | null {
		return this.isChanged ? this.draft.keptAtMs : null;
	}

	get typed(): T {
		return this.draft.value.typed;
	}

	set typed(typed: T) {
		this.draft.value.typed = typed;
	}

	get shown(): T {
		return this.draft.value.shown;
	}

	/** Field by field: what is typed stays, what is not shows what stands now. */
	#follow(now: T): void {
		if (this.#isSaved) return;
		const { typed, shown } = this.draft.value;
		const fields = (Object.keys(now) as (keyof T)[]).filter(
			(field) => isSame(typed[field], shown[field]) && !isSame(now[field], shown[field])
		);
		if (fields.length === 0) return;

		const fresh = () =>
			Object.fromEntries(fields.map((field) => [field, structuredClone(now[field])])) as Partial<T>;
		this.draft.value = { typed: { ...typed, ...fresh() }, shown: { ...shown, ...fresh() } };
	}

	/** Throws away what was typed, on a person's word; first what lies beside it, such as photos. True once it is gone. */
	async discard(first: () => Promise<void>): Promise<boolean> {
		this.hasFailed = false;
		try {
			await first();
			await this.draft.drop();
			this.#isSaved = true;
			return true;
		} catch (cause) {
			this.hasFailed = true;
			reportError(cause);
			return false;
		}
	}

	/** True once the edits are on disk. A failure leaves the draft and is said. */
	async save(edits: readonly RecordEdit[]): Promise<boolean> {
		if (this.#isBusy) return false;
		this.#isBusy = true;
		this.hasFailed = false;

		try {
			await this.draft.settled();
			await this.#device.save(edits, this.draft.key, this.draft.attentionId);
			this.#isSaved = true;
			this.draft.close();
			return true;
		} catch (cause) {
			this.hasFailed = true;
			reportError(cause);
			return false;
		} finally {
			this.#isBusy = false;
		}
	}
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Where the photos of such a form are kept: in its draft. */
export const photosIn = (unitId: string, { draft }: { draft: EditedDraft<WithPhotos<object>> }) => ({
	unitId,
	draft,
	read: () => draft.value.typed.photos,
	write: (ids: string[]) => (draft.value.typed.photos = ids)
});
