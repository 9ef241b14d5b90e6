import { defineConfig } from '@playwright/test';
import { chromiumArguments, lookForChromium } from './tests/support/browser.ts';

const PHONE = '**/*.phone.spec.ts';
const DESK = '**/*.desk.spec.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	globalSetup: './tests/support/prepare-browsers.ts',
	// Each file has servers of its own and much to wait for, so that two of them at a time keep two cores busy.
	workers: 2,
	fullyParallel: false,
	// A test that passes the second time has found something.
	retries: 0,
	forbidOnly: process.env.CI !== undefined,
	timeout: 180_000,
	globalTimeout: 18 * 60_000,
	expect: { timeout: 20_000 },
	reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
	use: {
		browserName: 'chromium',
		// A step that waits for what never comes says so while the test can still tell which one.
		actionTimeout: 60_000,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		screenshot: 'only-on-failure',
		// Recording each step slows it down; `--trace retain-on-failure` where it is needed.
		trace: 'off',
		launchOptions: { executablePath: lookForChromium(), args: chromiumArguments() }
	},
	projects: [
		{
			name: 'phone',
			testMatch: PHONE,
			use: { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }
		},
		{ name: 'desk', testMatch: DESK, use: { viewport: { width: 1440, height: 900 } } },
		{ name: 'both', testIgnore: [PHONE, DESK] }
	]
});
