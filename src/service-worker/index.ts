import { build, files, version } from '$service-worker';
import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import type { PreparingMessage } from '../lib/local/app/preparing-message.ts';
import { personOfTag } from '../lib/local/sync/background-sync.ts';
import { sendInBackground } from '../lib/local/sync/send-in-background.ts';
import { fillFromPack } from './fill-from-pack.ts';
import { packUrl } from './program-pack.ts';

declare const self: ServiceWorkerGlobalScope;

/** The one page that opens every address: what it shows is decided on the device. */
const SHELL = '/field';

/** The server answers these itself: data, and pages for people without an account. */
const LEFT_TO_THE_SERVER = [/^\/api(\/|$)/, /^\/cong-khai(\/|$)/];

/** What makes Word and Excel files. Only the desk needs it, so the desk's pages put it into a cache of its own
 *  (`routes/district/report/document-maker.ts`) and no phone loads it. */
const ONLY_FOR_THE_DESK = /\/immutable\/workers\/document-worker/;
const DOCUMENTS_CACHE = 've-dich-documents';

/** For search engines only; no screen asks for it. */
const NOT_FOR_THE_APP = '/robots.txt';

// Workbox routes answer GET alone: whatever else a page sends passes by this worker, since Safari loses the body of
// a POST that a worker has touched.
const precache = new PrecacheController();
precache.addToCacheList([
	...build
		.filter((url) => !ONLY_FOR_THE_DESK.test(url))
		.map((url) => ({ url, revision: url.includes('/immutable/') ? null : version })),
	...files.filter((url) => url !== NOT_FOR_THE_APP).map((url) => ({ url, revision: version })),
	{ url: SHELL, revision: version }
]);
cleanupOutdatedCaches();

registerRoute(new PrecacheRoute(precache));
registerRoute(new NavigationRoute(precache.createHandlerBoundToURL(SHELL), { denylist: LEFT_TO_THE_SERVER }));

registerRoute(
	({ url, sameOrigin }) => sameOrigin && ONLY_FOR_THE_DESK.test(url.pathname),
	async ({ request }) => {
		const cache = await caches.open(DOCUMENTS_CACHE);
		return (await cache.match(request.url)) ?? fetch(request);
	}
);

// An update waits until somebody says so: a page must not lose the chunks of its own version under its feet.
self.addEventListener('message', (event) => {
	if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

let isFirstInstall = false;

self.addEventListener('install', (event) => {
	isFirstInstall = self.registration.active === null;
	event.waitUntil(install(event));
});

/** What the pack has not brought, the precache fetches one by one. */
async function install(event: ExtendableEvent): Promise<void> {
	await fillFromPack(precache, { url: packUrl(version), oncome: (bytes) => void tellPages(bytes) }).catch(
		() => undefined
	);
	await precache.install(event);
}

let toldShare = 0;

async function tellPages({ done, of }: { done: number; of: number }): Promise<void> {
	const share = Math.floor((done * 100) / of);
	if (share === toldShare) return;

	toldShare = share;
	const message: PreparingMessage = { type: 'PREPARING', done, of };
	for (const page of await self.clients.matchAll({ includeUncontrolled: true })) page.postMessage(message);
}

// The first visit becomes ready for the field without a reload.
self.addEventListener('activate', (event) => {
	event.waitUntil(precache.activate(event));
	if (isFirstInstall) event.waitUntil(self.clients.claim());
});

interface SyncEvent extends ExtendableEvent {
	readonly tag: string;
}

// The network is back and the program is closed. No type of the platform knows this event: only Chromium has it.
self.addEventListener(
	'sync' as never,
	((event: SyncEvent) => {
		const personId = personOfTag(event.tag);
		if (personId !== undefined) {
			event.waitUntil(sendInBackground(personId, { app: `ve-dich ${version}`, locks: self.navigator.locks }));
		}
	}) as never
);
