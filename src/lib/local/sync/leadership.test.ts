import { beforeEach, describe, expect, test } from 'vitest';
import { Leadership, syncLockOf } from './leadership.ts';

/** Gives each name to one at a time, as browsers do. */
class Locks {
	#holder: { reject(cause: unknown): void; end: Promise<void> } | undefined;
	#waiting: (() => void)[] = [];
	stolen = 0;
	get waiting(): number {
		return this.#waiting.length;
	}

	request = ((_name: string, options: LockOptions, held: (lock: Lock) => Promise<void>) =>
		new Promise<void>((resolve, reject) => {
			const take = () => {
				const end = held({ mode: 'exclusive', name: _name }).then(() => undefined);
				const holder = { reject, end };
				this.#holder = holder;
				void end.then(() => {
					if (this.#holder !== holder) return;
					this.#holder = undefined;
					resolve();
					this.#next();
				});
			};
			options.signal?.addEventListener('abort', () => {
				this.#waiting = this.#waiting.filter((waiting) => waiting !== take);
				reject(new DOMException('aborted', 'AbortError'));
			});
			// Never at once: the browser asks another process.
			void Promise.resolve().then(() => {
				if (options.signal?.aborted) return;
				if (options.steal) {
					this.stolen += 1;
					this.#holder?.reject(new DOMException('stolen', 'AbortError'));
					take();
				} else if (this.#holder) this.#waiting.push(take);
				else take();
			});
		})) as LockManager['request'];

	#next(): void {
		this.#waiting.shift()?.();
	}
}

/** Tabs of one person in one browser, and a clock that only tests move. */
class Browser {
	readonly locks: Locks | undefined;
	readonly #timers = new Map<number, { atMs: number; callback: () => void }>();
	readonly #channels: { onmessage: ((event: MessageEvent) => void) | null }[] = [];
	#nowMs = 0;
	#made = 0;

	constructor(locks: Locks | undefined) {
		this.locks = locks;
	}

