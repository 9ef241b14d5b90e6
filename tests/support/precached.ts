import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

const ORIGIN = 'https://ve-dich.example';

interface InstallEvent {
	type: 'install';
	waitUntil(work: Promise<unknown>): void;
}

/**
 * The files of a build that its service worker fetches while it installs. The worker is run, not read: its list is made
 * when it starts. Rejects when it asks for something that the build does not hold.
 */
export async function precachedFiles(build: string): Promise<string[]> {
	const fetched = new Set<string>();
	const onInstall: ((event: InstallEvent) => void)[] = [];
	const emptyCache = {
		match: () => Promise.resolve(undefined),
		put: () => Promise.resolve(),
		keys: () => Promise.resolve([]),
		delete: () => Promise.resolve(false)
	};
	const scope: Record<string, unknown> = {
		URL,
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
		fetch: (request: Request) => {
			const { pathname } = new URL(request.url);
			const file = fileOf(build, pathname);
			// One such file and no phone would ever finish installing.
			if (file === undefined)
				return Promise.reject(new Error(`The worker asks for ${pathname}; the build has no such file.`));

			fetched.add(file);
			return Promise.resolve(new Response('x'));
		}
	};
	scope.self = scope;

	runInContext(readFileSync(join(build, 'client/service-worker.js'), 'utf8'), createContext(scope));
	const work: Promise<unknown>[] = [];
	for (const act of onInstall) act({ type: 'install', waitUntil: (promise) => work.push(promise) });
	await Promise.all(work);

	return [...fetched];
}

/** The file that the server answers a path with. */
function fileOf(build: string, path: string): string | undefined {
	const candidates = [`client${path}`, `prerendered${path}.html`, `prerendered${path}/index.html`];

	return candidates.map((file) => join(build, file)).find((file) => existsSync(file));
}
