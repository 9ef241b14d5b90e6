import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';

export const prerender = false;

/** Loaded here rather than imported by the page, so that a production build carries none of it. */
export async function load() {
	if (dev) return { Gallery: (await import('./Gallery.svelte')).default };

	error(404);
}
