import type { SecondPlace, UnsentCopy } from './second-place.ts';

/** No name of workbox's, which tidies up its own caches only. */
const CACHE = 've-dich-unsent';

/** The browser's cache storage, in which the worker keeps the program too. Undefined where the browser has none: outside a
 *  secure connection. */
export function cachePlace(personId: string): SecondPlace | undefined {
	if (!('caches' in globalThis)) return undefined;
	const folder = `/unsent/${encodeURIComponent(personId)}`;
	const addressOf = (part: string): string => `${folder}/${part}`;
	/** Earlier versions kept all of the copy at the folder's own address: a part without a name. */
	const partAt = (address: string): string | undefined => {
		const { pathname } = new URL(address);
		if (pathname === folder) return '';
		return pathname.startsWith(`${folder}/`) ? pathname.slice(folder.length + 1) : undefined;
	};

	return {
		async read() {
			const cache = await caches.open(CACHE);
			const requests = (await cache.keys()).filter(({ url }) => partAt(url) !== undefined);
			const kept = await Promise.all(requests.map(async (request) => (await cache.match(request))?.json()));
			const copies = kept.filter((copy): copy is UnsentCopy => copy !== undefined);
			if (copies.length === 0) return undefined;

			return {
				changes: copies.flatMap(({ changes }) => changes),
				attention: copies.flatMap(({ attention }) => attention)
			};
		},
		async parts() {
			const requests = await (await caches.open(CACHE)).keys();
			return requests.flatMap(({ url }) => partAt(url) ?? []);
		},
		async write(part, copy) {
			await (await caches.open(CACHE)).put(addressOf(part), Response.json(copy));
		},
		async remove(part) {
			await (await caches.open(CACHE)).delete(part === '' ? folder : addressOf(part));
		}
	};
}