	tab({ isFrozen = false } = {}) {
		const told: string[] = [];
		const channel = {
			onmessage: null as ((event: MessageEvent) => void) | null,
			postMessage: (data: unknown) => {
				for (const other of this.#channels) if (other !== channel) other.onmessage?.({ data } as MessageEvent);
			}
		};
		this.#channels.push(channel);
		const leadership = new Leadership({
			name: 'sync',
			locks: this.locks,
			channel,
			timers: {
				set: (callback, ms) => {
					const id = (this.#made += 1);
					// The browser runs no timers of a tab that it has frozen.
					if (!isFrozen) this.#timers.set(id, { atMs: this.#nowMs + ms, callback });
					return id;
				},
				clear: (id) => void this.#timers.delete(id as number)
			},
			onlead: () => void told.push('lead'),
			onlose: () => void told.push('lose'),
			onwake: () => void told.push('wake')
		});
		return { leadership, told };
	}

	async wait(ms: number): Promise<void> {
		const endMs = this.#nowMs + ms;
		await settle();
		for (;;) {
			const due = [...this.#timers]
				.filter(([, { atMs }]) => atMs <= endMs)
				.sort(([, a], [, b]) => a.atMs - b.atMs)[0];
			if (!due) break;
			this.#timers.delete(due[0]);
			this.#nowMs = due[1].atMs;
			due[1].callback();
			await settle();
		}
		this.#nowMs = endMs;
		await settle();
	}
}
const settle = async () => {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

let browser: Browser;
beforeEach(() => {
	browser = new Browser(new Locks());
});

test('each person has a lock of their own', () => {
	expect(syncLockOf('hoa')).not.toBe(syncLockOf('nam'));
	expect(syncLockOf('hoa')).toContain('hoa');
});

describe('of several tabs', () => {
	test('one leads, and goes on leading while it gives signs', async () => {
		const [first, second] = [browser.tab(), browser.tab()];
		first.leadership.seek();
		second.leadership.seek();
		await browser.wait(60_000);

		expect([first.told, second.told]).toEqual([['lead'], []]);
		expect([first.leadership.leads, second.leadership.leads]).toEqual([true, false]);
		expect(browser.locks!.stolen).toBe(0);
	});

	test('the next one leads when the first gives the place up, and the first may have it back', async () => {
		const [first, second] = [browser.tab(), browser.tab()];
		first.leadership.seek();
		second.leadership.seek();
		await browser.wait(1_000);
		first.leadership.giveUp();
		await browser.wait(1_000);
		expect([first.told, second.told]).toEqual([['lead', 'lose'], ['lead']]);

		first.leadership.seek();
		second.leadership.giveUp();
		await browser.wait(1_000);
		expect(first.told).toEqual(['lead', 'lose', 'lead']);
	});

	test('one that has given up seeking does not get it', async () => {
		const [first, second] = [browser.tab(), browser.tab()];
		first.leadership.seek();
		second.leadership.seek();
		await browser.wait(0);
		expect(browser.locks!.waiting).toBe(1);
		second.leadership.giveUp();
		expect(browser.locks!.waiting).toBe(0);
		first.leadership.giveUp();
		await browser.wait(60_000);

		expect([second.told, second.leadership.leads]).toEqual([[], false]);
		expect(browser.locks!.stolen).toBe(0);
	});

	test('one that gives no sign for ten seconds loses the place to one that is looked at', async () => {
		const [frozen, visible] = [browser.tab({ isFrozen: true }), browser.tab()];
		frozen.leadership.seek();
		visible.leadership.seek();
		await browser.wait(9_999);
		expect(visible.told).toEqual([]);
		await browser.wait(1);

		expect(visible.told).toEqual(['lead']);
		expect(browser.locks!.stolen).toBe(1);
		expect(frozen.told.slice(0, 2)).toEqual(['lead', 'lose']);
	});

	test('so does one that has been frozen since before the other was opened', async () => {
		const frozen = browser.tab({ isFrozen: true });
		frozen.leadership.seek();
		await browser.wait(5_000);
		const visible = browser.tab();
		visible.leadership.seek();
		await browser.wait(10_000);

		expect(visible.told).toEqual(['lead']);
	});

	test('what others save is no sign of the one that leads', async () => {
		const [frozen, visible, other] = [browser.tab({ isFrozen: true }), browser.tab(), browser.tab()];
		frozen.leadership.seek();
		visible.leadership.seek();
		await browser.wait(6_000);
		other.leadership.wake();
		await browser.wait(4_000);

		expect(visible.told).toEqual(['lead']);
	});

	test('one that is not looked at takes no place, however long the leader is silent', async () => {
		const [frozen, hidden] = [browser.tab({ isFrozen: true }), browser.tab()];
		frozen.leadership.seek();
		await browser.wait(60_000);

		expect([hidden.told, browser.locks!.stolen]).toEqual([[], 0]);
	});

	test('one that is left while it takes the place does not lead, and the place is free', async () => {
		const [frozen, visible] = [browser.tab({ isFrozen: true }), browser.tab()];
		const request = browser.locks!.request as (...asked: unknown[]) => Promise<void>;
		browser.locks!.request = ((name: string, options: LockOptions, held: unknown) => {
			const asked = request(name, options, held);
			if (options.steal) visible.leadership.giveUp();
			return asked;
		}) as LockManager['request'];
		frozen.leadership.seek();
		visible.leadership.seek();
		await browser.wait(10_000);

		expect([visible.told, frozen.told]).toEqual([[], ['lead', 'lose', 'lead']]);
	});

	test('a tab that lost the place seeks it again, and waits for the new leader as for any other', async () => {
		const [frozen, visible] = [browser.tab({ isFrozen: true }), browser.tab()];
		frozen.leadership.seek();
		visible.leadership.seek();
		await browser.wait(10_000);
		visible.leadership.giveUp();
		await browser.wait(0);

		expect(frozen.told).toEqual(['lead', 'lose', 'lead']);
	});

	test('asking twice asks once', async () => {
		const { leadership, told } = browser.tab();
		leadership.seek();
		leadership.seek();
		await browser.wait(20_000);
		leadership.seek();
		await browser.wait(20_000);

		expect(told).toEqual(['lead']);
	});

	test('one that never led loses nothing', () => {
		const { leadership, told } = browser.tab();
		leadership.giveUp();

		expect(told).toEqual([]);
	});
});

describe('something to send', () => {
	test('is looked for by the tab that leads, whichever saved it', async () => {
		const [first, second] = [browser.tab(), browser.tab()];
		first.leadership.seek();
		second.leadership.seek();
		await browser.wait(0);
		second.leadership.wake();
		first.leadership.wake();

		expect([first.told, second.told]).toEqual([['lead', 'wake', 'wake'], []]);
		await browser.wait(60_000);
		expect(browser.locks!.stolen, 'it goes on giving signs').toBe(0);
	});

	test('what is no such word is passed over', async () => {
		const [first, second] = [browser.tab(), browser.tab()];
		first.leadership.seek();
		await browser.wait(0);
		second.leadership.giveUp();

		expect(first.told).toEqual(['lead']);
	});
});

test('a browser without locks has one tab that leads at once', () => {
	browser = new Browser(undefined);
	const { leadership, told } = browser.tab();
	leadership.seek();
	leadership.seek();
	leadership.giveUp();

	expect(told).toEqual(['lead', 'lose']);
});
