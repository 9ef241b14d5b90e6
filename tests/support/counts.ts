export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

interface VitestResults {
	success: boolean;
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
}

interface PlaywrightResults {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
	errors: unknown[];
}

/** Vitest's JSON report. A file that could not be loaded holds no failed test, yet the run has failed. */
export function readVitest(json: unknown): Counts {
	const { success, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = json as VitestResults;

	return {
		passed: numPassedTests,
		failed: success ? numFailedTests : Math.max(numFailedTests, 1),
		skipped: numPendingTests + numTodoTests
	};
}

/** Playwright's JSON report. What passed only the second time has not passed. */
export function readPlaywright(json: unknown): Counts {
	const { stats, errors } = json as PlaywrightResults;
	const failed = stats.unexpected + stats.flaky;

	return { passed: stats.expected, failed: errors.length > 0 ? Math.max(failed, 1) : failed, skipped: stats.skipped };
}
