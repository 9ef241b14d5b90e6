import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumArguments, findChromium } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import type { Contender } from './page/contender.ts';
import { Proxy } from './proxy.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface BenchServer {
	stop(): Promise<void>;
}

/** One of those who are measured: a server of its own and the module of its page. */
export interface Entrant {
	name: string;
	entry: string;
	start(folder: string, origin: string, port: number): Promise<BenchServer>;
}

/** An entrant's server behind the proxy, and devices that reach it: each a browser with a profile on disk of its own. */
export class Stage {
	readonly proxy: Proxy;
	readonly server: BenchServer;
	readonly #folder: string;
	readonly #script: string;

	private constructor(parts: { proxy: Proxy; server: BenchServer; folder: string; script: string }) {
		this.proxy = parts.proxy;
		this.server = parts.server;
		this.#folder = parts.folder;
		this.#script = parts.script;
	}

	static async set(entrant: Entrant): Promise<Stage> {
		const folder = mkdtempSync(join(tmpdir(), 've-dich-bench-'));
		const port = await freePort();
		const proxy = await Proxy.to(port);
		const server = await entrant.start(folder, proxy.origin, port);
		return new Stage({ proxy, server, folder, script: await bundle(entrant.entry, join(folder, 'page')) });
	}

	profile = (name: string): string => join(this.#folder, name);

	/** A browser on the named profile; the same name finds what was stored before. */
	async withDevice<T>(name: string, work: (device: Device) => Promise<T>): Promise<T> {
		const context = await chromium.launchPersistentContext(this.profile(name), {
			executablePath: findChromium(),
			args: chromiumArguments()
		});
		try {
			return await work(await this.#openDevice(context));
		} finally {
			await context.close();
		}
	}

	async strike(): Promise<void> {
		await this.proxy.close();
		await this.server.stop();
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #openDevice(context: BrowserContext): Promise<Device> {
		const page = context.pages()[0] ?? (await context.newPage());
		const address = `${this.proxy.origin}/bench`;
		const answers = new Map([
			['/bench', ['text/html', '<!doctype html><script type="module" src="/bench/page.js"></script>']],
			['/bench/page.js', ['text/javascript', this.#script]]
		]);
		const pattern = `${address}**`;
		await page.route(pattern, (route) => {
			const [contentType, body] = answers.get(new URL(route.request().url()).pathname)!;
			return route.fulfill({ contentType: contentType!, body: body! });
		});
		await page.goto(address);
		await page.waitForFunction(() => 'contender' in window);
		await page.unroute(pattern);
		return new Device(page);
	}
}

type Arguments<K extends keyof Contender> = Parameters<Contender[K]>;

/** A contender's device, spoken to from here. */
export class Device {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	do<K extends keyof Contender>(what: K, ...given: Arguments<K>): Promise<Awaited<ReturnType<Contender[K]>>> {
		return this.page.evaluate(
			async ([name, args]) => {
				const { contender } = window as unknown as {
					contender: Record<string, (...args: unknown[]) => unknown>;
				};
				try {
					return (await contender[name as string]!(...(args as unknown[]))) as never;
				} catch (cause) {
					// The page is minified: what a class is called there says nothing.
					const { name: kind, message, inner } = cause as Error & { inner?: unknown };
					throw new Error(`${String(name)}: ${kind}: ${message} ${String(inner ?? '')}`, { cause });
				}
			},
			[what, given] as const
		);
	}
}

async function bundle(entry: string, outDir: string): Promise<string> {
	await build({
		root: ROOT,
		configFile: false,
		logLevel: 'error',
		define: { __APP_VERSION__: '"bench"', 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
		build: { outDir, lib: { entry: join(import.meta.dirname, entry), formats: ['es'], fileName: () => 'page.js' } }
	});
	return readFileSync(join(outDir, 'page.js'), 'utf8');
}
