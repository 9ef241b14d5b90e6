import { expect, test } from 'vitest';
import { Installation } from './installation.svelte.ts';

const emptyMemory = () => {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
};

/** A window of some browser, in a tab or opened from the home screen. */
class Browser extends EventTarget {
	readonly navigator: object;
	readonly isInstalled: boolean;
	asked = 0;

	constructor({ navigator = {}, isInstalled = false } = {}) {
		super();
		this.navigator = navigator;
		this.isInstalled = isInstalled;
	}

	matchMedia() {
		return { matches: this.isInstalled };
	}

	offersToInstall() {
		const offer = new Event('beforeinstallprompt', { cancelable: true });
		this.dispatchEvent(Object.assign(offer, { prompt: async () => (this.asked += 1) }));
	}

	open(memory = emptyMemory()) {
		return new Installation(this as unknown as Window, memory);
	}
}

test('where the browser offers it, a button installs, once', async () => {
	const browser = new Browser();
	const installation = browser.open();
	expect(installation.way).toBe('none');

	browser.offersToInstall();
	expect(installation.way).toBe('button');

	await installation.install();
	expect(browser.asked).toBe(1);
	expect(installation.way).toBe('none');
});

test('on an iPhone the person is told how, but not inside the installed app', () => {
	expect(new Browser({ navigator: { standalone: false } }).open().way).toBe('by-hand');
	expect(new Browser({ navigator: { standalone: true } }).open().way).toBe('none');
});

test('the installed app offers nothing', () => {
	const browser = new Browser({ isInstalled: true });
	const installation = browser.open();

	browser.offersToInstall();
	expect(installation.way).toBe('none');
});

test('what was put off does not come back at the next start', () => {
	const browser = new Browser({ navigator: { standalone: false } });
	const memory = emptyMemory();

	browser.open(memory).putOff();
	expect(browser.open(memory).way).toBe('none');
});
