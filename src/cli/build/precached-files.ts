import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

const ORIGIN = 'https://ve-dich.example';

interface InstallEvent {
	type: 'install';
	waitUntil(work: Promise<unknown>): void;
}

export interface PrecachedFile {
	/** As the worker asks for it. */
	url: string;
	/** Where the build holds it. */
	file: string;
}

/**
 * The files of a build that its service worker keeps when it installs. The worker is run, not read: its list is made when
 * it starts. Without a pack it fetches them one by one. Rejects when it asks for something that the build does not hold.
 */
export async function precachedFiles(build: string): Promise<PrecachedFile[]> {
	const fetched = new Map<string, string>();
	const onInstall: ((event: InstallEvent) => void)[] = [];
	const emptyCache = {
		match: () => Promise.resolve(undefined),
		put: () => Promise.resolve(),
		keys: () => Promise.resolve([]),
		delete: () => Promise.resolve(false)
	};
	const scope: Record<string, unknown> = {
		URL,
		TextEncoder,
		TextDecoder,
		crypto,
		setTimeout,
		console,
		Request,
		Response,
		Headers,
		ExtendableEvent: class {},
		FetchEvent: class {},
		location: new URL('/service-worker.js', ORIGIN),
		registration: { scope: `${ORIGIN}/`, active: null },
		caches: { ...emptyCache, open: () => Promise.resolve(emptyCache) },
		addEventListener: (type: string, act: (event: InstallEvent) => void) => {
			if (type === 'install') onInstall.push(act);
		},
		fetch: (asked: Request | string) => {
			const { pathname } = new URL(typeof asked === 'string' ? asked : asked.url, ORIGIN);
			if (pathname.endsWith('.pack')) return Promise.reject(new Error('there is none yet'));
			const file = fileOf(build, pathname);
			// One such file and no phone would ever finish installing.
			if (file === undefined)
				return Promise.reject(new Error(`The worker asks for ${pathname}; the build has no such file.`));

			fetched.set(pathname, file);
			return Promise.resolve(new Response('x'));
		}
	};
	scope['self'] = scope;

	runInContext(readFileSync(join(build, 'client/service-worker.js'), 'utf8'), createContext(scope));
	const work: Promise<unknown>[] = [];
	for (const act of onInstall) act({ type: 'install', waitUntil: (promise) => work.push(promise) });
	await Promise.all(work);

	return [...fetched].map(([url, file]) => ({ url, file }));
}

/** The file that the server answers a path with. */
function fileOf(build: string, path: string): string | undefined {
	const candidates = [`client${path}`, `prerendered${path}.html`, `prerendered${path}/index.html`];

	return candidates.map((file) => join(build, file)).find((file) => existsSync(file));
}
