import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { signIn, untilSynced } from '../support/acting.ts';
import { chromiumArguments, findChromium } from '../support/browser.ts';
import { Production } from '../support/production.ts';
import { percentile } from './browser-page.ts';
import type { Row } from './row.ts';

export const title = 'Cold start without network, the server dead';

const RUNS = 9;
const SLOWDOWN = 4;
const BROWSER_SETTLES_MS = 2_500;
const START_TAKES_MS = 4_000;

/** Needs the production build. */
export async function run(): Promise<Row[]> {
	const production = await Production.start();
	const folder = mkdtempSync(join(tmpdir(), 've-dich-bench-'));
	try {
		const first = await open(folder);
		const page = await first.newPage();
		await signIn(page, production.origin, 'canbo.minhchau');
		await untilSynced(page);
		await first.close();
		await production.kill();

		const starts: number[] = [];
		const floors: number[] = [];
		for (let index = 0; index < RUNS; index++) {
			floors.push(await start(folder, `${production.origin}/manifest.webmanifest`, 'body'));
			starts.push(await start(folder, `${production.origin}/field`, 'a[href="/field/criteria"] svg'));
		}
		return [
			{
				name: `/field until the commune's strip is painted, ${SLOWDOWN} × CPU slowdown, new browser each time, median of ${RUNS}`,
				value: percentile(starts, 0.5),
				unit: 'ms',
				floor: percentile(floors, 0.5),
				floorName: 'a small file out of the same cache, painted by the same browser'
			}
		];
	} finally {
		await production.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

const open = (folder: string): Promise<BrowserContext> =>
	chromium.launchPersistentContext(folder, {
		executablePath: findChromium(),
		args: chromiumArguments(),
		viewport: { width: 360, height: 800 },
		locale: 'vi-VN'
	});

interface Watched extends Window {
	stoodAt?: number;
}

/** From the start of the navigation to the first paint with content, on the page's own clock; ms. What is waited for has to
 *  stand before that paint, or it would be of something else. */
async function start(folder: string, url: string, selector: string): Promise<number> {
	const context = await open(folder);
	try {
		const page = await context.newPage();
		// The browser's own start is not ours: its pages take the processor for a second or two.
		await page.waitForTimeout(BROWSER_SETTLES_MS);
		const session = await context.newCDPSession(page);
		await page.addInitScript(watchFor, selector);
		await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
		await page.goto(url, { waitUntil: 'commit' });
		// Looked at only afterwards: a look from outside would slow the start down.
		await page.waitForTimeout(START_TAKES_MS);
		await page.waitForFunction(
			() => performance.getEntriesByName('first-contentful-paint').length > 0 && 'stoodAt' in window,
			undefined,
			{ polling: 500 }
		);
		const { paintedAt, stoodAt } = await page.evaluate(() => ({
			paintedAt: performance.getEntriesByName('first-contentful-paint')[0]!.startTime,
			stoodAt: (window as Watched).stoodAt!
		}));
		if (stoodAt > paintedAt) throw new Error(`something was painted before ${selector} stood`);

		return paintedAt;
	} finally {
		await context.close();
	}
}

function watchFor(selector: string): void {
	const look = () => {
		if (!document.querySelector(selector)) return;
		(window as Watched).stoodAt ??= performance.now();
		watching.disconnect();
	};
	const watching = new MutationObserver(look);
	watching.observe(document, { childList: true, subtree: true });
	document.addEventListener('DOMContentLoaded', look);
}
