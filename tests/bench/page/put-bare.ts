import type { SampleRow } from './sample-rows.ts';

/** The floor of storing, whichever contender's page it runs in: puts rows into a bare store of the browser's, two hundred in a strict
 *  transaction; ms. */
export async function putBare(rows: SampleRow[]): Promise<number> {
	const bare = await new Promise<IDBDatabase>((resolve, reject) => {
		const opening = indexedDB.open('bare');
		opening.onupgradeneeded = () => opening.result.createObjectStore('row', { keyPath: ['unitId', 'kind', 'id'] });
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error!);
	});
	const started = performance.now();
	for (let at = 0; at < rows.length; at += 200) {
		const tx = bare.transaction('row', 'readwrite', { durability: 'strict' });
		for (const row of rows.slice(at, at + 200)) tx.objectStore('row').put(row);
		await new Promise<void>((resolve, reject) => {
			tx.oncomplete = () => resolve();
			tx.onabort = () => reject(tx.error!);
		});
	}
	const ms = performance.now() - started;
	bare.close();

	return ms;
}
