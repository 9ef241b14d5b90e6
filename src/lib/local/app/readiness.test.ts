import { expect, test } from 'vitest';
import { Readiness } from './readiness.svelte.ts';

/** The browser's side, driven by hand. */
class Browser {
	#isActive: boolean;
	readonly #active = Promise.withResolvers<void>();
	#tell: (event: { data: unknown }) => void = () => undefined;

	constructor({ isActive = false } = {}) {
		this.#isActive = isActive;
	}

	readonly workers = {
		ready: this.#active.promise,
		getRegistration: async () => ({ active: this.#isActive ? {} : null }),
		addEventListener: (_type: 'message', listener: (event: { data: unknown }) => void) => (this.#tell = listener),
		startMessages: () => undefined
	};

	comes(done: number, of: number): void {
		this.#tell({ data: { type: 'PREPARING', done, of } });
	}

	async becomesActive(): Promise<void> {
		this.#isActive = true;
		this.#active.resolve();
		await settled();
	}
}

/** What has been answered is heard after the tasks that are queued now. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('nothing is said before the browser has answered', () => {
	expect(new Readiness(new Browser().workers).stage).toBe('unknown');
});

test('on a first visit the program comes down, and only when all of it is there it is ready', async () => {
	const browser = new Browser();
	const readiness = new Readiness(browser.workers);
	await settled();
	expect(readiness).toMatchObject({ stage: 'preparing', bytes: null });

	browser.comes(400, 1_000);
	expect(readiness.bytes).toEqual({ done: 400, of: 1_000 });
	browser.comes(1_000, 1_000);
	expect(readiness.stage).toBe('preparing');

	await browser.becomesActive();
	expect(readiness).toMatchObject({ stage: 'ready', bytes: null, hasJustBecome: true });
});

test('whoever comes back finds it ready, also while an update comes down, and is told nothing', async () => {
	const browser = new Browser({ isActive: true });
	const readiness = new Readiness(browser.workers);
	await settled();
	browser.comes(400, 1_000);

	expect(readiness).toMatchObject({ stage: 'ready', bytes: null, hasJustBecome: false });
});

test('on an insecure address it will never be', () => {
	expect(new Readiness(undefined).stage).toBe('impossible');
});
