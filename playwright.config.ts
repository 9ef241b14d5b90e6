import { defineConfig } from '@playwright/test';
import { chromiumArguments, lookForChromium } from './tests/support/browser.ts';

const PHONE = '**/*.phone.spec.ts';
const DESK = '**/*.desk.spec.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	globalSetup: './tests/support/ensure-chromium.ts',
	// Each spec starts a server of its own; two at a time on two cores would time one another out.
	workers: 1,
	fullyParallel: false,
	// A test that passes the second time has found something.
	retries: 0,
	forbidOnly: process.env.CI !== undefined,
	timeout: 90_000,
	globalTimeout: 18 * 60_000,
	expect: { timeout: 10_000 },
	reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
	use: {
		browserName: 'chromium',
		// A step that waits for what never comes says so while the test can still tell which one.
		actionTimeout: 30_000,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		screenshot: 'only-on-failure',
		trace: 'retain-on-failure',
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
