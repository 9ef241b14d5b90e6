import { defineConfig } from 'vitest/config';
import { testsOf } from './mutated-folders.ts';

/** The fast tests of the folders, without PostgreSQL and without components: some of them run once for every fault. */
export default defineConfig({
	resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
	test: {
		include: testsOf((process.env['MUTATED'] ?? '').split(',')),
		environment: 'node',
		// What is imported is imported once for all files: else that takes most of the time of each fault.
		isolate: false,
		expect: { requireAssertions: true }
	}
});
