import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';
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
	define: { __APP_VERSION__: JSON.stringify(program.version) },
	test: {
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
		environment: 'node',
		globalSetup: ['tests/support/start-postgres.ts'],
		expect: { requireAssertions: true },
		// By itself it leaves one processor idle, and of two that is half.
		maxWorkers: '100%',
		sequence: { sequencer: LongestFirst },
		// A process for each file spent a third of the time on starting. A test puts back what it changes outside itself.
		isolate: false,
		testTimeout: 60_000,
		hookTimeout: 60_000
	}
});
