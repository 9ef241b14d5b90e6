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
function open({ fails = 1, isBroken = false } = {}) {
	const network = new EventTarget();
	const heard: string[] = [];
	let fetched = 0;
	const sync = startSync({} as SyncParts, {
		network,
		async fetchLanes() {
			fetched += 1;
			if (fetched <= fails) throw new TypeError('Failed to fetch dynamically imported module');
			const word = (name: string) => () => void heard.push(name);
			return {
				runSync() {
					if (isBroken) throw new Error('a mistake of ours');
					heard.push('runs');
					return { saved: word('saved'), tryNow: word('tryNow'), stop: async () => word('stop')() };
				}
			};
		}
	});
	return { sync, network, heard, fetched: () => fetched };
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
	sync.saved();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(heard).toEqual(['runs', 'tryNow', 'saved']);
});

test('a page that was left fetches them no more', async () => {
	const { sync, network, heard } = open();
	const unheard = vi.spyOn(network, 'removeEventListener');
	await vi.advanceTimersByTimeAsync(1_000);
	await sync.stop();
	network.dispatchEvent(new Event('online'));
	await vi.advanceTimersByTimeAsync(60_000);
	expect(heard).toEqual([]);
	expect(unheard).toHaveBeenCalledWith('online', expect.any(Function));
});

test('what went wrong is told, and it goes on being tried', async () => {
	const told: string[] = [];
	vi.stubGlobal('reportError', (cause: Error) => told.push(cause.message));
	const { heard } = open({ fails: 2 });
	await vi.advanceTimersByTimeAsync(40_000);

	expect(told).toHaveLength(2);
	expect(told[0]).toContain('dynamically imported');
	expect(heard).toEqual(['runs']);
});

test('a mistake in the lanes themselves is told once: fetching them again would not help', async () => {
	const told: string[] = [];
	vi.stubGlobal('reportError', (cause: Error) => told.push(cause.message));
	const { fetched } = open({ fails: 0, isBroken: true });
	await vi.advanceTimersByTimeAsync(60_000);

	expect([told, fetched()]).toEqual([['a mistake of ours'], 1]);
});

test('what a person asked for before they run is looked for when they do', async () => {
	const { sync, heard } = open({ fails: 0 });
	sync.tryNow();
	await vi.advanceTimersByTimeAsync(5_000);

	expect(heard).toEqual(['runs', 'saved']);
});

test('once the network is back the pause that was planned is none any more', async () => {
	const { network, fetched } = open({ fails: 2 });
	await vi.advanceTimersByTimeAsync(14_000);
	network.dispatchEvent(new Event('online'));
	await vi.advanceTimersByTimeAsync(14_000);
	expect(fetched()).toBe(2);
	await vi.advanceTimersByTimeAsync(1_500);
	expect(fetched()).toBe(3);
});

test('left while they are being fetched they never run; left while they run they are stopped', async () => {
	const early = open({ fails: 0 });
	const stopped = early.sync.stop();
	await vi.advanceTimersByTimeAsync(5_000);
	await stopped;
	expect(early.heard).toEqual([]);

	const late = open({ fails: 0 });
	await vi.advanceTimersByTimeAsync(5_000);
	await late.sync.stop();
	expect(late.heard).toEqual(['runs', 'stop']);
});
