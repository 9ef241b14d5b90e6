import { error } from '@sveltejs/kit';

export const prerender = false;

/** Vite writes the condition into the code before it bundles, so a production build carries no gallery; `dev` of
 *  $app/environment is known too late for that. */
export async function load() {
	if (import.meta.env.DEV) return { Gallery: (await import('./Gallery.svelte')).default };

	error(404);
}
