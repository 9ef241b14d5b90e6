import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import program from './package.json' with { type: 'json' };

export default defineConfig({
	plugins: [sveltekit()],
	// Dexie's main entry wraps its build for old browsers; this one is the same for those that have modules.
	resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
	build: {
		rolldownOptions: {
			output: {
				// In ninety small chunks the first page is a sixth larger than in one: what it needs travels together.
				codeSplitting: {
					groups: [{ name: 'first', test: /src\/routes\/(\+(layout|error)|field\/\+(page|layout))\.svelte$/ }]
				}
			}
		}
	},
	define: { __APP_VERSION__: JSON.stringify(program.version) }
});
