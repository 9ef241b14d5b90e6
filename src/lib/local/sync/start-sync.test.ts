import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSync } from './start-sync.ts';
import type { SyncParts } from './sync.ts';

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('reportError', () => undefined);
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** A page whose lanes cannot be fetched the first time. */
function open() {
	const network = new EventTarget();
	const heard: string[] = [];
	let fetched = 0;
	const sync = startSync({} as SyncParts, {
		network,
		async fetchLanes() {
			fetched += 1;
			if (fetched === 1) throw new TypeError('Failed to fetch dynamically imported module');
			const word = (name: string) => () => void heard.push(name);
			return {
				runSync() {
					heard.push('runs');
					return { saved: word('saved'), tryNow: word('tryNow'), stop: async () => word('stop')() };
				}
			};
		}
	});
	return { sync, network, heard };
}

test.each<[string, (page: ReturnType<typeof open>) => unknown, string[]]>([
	['the network is back', ({ network }) => network.dispatchEvent(new Event('online')), ['runs']],
	['something was saved', ({ sync }) => sync.saved(), ['runs', 'saved']],
	['a while has passed', () => vi.advanceTimersByTimeAsync(15_000), ['runs']]
])('lanes that could not be fetched are fetched once more when %s', async (_, happen, wanted) => {
	const page = open();
	await vi.advanceTimersByTimeAsync(1_000);
	expect(page.heard).toEqual([]);

	await happen(page);
	await vi.advanceTimersByTimeAsync(0);
	expect(page.heard).toEqual(wanted);
});

test('they run once, however often that happens', async () => {
	const { sync, network, heard } = open();
	await vi.advanceTimersByTimeAsync(20_000);
	network.dispatchEvent(new Event('online'));
	sync.tryNow();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(heard).toEqual(['runs', 'tryNow']);
});

test('a page that was left fetches them no more', async () => {
	const { sync, network, heard } = open();
	await vi.advanceTimersByTimeAsync(1_000);
	await sync.stop();
	network.dispatchEvent(new Event('online'));
	await vi.advanceTimersByTimeAsync(60_000);
	expect(heard).toEqual([]);
});
