import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const GENERATED = '.svelte-kit/generated/client-optimized';

interface Chunk {
	file: string;
	name?: string;
	isEntry?: boolean;
	imports?: string[];
}

/** Ids of nodes: the page, its layouts, its error pages; negative for a page with a server `load`. */
type Route = [page: number, layouts?: (number | [boolean, number] | undefined)[], errors?: (number | undefined)[]];

/** Every script that the first visit of a route needs before it is complete: kit's two entries, the route's page, its
 *  layouts and its error pages (kit fetches those along with the page), and all that they import. */
export function firstLoadScripts(root: string, build: string, route: string): string[] {
	const chunks = JSON.parse(
		readFileSync(join(root, '.svelte-kit/output/client/.vite/manifest.json'), 'utf8')
	) as Record<string, Chunk>;
	const entries = Object.keys(chunks).filter((key) => chunks[key]?.name?.startsWith('entry/'));
	const pending = [...entries, ...nodesOf(root, route).map((id) => `${GENERATED}/nodes/${id}.js`)];
	const seen = new Set<string>();

	for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
		if (seen.has(key)) continue;
		const chunk = chunks[key];
		if (chunk === undefined) throw new Error(`The build's manifest does not know ${key}.`);
		seen.add(key);
		pending.push(...(chunk.imports ?? []));
	}

	return [...new Set([...seen].map((key) => join(build, 'client', chunks[key]?.file ?? '')))].sort();
}

function nodesOf(root: string, route: string): number[] {
	const app = readFileSync(join(root, GENERATED, 'app.js'), 'utf8');
	const literal = /export const dictionary = (\{[^}]*\})/.exec(app)?.[1];
	if (literal === undefined) throw new Error(`${GENERATED}/app.js has no dictionary of routes.`);

	const routes = runInNewContext(`(${literal})`) as Record<string, Route>;
	const id = Object.keys(routes).find((key) => key.replaceAll(/\/\([^)]+\)/g, '') === route);
	const found = id === undefined ? undefined : routes[id];
	if (found === undefined) throw new Error(`The build has no route ${route}.`);

	const [page, layouts = [], errors = []] = found;
	const known = [...layouts.map((layout) => (Array.isArray(layout) ? layout[1] : layout)), ...errors];

	return [...new Set([0, 1, page < 0 ? ~page : page, ...known.filter((node) => node !== undefined)])];
}
