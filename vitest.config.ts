import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { chromiumArguments, lookForChromium } from './tests/support/browser.ts';
import { LongestFirst } from './tests/support/longest-first.ts';
import program from './vite.config.ts';

/** Components, in Chromium as people have them. */
const IN_BROWSER = 'tests/components/*.browser.test.ts';

export default mergeConfig(
	program,
	defineConfig({
		test: {
			expect: { requireAssertions: true },
			// By itself it leaves one processor idle, and of two that is half.
			maxWorkers: '100%',
			sequence: { sequencer: LongestFirst },
			projects: [
				{
					extends: true,
					test: {
						name: 'node',
						include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
						exclude: [IN_BROWSER],
						environment: 'node',
						globalSetup: ['tests/support/start-postgres.ts'],
						// A process for each file spent a third of the time on starting. A test puts back what it changes outside itself.
						isolate: false,
						testTimeout: 60_000,
						hookTimeout: 60_000
					}
				},
				{
					extends: true,
					server: { hmr: false },
					test: {
						name: 'browser',
						include: [IN_BROWSER],
						testTimeout: 20_000,
						browser: {
							enabled: true,
							headless: true,
							screenshotFailures: false,
							provider: playwright({
								launchOptions: { executablePath: lookForChromium(), args: chromiumArguments() }
							}),
							instances: [{ browser: 'chromium', viewport: { width: 360, height: 800 } }]
						}
					}
				}
			]
		}
	})
);
