import { setPriority } from 'node:os';
import { Stryker } from '@stryker-mutator/core';
import { filesOf, namedParts } from './mutated-folders.ts';

/** Plants one fault after the other in the source, and says which of them the fast tests do not notice.
 *
 *      npm run mutate -- domain/changes
 *      npm run mutate -- local/outbox/save-edits.ts local/outbox/resend.ts
 *
 *  What it found lies in test-results/mutation. With less than nine of ten noticed it ends with a failure. */
const named = process.argv.slice(2);
const parts = namedParts(named);
// It takes all it gets for many minutes: whoever works beside it comes first.
setPriority(15);
// The processes that Stryker starts read it in `in-process-runner.ts`.
process.env['MUTATED'] = parts.join(',');

/** No folder takes a file with a longer name. */
const LONGEST_NAME = 200;
const report = `test-results/mutation/${named.join('+').replaceAll('/', '-').slice(0, LONGEST_NAME) || 'all'}`;
await new Stryker({
	testRunner: 'in-process',
	plugins: [import.meta.resolve('./in-process-runner.ts')],
	mutate: filesOf(parts),
	// It leaves `.svelte-kit` out by itself, where the settings of TypeScript are.
	ignorePatterns: ['!.svelte-kit', '/build', '/data', '/.demo', '/.vitest', '/test-results', '/static'],
	concurrency: 1,
	thresholds: { high: 95, low: 90, break: 90 },
	reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: `${report}.json` },
	htmlReporter: { fileName: `${report}.html` }
}).runMutationTest();
