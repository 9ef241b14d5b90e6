import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
	kit: {
		adapter: adapter({ precompress: true }),
		// The cached shell opens deep links, so its own links must not depend on the address.
		paths: { relative: false },
		serviceWorker: { register: false },
		version: { pollInterval: 0 }
	}
};
