import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, test } from 'vitest';
import { BrokenTree, type Fault } from '../support/broken-tree.ts';

/** A command of the README or of `npm run prove`, and a fault that it must not pass over. */
interface Case {
	command: string[];
	fault: Fault;
	needsBuild?: boolean;
	/** In `npm test` too; the others only where all are asked for. */
	isQuick?: boolean;
	/** Goes on for good when all is well. */
	isServer?: boolean;
}

const FOLD: Fault = {
	file: 'src/lib/domain/changes/fold.ts',
	right: 'if (!standing || isBuiltOn(prev, standing, lineage))',
	wrong: 'if (!standing)'
};
const UNLOCKED: Fault = {
	file: 'src/lib/server/sync/database-store.ts',
	right: "kind === 'postgres' ? query.forUpdate() : query",
	wrong: 'query'
};
/** No save comes to the disk. */
const UNSAVED: Fault = {
	file: 'src/lib/local/outbox/save-edits.ts',
	right: 'tx.putOutbox(rows),',
	wrong: 'Promise.resolve(rows),'
};
/** A photo of other bytes than it was taken of is refused by nobody, and one of the right bytes by the server. */
const OTHER_HASH: Fault = {
	file: 'src/lib/server/photos/photos.ts',
	right: "createHash('sha256')",
	wrong: "createHash('sha1')"
};
/** A connection that PostgreSQL has cut counts as a mistake of ours, not as “come later”. */
const CUT_IS_A_MISTAKE: Fault = {
	file: 'src/lib/server/database/postgres-pool.ts',
	right: "if (!isAnswer(error)) return 'away';",
	wrong: 'if (!isAnswer(error)) return undefined;'
};
/** A build takes away the one that a server runs on. */
const BUILD_TAKEN_AWAY: Fault = {
	file: 'src/cli/build/build-folders.ts',
	right: 'if (earlier !== before && !(await isUsed(earlier)))',
	wrong: 'if (earlier !== folder)'
};
/** What departments have recorded counts, whatever the commune reported. */
const UNREPORTED: Fault = {
	file: 'src/lib/domain/progress/departments.ts',
	right: 'return Math.max(reported, dated);',
	wrong: 'return dated;'
};
const atEnd = (file: string, wrong: string): Fault => ({ file, wrong });

const CASES: Case[] = [
	// Beside a PostgreSQL: its package once ended every process that had started one with 0.
	{ command: ['unit', 'src/lib/domain/changes/fold.test.ts'], fault: FOLD, isQuick: true },
	{
		command: ['simulate', '--histories', '4', '--seed', '1', '--store', 'postgres'],
		fault: UNSAVED,
		isQuick: true
	},
	{ command: ['prove:race', '--seconds', '4', '--writers', '4'], fault: UNLOCKED, isQuick: true },
	{ command: ['simulate', '--histories', '20', '--seed', '1'], fault: UNSAVED },
	{ command: ['simulate', '--histories', '10', '--seed', '1', '--store', 'indexeddb'], fault: UNSAVED },
	{ command: ['simulate', '--histories', '10', '--seed', '1', '--store', 'sqlite'], fault: UNSAVED },
	{ command: ['unit', 'tests/scenarios/unsent-copy-histories.test.ts'], fault: UNSAVED },
	{ command: ['unit', 'tests/proofs/dead-photo-store.test.ts'], fault: OTHER_HASH },
	{ command: ['unit', 'tests/consistency'], fault: UNREPORTED },
	{ command: ['types'], fault: atEnd('src/lib/domain/ids.ts', "\nexport const wrong: number = 'a text';\n") },
	{ command: ['lint'], fault: atEnd('src/lib/domain/ids.ts', '\nvar wrong\n') },
	{ command: ['rules'], fault: atEnd('src/lib/domain/ids.ts', "\nimport '#lib/server/server.ts';\n") },
	{ command: ['check'], fault: atEnd('src/lib/domain/ids.ts', '\nexport const nobodyNeedsIt = 1;\n') },
	{ command: ['dead'], fault: atEnd('src/lib/domain/ids.ts', '\nexport const nobodyNeedsIt = 1;\n') },
	{ command: ['build'], fault: atEnd('src/lib/domain/ids.ts', '\nexport const wrong = ;\n') },
	{
		command: ['sizes'],
		fault: { file: 'tests/sizes.ts', right: 'firstLoad: 130', wrong: 'firstLoad: 1' },
		needsBuild: true
	},
	{ command: ['prove:kill', '--rounds', '4'], fault: UNSAVED, needsBuild: true },
	{ command: ['prove:photos', '--cuts', '2', '--photos', '3'], fault: OTHER_HASH, needsBuild: true },
	{ command: ['e2e', 'tests/e2e/figures.desk.spec.ts'], fault: UNSAVED, needsBuild: true },
	{ command: ['bench', 'sync'], fault: UNSAVED, needsBuild: true },
	{
		command: ['demo'],
		fault: atEnd('src/cli/demo/seed.ts', "\nthrow new Error('nothing to show');\n"),
		isServer: true
	},
	{ command: ['prove:postgres', '--restarts', '1'], fault: CUT_IS_A_MISTAKE, needsBuild: true },
	{ command: ['prove:build'], fault: BUILD_TAKEN_AWAY, needsBuild: true },
	{
		// What no test looks at.
		command: ['mutate', 'domain/changes/same-value.ts'],
		fault: atEnd(
			'src/lib/domain/changes/same-value.ts',
			'\nexport const isFew = (n: number): boolean => n > 0 && n < 9 && n !== 5 && n !== 7;\n'
		)
	},
	{
		command: ['test', '--', '--only', 'rules'],
		fault: atEnd('src/lib/domain/ids.ts', "\nimport '#lib/server/server.ts';\n")
	}
];

const wanted = CASES.filter(({ isQuick }) => isQuick || process.env['ALL_COMMANDS'] !== undefined);

/** A command that goes on after this long has not noticed. */
const LONGEST_MS = 15 * 60_000;

async function exitCodeOf(folder: string, script: string, added: readonly string[]): Promise<number | null> {
	const child = spawn('npm', ['run', '--silent', script, '--', ...added], {
		cwd: folder,
		stdio: ['ignore', 'ignore', 'ignore'],
		signal: AbortSignal.timeout(LONGEST_MS)
	});
	const [code] = (await once(child, 'exit')) as [number | null];
	return code;
}

describe('a command ends with a failure when what it checks is broken', () => {
	const healthy = new BrokenTree('healthy');
	afterAll(() => healthy.remove());

	async function build({ folder }: BrokenTree): Promise<void> {
		expect(await exitCodeOf(folder, 'build', []), 'it builds').toBe(0);
	}

	test.each(wanted)(
		'npm run $command.0 $command.1, with a fault in $fault.file',
		async ({ command, fault, needsBuild, isServer }) => {
			const [script = '', ...added] = command;
			if (!isServer) {
				if (needsBuild) await build(healthy);
				expect(await exitCodeOf(healthy.folder, script, added), 'when nothing is broken').toBe(0);
			}

			const broken = new BrokenTree('broken', fault);
			try {
				if (needsBuild) await build(broken);
				expect(await exitCodeOf(broken.folder, script, added)).toBeGreaterThan(0);
			} finally {
				broken.remove();
			}
		},
		4 * LONGEST_MS
	);
});
