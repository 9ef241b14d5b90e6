import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import program from './package.json' with { type: 'json' };

export default defineConfig({
	plugins: [sveltekit()],
	define: { __APP_VERSION__: JSON.stringify(program.version) },
	test: {
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
		environment: 'node',
		globalSetup: ['tests/support/start-postgres.ts'],
		expect: { requireAssertions: true },
		testTimeout: 60_000,
		hookTimeout: 60_000
	}
});
