import adapterNode from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import program from './package.json' with { type: 'json' };
import { nextBuild, publishBuild } from './src/cli/build/build-folders.ts';
import { writePack } from './src/cli/build/write-pack.ts';

const root = import.meta.dirname;

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
		// The cached shell opens deep links, so its own links must not depend on the address.
		paths: { relative: false },
		serviceWorker: { register: false },
		// Each build is another one, also of the same version.
		version: { name: `${program.version}+${Date.now().toString(36)}`, pollInterval: 0 }
	}
};
