import workerUrl from '#lib/documents/document-worker.ts?worker&url';
import type { DocumentAnswer, DocumentOrder } from '#lib/documents/document-order.ts';
import { DOCUMENTS_CACHE } from './documents-cache.ts';

class DocumentNotMade extends Error {
	override name = 'DocumentNotMade';
}

/** Word and Excel are made on this device, in a worker that ends with its work. */
export function makeDocument(order: DocumentOrder): Promise<Blob> {
	const worker = new Worker(workerUrl, { type: 'module' });
	const made = new Promise<Blob>((resolve, reject) => {
		worker.onmessage = ({ data }: MessageEvent<DocumentAnswer>) => {
			if ('blob' in data) resolve(data.blob);
			else reject(new DocumentNotMade(data.failure));
		};
		worker.onerror = (event) => reject(new DocumentNotMade(event.message));
	});
	worker.postMessage(order);

	return made.finally(() => worker.terminate());
}

/** Keeps the worker's code on this device, so that the hall without network gets its report. Only the desk asks for it:
 *  a phone in the villages neither loads nor keeps it. The service worker answers from this cache. */
export async function keepDocumentMaker(): Promise<void> {
	// A page that came without https has no caches: it works only while the server answers, as all of it does then.
	if (!('caches' in globalThis)) return;
	const cache = await caches.open(DOCUMENTS_CACHE);
	if (await cache.match(workerUrl)) return;

	const answer = await fetch(workerUrl).catch(() => undefined);
	// Without network the next visit tries again.
	if (!answer?.ok) return;
	await cache.put(workerUrl, answer);
	for (const request of await cache.keys()) {
		if (new URL(request.url).pathname !== workerUrl) await cache.delete(request);
	}
}
