import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followLive } from './live.ts';

/** The browser's stream, as far as it is looked at here. */
class Stream extends EventTarget {
	static readonly CONNECTING = 0;
	static readonly OPEN = 1;
	static readonly CLOSED = 2;
	static opened: Stream[] = [];
	readyState = Stream.OPEN;
	readonly address: string;

	constructor(address: string) {
		super();
		this.address = address;
		Stream.opened.push(this);
	}
	close(): void {
		this.readyState = Stream.CLOSED;
	}
}

beforeEach(() => {
	Stream.opened = [];
	vi.stubGlobal('EventSource', Stream);
});
afterEach(() => void vi.unstubAllGlobals());

test('a stream that the browser gave up for good, since a proxy answered, is opened once more', () => {
	const heard: string[] = [];
	const live = followLive({ onnews: () => heard.push('news') });
	live.start();
	Stream.opened[0]!.readyState = Stream.CLOSED;
	expect(live.isOpen()).toBe(false);

	live.revive();
	expect(live.isOpen()).toBe(true);
	Stream.opened[1]!.dispatchEvent(new Event('heads'));
	expect(heard).toEqual(['news']);
});

test.each([
	['one that is open', Stream.OPEN],
	['one that the browser itself is opening again', Stream.CONNECTING]
])('%s is left alone', (_, readyState) => {
	const live = followLive({ onnews: () => undefined });
	live.start();
	Stream.opened[0]!.readyState = readyState;
	live.revive();

	expect(Stream.opened).toHaveLength(1);
});

test('before it was begun there is none to open, to close or to give up', () => {
	const live = followLive({ onnews: () => undefined });
	live.revive();
	live.stop();

	expect([Stream.opened, live.isOpen()]).toEqual([[], false]);
});

test('begun twice, one is left', () => {
	const live = followLive({ onnews: () => undefined });
	live.start();
	live.start();

	expect(Stream.opened.map(({ address, readyState }) => [address, readyState])).toEqual([
		['/api/live', Stream.CLOSED],
		['/api/live', Stream.OPEN]
	]);
	live.stop();
	expect([Stream.opened[1]!.readyState, live.isOpen()]).toEqual([Stream.CLOSED, false]);
});

test('one that was stopped stays so', () => {
	const live = followLive({ onnews: () => undefined });
	live.start();
	live.stop();
	live.revive();

	expect(Stream.opened).toHaveLength(1);
});
