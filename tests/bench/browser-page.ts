import { createServer, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumArguments, findChromium } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A page with the device's own modules on `window.bench`, in a browser whose profile lies on disk: a private one would keep
 *  IndexedDB in memory. */
export async function withBenchPage<T>(work: (page: Page) => Promise<T>): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), 've-dich-bench-'));
	const server = await serve(await bundle(folder));
	const context: BrowserContext = await chromium.launchPersistentContext(join(folder, 'profile'), {
		executablePath: findChromium(),
		args: chromiumArguments()
	});
	try {
		const page = await context.newPage();
		await page.goto(`http://localhost:${server.port}/`);
		await page.waitForFunction(() => 'bench' in window);
		return await work(page);
	} finally {
		await context.close();
		server.http.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function bundle(folder: string): Promise<string> {
	await build({
		root: ROOT,
		configFile: false,
		logLevel: 'error',
		build: {
			outDir: join(folder, 'out'),
			lib: { entry: join(import.meta.dirname, 'page/device.ts'), formats: ['es'], fileName: () => 'device.js' }
		}
	});
	return readFileSync(join(folder, 'out/device.js'), 'utf8');
}

async function serve(script: string): Promise<{ http: Server; port: number }> {
	const port = await freePort();
	const http = createServer((request, response) => {
		const isScript = request.url === '/device.js';
		response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
		response.end(isScript ? script : '<!doctype html><script type="module" src="/device.js"></script>');
	});
	await new Promise<void>((listening) => http.listen(port, listening));

	return { http, port };
}

export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
