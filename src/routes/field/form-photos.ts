import type { FormDraft } from '#lib/local/forms/form-draft.svelte.ts';

/** A form's fields with the ids of the photos taken in it. */
export type WithPhotos<T> = T & { photos: string[] };

/** Where the photos of such a form are kept: in its draft. */
export const photosIn = (unitId: string, form: { draft: FormDraft; typed: { photos: string[] } }) => ({
	unitId,
	draft: form.draft,
	read: () => form.typed.photos,
	write: (ids: string[]) => (form.typed.photos = ids)
});
