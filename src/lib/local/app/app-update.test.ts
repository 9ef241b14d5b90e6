import { expect, test } from 'vitest';
import type { Workbox } from 'workbox-window';
import { AppUpdate, CHECK_EVERY_MS } from './app-update.svelte.ts';

/** The browser's side of an update, driven by hand. */
class Browser {
	time = 1_000_000;
	checks = 0;
	reloads = 0;
	toldToTakeOver = 0;
	waiting: object | null = null;
	readonly #listeners = new Map<string, () => void>();
	readonly #later: (() => void)[] = [];

	readonly worker = {
		addEventListener: (type: string, listener: () => void) => this.#listeners.set(type, listener),
		register: async () => this,
		messageSkipWaiting: () => (this.toldToTakeOver += 1)
	} as unknown as Workbox;

	async update() {
		this.checks += 1;
	}

	async open({ isControlled = true } = {}) {
		const update = new AppUpdate(this.worker, {
			now: () => this.time,
			after: (_ms, act) => void this.#later.push(act),
			reload: () => (this.reloads += 1)
		});
		await update.start(isControlled);
		return update;
	}

	newVersionWaits() {
		this.waiting = {};
		this.#listeners.get('waiting')?.();
	}

	takesOver() {
		this.waiting = null;
		this.#listeners.get('controlling')?.();
	}

	secondsPass() {
		for (const act of this.#later) act();
	}
}

test('the first installation is no update and reloads nothing', async () => {
	const browser = new Browser();
	const update = await browser.open({ isControlled: false });

	browser.takesOver();
	expect(update.stage).toBe('current');
	expect(browser.reloads).toBe(0);
});

test('a new version waits until the person applies it, then the page reloads once it has taken over', async () => {
	const browser = new Browser();
	const update = await browser.open();

	browser.newVersionWaits();
	expect(update.stage).toBe('waiting');
	expect(browser.toldToTakeOver).toBe(0);

	update.apply();
	expect(update.stage).toBe('applying');
	expect(browser).toMatchObject({ toldToTakeOver: 1, reloads: 0 });

	browser.takesOver();
	expect(browser.reloads).toBe(1);
});

test('a page of the first visit takes an update like any other', async () => {
	const browser = new Browser();
	const update = await browser.open({ isControlled: false });
	browser.takesOver();

	browser.newVersionWaits();
	update.apply();
	browser.takesOver();
	expect(browser.reloads).toBe(1);
});

test('a window in which nobody pressed the button is not reloaded by another one', async () => {
	const browser = new Browser();
	const update = await browser.open();

	browser.newVersionWaits();
	browser.takesOver();
	expect(update.stage).toBe('replaced');
	expect(browser.reloads).toBe(0);
});

test('the button ends in a reload even when the new version never takes over', async () => {
	const browser = new Browser();
	const update = await browser.open();
	browser.newVersionWaits();

	update.apply();
	browser.secondsPass();
	expect(browser.reloads).toBe(1);
});

test('a version whose arrival went unnoticed is found when the person comes back', async () => {
	const browser = new Browser();
	const update = await browser.open();

	browser.waiting = {};
	await update.check();
	expect(update.stage).toBe('waiting');
});

test('coming back again and again asks the server once in a while only', async () => {
	const browser = new Browser();
	const update = await browser.open();

	await update.check();
	expect(browser.checks).toBe(0);

	browser.time += CHECK_EVERY_MS;
	await update.check();
	await update.check();
	expect(browser.checks).toBe(1);
});
