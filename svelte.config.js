import adapterNode from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import program from './package.json' with { type: 'json' };
import { nextBuild, publishBuild } from './src/cli/build/build-folders.ts';
import { writePack } from './src/cli/build/write-pack.ts';

/** SvelteKit knows the scripts that it writes itself; those of the page's frame are told here. */
const frame = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
const scriptHashes = [...frame.matchAll(/<script>([^]*?)<\/script>/g)].map(
	([, script]) => /** @type {const} */ (`sha256-${createHash('sha256').update(script).digest('base64')}`)
);

const root = import.meta.dirname;

// One build reads this file several times, also in processes of its own, and all of it has to bear the same name.
process.env.VE_DICH_BUILT_AT ??= Date.now().toString(36);

/**
 * The adapter clears the folder that it writes into, under a server that runs from there.
 * @type {import('@sveltejs/kit').Adapter}
 */
const intoItsOwnFolder = {
	...adapterNode(),
	async adapt(builder) {
		const folder = nextBuild(root);
		await adapterNode({ out: folder, precompress: true }).adapt(builder);
		await writePack(folder, builder.config.kit.version.name);
		await publishBuild(root, folder);
	}
};

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
	kit: {
		adapter: intoItsOwnFolder,
		// All that a page loads comes from here; nothing that slipped into its text runs.
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', ...scriptHashes],
				'style-src': ['self'],
				// What SvelteKit reads the title of a new page aloud with; it hides it by an attribute.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'blob:', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'object-src': ['none']
			}
		},
		// The cached shell opens deep links, so its own links must not depend on the address.
		paths: { relative: false },
		serviceWorker: { register: false },
		// Each build is another one, also of the same version.
		version: { name: `${program.version}+${process.env.VE_DICH_BUILT_AT}`, pollInterval: 0 }
	}
};
