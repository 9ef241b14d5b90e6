import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from './browser.ts';

const LISTENING = /DevTools listening on (ws:\S+)/;

/** A Chromium whose process is ours to kill, on a profile that outlives it. */
export class KillableBrowser {
	readonly #process: ChildProcess;
	readonly #browser: Browser;

	private constructor(process: ChildProcess, browser: Browser) {
		this.#process = process;
		this.#browser = browser;
	}

	static async open(folder: string): Promise<KillableBrowser> {
		const words = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${folder}`, '--lang=vi-VN'];
		const child = spawn(findChromium(), [...chromiumArguments(), ...words, 'about:blank'], {
			// A group of its own, so that all its processes end in one moment.
			detached: true,
			stdio: ['ignore', 'ignore', 'pipe'],
			env: { ...process.env, TZ: 'Asia/Ho_Chi_Minh' }
		});
		try {
			const browser = await chromium.connectOverCDP(await endpointOf(child));
			return new KillableBrowser(child, browser);
		} catch (error) {
			await end(child);
			throw error;
		}
	}

	async newPage(): Promise<Page> {
		const page = await this.#browser.contexts()[0]!.newPage();
		await page.setViewportSize({ width: 360, height: 800 });
		return page;
	}

	/** All of it is gone from one moment to the next, as when Android takes its memory. */
	async kill(): Promise<void> {
		await end(this.#process);
	}

	/** As a person closes it: what it keeps in memory for a while, such as cookies, is written down. */
	async close(): Promise<void> {
		const gone = once(this.#process, 'exit');
		const session = await this.#browser.newBrowserCDPSession();
		await session.send('Browser.close').catch(() => undefined); // the connection ends before the answer
		await gone;
	}
}

async function endpointOf(child: ChildProcess): Promise<string> {
	const spoken: string[] = [];
	const lines = createInterface({ input: child.stderr! });
	for await (const line of lines) {
		const found = LISTENING.exec(line)?.[1];
		if (found !== undefined) {
			// What it says afterwards must not fill the pipe.
			child.stderr!.resume();
			return found;
		}
		spoken.push(line);
	}
	throw new Error(`Chromium did not start:\n${spoken.join('\n')}`);
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
	const gone = once(child, 'exit');
	process.kill(-child.pid, 'SIGKILL');
	await gone;
}
