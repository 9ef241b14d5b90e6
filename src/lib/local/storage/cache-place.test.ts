import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cachePlace } from './cache-place.ts';

const ORIGIN = 'https://ve-dich.example';
const COPY = { changes: [], attention: [] };

const reported: unknown[] = [];
beforeEach(() => {
	reported.length = 0;
	vi.stubGlobal('reportError', (cause: unknown) => reported.push(cause));
});
afterEach(() => vi.unstubAllGlobals());

/** The browser's cache storage, as far as the place uses it. */
function storageOf(kept = new Map<string, string>()) {
	const cache = {
		keys: async () => [...kept.keys()].map((url) => ({ url })),
		match: async ({ url }: { url: string }) => new Response(kept.get(url)),
		put: async (path: string, answer: Response) => void kept.set(ORIGIN + path, await answer.text()),
		delete: async (path: string) => kept.delete(ORIGIN + path)
	};
	return { kept, storage: { open: async () => cache } as unknown as CacheStorage };
}

test('a part that cannot be read is told, takes no other with it, and stays', async () => {
	const { kept, storage } = storageOf();
	const place = cachePlace('can-bo', storage)!;
	await place.write('phone001-0', COPY);
	await place.write('phone001-1', COPY);
	kept.set(`${ORIGIN}/unsent/can-bo/phone001-0`, '{"changes":[{"cha');
	kept.set(`${ORIGIN}/unsent/can-bo/phone001-2`, 'null');

	expect(await place.read()).toEqual(new Map([['phone001-1', COPY]]));
	expect(reported).toHaveLength(2);
	expect(kept.size).toBe(3);
});

test('the parts of a person are read, and those of nobody else', async () => {
	const { storage } = storageOf();
	await cachePlace('can-bo', storage)!.write('phone001-0', COPY);
	await cachePlace('can-bo-2', storage)!.write('phone001-0', COPY);

	expect([...(await cachePlace('can-bo', storage)!.read()).keys()]).toEqual(['phone001-0']);
});

test('what an earlier version kept as one is a part without a name, and can be removed', async () => {
	const { storage } = storageOf(new Map([[`${ORIGIN}/unsent/can-bo`, JSON.stringify(COPY)]]));
	const place = cachePlace('can-bo', storage)!;
	expect([...(await place.read()).keys()]).toEqual(['']);

	await place.remove('');
	expect(await place.read()).toEqual(new Map());
});
