/** Thumbnails of other people's photos that were looked at once stay visible without network. Each person has a cache of their
 *  own, which goes when they sign out. */
export class SeenThumbs {
	readonly #name: string;
	#isPruned = false;

	constructor(personId: string) {
		this.#name = cacheName(personId);
	}

	/** From this device, else from the server. Undefined: neither has it now. */
	async get(photoId: string): Promise<Blob | undefined> {
		const address = `/api/photos/${photoId}?size=thumb`;
		const cache = 'caches' in globalThis ? await caches.open(this.#name) : undefined;
		const kept = await cache?.match(address);
		if (kept) return kept.blob();

		const answer = await ask(address);
		if (!answer?.ok || !answer.headers.get('content-type')?.startsWith('image/')) return undefined;
		const thumb = await answer.blob();
		if (cache) await this.#keep(cache, address, thumb);
		return thumb;
	}

	/** A full disk costs the copy, never the sight of it. */
	async #keep(cache: Cache, address: string, thumb: Blob): Promise<void> {
		try {
			if (!this.#isPruned) await prune(cache);
			this.#isPruned = true;
			await cache.put(address, new Response(thumb, { headers: { 'content-type': thumb.type } }));
		} catch (cause) {
			if (!(cause instanceof DOMException && cause.name === 'QuotaExceededError')) throw cause;
		}
	}
}

/** Whoever uses this device next sees none of them. */
export async function forgetThumbs(personId: string): Promise<void> {
	if ('caches' in globalThis) await caches.delete(cacheName(personId));
}

const cacheName = (personId: string) => `ve-dich-thumbs:${personId}`;

/** At about 15 KB each, some 30 MB. */
const KEPT = 2_000;

/** The earliest seen go first. */
async function prune(cache: Cache): Promise<void> {
	const kept = await cache.keys();
	for (const request of kept.slice(0, -KEPT)) await cache.delete(request);
}

/** Null when nothing can be reached. Past the browser's own cache, which knows nothing of persons. */
async function ask(address: string): Promise<Response | null> {
	try {
		return await fetch(address, { cache: 'no-store' });
	} catch (cause) {
		if (cause instanceof TypeError) return null;
		throw cause;
	}
}
