import type { SecondPlace, UnsentCopy } from './second-place.ts';

/** No name of workbox's, which tidies up its own caches only. */
const CACHE = 've-dich-unsent';

/** The browser's cache storage, in which the worker keeps the program too. Undefined where the browser has none: outside a
 *  secure connection. */
export function cachePlace(
	personId: string,
	storage: CacheStorage | undefined = globalThis.caches
): SecondPlace | undefined {
	if (!storage) return undefined;
	const folder = `/unsent/${encodeURIComponent(personId)}`;
	const addressOf = (part: string): string => (part === '' ? folder : `${folder}/${part}`);
	/** Earlier versions kept all of the copy at the folder's own address: a part without a name. */
	const partAt = (address: string): string | undefined => {
		const { pathname } = new URL(address);
		if (pathname === folder) return '';
		return pathname.startsWith(`${folder}/`) ? pathname.slice(folder.length + 1) : undefined;
	};

	return {
		async read() {
			const cache = await storage.open(CACHE);
			const parts = new Map<string, UnsentCopy>();
			for (const request of await cache.keys()) {
				const part = partAt(request.url);
				if (part === undefined) continue;
				try {
					const kept = await cache.match(request);
					if (kept) parts.set(part, asCopy(await kept.json()));
				} catch (cause) {
					reportError(cause);
				}
			}
			return parts;
		},
		async write(part, copy) {
			await (await storage.open(CACHE)).put(addressOf(part), Response.json(copy));
		},
		async remove(part) {
			await (await storage.open(CACHE)).delete(addressOf(part));
		}
	};
}

function asCopy(kept: unknown): UnsentCopy {
	const { changes, attention } = kept as Partial<UnsentCopy>;
	if (!Array.isArray(changes) || !Array.isArray(attention)) throw new TypeError('a part of the copy is none');
	return { changes, attention };
}
