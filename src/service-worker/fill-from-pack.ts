import type { PrecacheController } from 'workbox-precaching';
import { unpackFiles } from './program-pack.ts';

/** With fewer missing than this, as after a small update, single requests bring less than the whole pack. */
const WORTH_A_PACK = 30;

interface Filling {
	url: string;
	oncome: (bytes: { done: number; of: number }) => void;
}

/** Puts the files of a pack where the precache will look for them. Throws when the pack does not come whole; what came
 *  stays. */
export async function fillFromPack(
	precache: Pick<PrecacheController, 'getURLsToCacheKeys' | 'getCacheKeyForURL' | 'strategy'>,
	{ url, oncome }: Filling
): Promise<void> {
	const cache = await caches.open(precache.strategy.cacheName);
	const kept = new Set((await cache.keys()).map((request) => request.url));
	const missing = [...precache.getURLsToCacheKeys().values()].filter((key) => !kept.has(key));
	if (missing.length < WORTH_A_PACK) return;

	const answer = await fetch(url, { credentials: 'same-origin' });
	if (!answer.ok || !answer.body) throw new Error(`the pack: ${answer.status}`);
	await unpackFiles(answer.body, {
		oncome,
		async keep(file, content) {
			const key = precache.getCacheKeyForURL(file.url);
			if (key !== undefined)
				await cache.put(key, new Response(content, { headers: { 'content-type': file.type } }));
		}
	});
}
