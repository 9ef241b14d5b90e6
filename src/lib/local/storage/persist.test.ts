import { describe, expect, test } from 'vitest';
import { PersistentStorage } from './persist.ts';

/** A browser that grants, or refuses, what it is asked. */
class Browser {
	asked = 0;
	isKept = false;
	grants: boolean;
	readonly figures: StorageEstimate;

	constructor({ grants = true, figures = {} }: { grants?: boolean; figures?: StorageEstimate } = {}) {
		this.grants = grants;
		this.figures = figures;
	}

	async persisted() {
		return this.isKept;
	}

	async persist() {
		this.asked += 1;
		this.isKept = this.grants;
		return this.isKept;
	}

	async estimate() {
		return this.figures;
	}
}

const emptyMemory = () => {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
};

describe('keeping what lies on the device', () => {
	test('a device on which nothing was saved yet is not asked', async () => {
		const browser = new Browser();

		expect(await new PersistentStorage(browser, emptyMemory()).atStart()).toBe('unknown');
		expect(browser.asked).toBe(0);
	});

	test('the first save asks, the later ones of the same start do not', async () => {
		const browser = new Browser({ grants: false });
		const storage = new PersistentStorage(browser, emptyMemory());

		expect(await storage.afterSave()).toBe('refused');
		expect(await storage.afterSave()).toBe('refused');
		expect(browser.asked).toBe(1);
	});

	test('two saves at the same moment ask once', async () => {
		const browser = new Browser();
		const storage = new PersistentStorage(browser, emptyMemory());

		expect(await Promise.all([storage.afterSave(), storage.afterSave()])).toEqual(['granted', 'granted']);
		expect(browser.asked).toBe(1);
	});

	test('a refusal is asked again at the next start, until it is granted', async () => {
		const browser = new Browser({ grants: false });
		const memory = emptyMemory();
		await new PersistentStorage(browser, memory).afterSave();

		browser.grants = true;
		expect(await new PersistentStorage(browser, memory).atStart()).toBe('granted');
		expect(await new PersistentStorage(browser, memory).atStart()).toBe('granted');
		expect(browser.asked).toBe(2);
	});

	test('a browser that knows nothing of it leaves the answer open', async () => {
		const storage = new PersistentStorage(undefined, emptyMemory());

		expect(await storage.afterSave()).toBe('unknown');
		expect(await storage.atStart()).toBe('unknown');
		expect(await storage.room()).toBeUndefined();
	});

	test('the room left is the quota without what is used, and never below nothing', async () => {
		const room = (figures: StorageEstimate) =>
			new PersistentStorage(new Browser({ figures }), emptyMemory()).room();

		expect(await room({ usage: 40, quota: 100 })).toEqual({ usedBytes: 40, freeBytes: 60 });
		expect(await room({ usage: 120, quota: 100 })).toEqual({ usedBytes: 120, freeBytes: 0 });
		expect(await room({})).toBeUndefined();
	});
});
