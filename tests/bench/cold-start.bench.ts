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

const RUNS = 5;
const SLOWDOWN = 4;

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
			starts.push(await start(folder, `${production.origin}/field`, 'h1:has-text("Xã Minh Châu")'));
		}
		return [
			{
				name: `/field until the commune's strip stands, ${SLOWDOWN} × CPU slowdown, new browser each time, median of ${RUNS}`,
				value: percentile(starts, 0.5),
				unit: 'ms',
				floor: percentile(floors, 0.5),
				floorName: 'a small file out of the same cache, shown by the same browser'
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

async function start(folder: string, url: string, selector: string): Promise<number> {
	const context = await open(folder);
	try {
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
		const started = performance.now();
		await page.goto(url, { waitUntil: 'commit' });
		await page.waitForSelector(selector);
		return performance.now() - started;
	} finally {
		await context.close();
	}
}
