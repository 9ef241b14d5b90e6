import type { SecondPlace, UnsentCopy } from './second-place.ts';

/** No name of workbox's, which tidies up its own caches only. */
const CACHE = 've-dich-unsent';

/** The browser's cache storage, in which the worker keeps the program too. Undefined where the browser has none: outside a
 *  secure connection. */
export function cachePlace(personId: string): SecondPlace | undefined {
	if (!('caches' in globalThis)) return undefined;
	const address = `/unsent/${encodeURIComponent(personId)}`;

	return {
		async read() {
			const kept = await (await caches.open(CACHE)).match(address);
			return kept && ((await kept.json()) as UnsentCopy);
		},
		async write(copy) {
			await (await caches.open(CACHE)).put(address, Response.json(copy));
		}
	};
}
