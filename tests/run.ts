import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Counts, NONE, readPlaywright, readVitest } from './support/counts.ts';

interface Step {
	name: string;
	title: string;
	/** Scripts of package.json, run one after the other, with what is added to them. */
	scripts: [name: string, ...added: string[]][];
	/** What the built program is needed for. */
	needsBuild?: boolean;
	/** Where the step leaves its figures, and who reads them. */
	results?: Results;
	/** Writes what others read, or keeps both processors busy by itself: nothing runs beside it. */
	alone?: boolean;
}

interface Results {
	file: string;
	read: (json: unknown) => Counts;
}

/** For one script. None takes a quarter of it on two idle cores, nor all of it on busy ones: past it something hangs. */
const LIMIT_MINUTES = 20;

const root = resolve(import.meta.dirname, '..');

const UNIT: Results = { file: '.vitest/unit.json', read: readVitest };
const E2E: Results = { file: 'test-results/e2e.json', read: readPlaywright };

const STEPS: Step[] = [
	{ name: 'words', title: 'Words compiled', scripts: [['words'], ['sync']], alone: true },
	{ name: 'types', title: 'Types', scripts: [['types']] },
	{ name: 'lint', title: 'Lint and format', scripts: [['lint']] },
	{ name: 'rules', title: 'Dependency rules', scripts: [['rules']] },
	{ name: 'dead', title: 'Dead code', scripts: [['dead']] },
	{ name: 'build', title: 'Build', scripts: [['build']], alone: true },
	{ name: 'sizes', title: 'Sizes', scripts: [['sizes']], needsBuild: true, alone: true },
	{
		name: 'unit',
		title: 'Unit and scenario tests',
		scripts: [['unit', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT.file}`]],
		results: UNIT,
		alone: true
	},
	{ name: 'e2e', title: 'Browser tests', scripts: [['e2e']], needsBuild: true, results: E2E, alone: true }
];

class StepFailed extends Error {
	override name = 'StepFailed';
}

/** The steps asked for, in their order. Words always come first, because everything else reads them. */
function chooseSteps(only: string | undefined): Step[] {
	if (only === undefined) return STEPS;

	const names = only.split(',').map((name) => name.trim());
	const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
	if (unknown.length > 0)
		throw new StepFailed(
			`No step ${unknown.join(', ')}. The steps are ${STEPS.map(({ name }) => name).join(', ')}.`
		);

	const lacksBuild = !existsSync(join(root, 'build/index.js'));
	const wanted = new Set([
		'words',
		...names,
		...STEPS.filter(({ name, needsBuild }) => needsBuild && lacksBuild && names.includes(name)).map(() => 'build')
	]);

	return STEPS.filter(({ name }) => wanted.has(name));
}

/** Steps that may run beside one another come together. */
function inTurns(steps: Step[]): Step[][] {
	const turns: Step[][] = [];
	for (const step of steps) {
		const last = turns.at(-1);
		if (step.alone || !last || last[0]!.alone) turns.push([step]);
		else last.push(step);
	}
	return turns;
}

/** Two at a time: each of them keeps one processor busy. */
async function runBeside(steps: Step[]): Promise<Counts[]> {
	const left = [...steps];
	const counts: Counts[] = [];
	const work = async (): Promise<void> => {
		for (let step = left.shift(); step; step = left.shift()) counts.push(await runStep(step, steps.length > 1));
	};
	await Promise.all([work(), work()]);

	return counts;
}

/** Steps that run beside one another say what they have to say at their end, each whole. */
async function runStep(step: Step, isBeside: boolean): Promise<Counts> {
	const started = performance.now();
	// Figures of an earlier run must not be taken for this one's.
	if (step.results) rmSync(join(root, step.results.file), { force: true });

	const head = `\n=== ${step.title} (${step.name})`;
	if (!isBeside) console.log(head);
	let failure: string | undefined;
	let said = '';
	for (const [script, ...added] of step.scripts) {
		const run = await runScript(script, added, isBeside);
		said += run.said;
		failure = run.failure;
		if (failure !== undefined) break;
	}
	if (isBeside) console.log(`${head}\n${said}`.trimEnd());

	const counts = step.results ? readResults(step.results) : NONE;
	// The figures decide beside the exit code: a hook of some package may end the process with a 0 of its own.
	if (counts === undefined) failure ??= 'left no results';
	else if (counts.failed > 0) failure ??= 'has failed tests';
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	console.log(`=== ${step.title}: ${failure ?? 'good'}, ${seconds} s`);

	// A step that fails without a failed test (a type, a size, a file that cannot be loaded) counts as one.
	const { passed, failed, skipped } = counts ?? NONE;
	return { passed, failed: failure === undefined ? 0 : Math.max(failed, 1), skipped };
}

function readResults({ file, read }: Results): Counts | undefined {
	const path = join(root, file);

	return existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

const running = new Set<ChildProcess>();

/** What it said, if that was to be kept, and what went wrong, if anything did. */
async function runScript(
	script: string,
	added: string[],
	isKept: boolean
): Promise<{ said: string; failure: string | undefined }> {
	const command = [commandOf(script), ...added].join(' ');
	const child = spawn(command, {
		cwd: root,
		shell: true,
		stdio: ['ignore', isKept ? 'pipe' : 'inherit', isKept ? 'pipe' : 'inherit'],
		// A group of its own, so that what the step has started ends with it.
		detached: true,
		env: {
			...process.env,
			CI: 'true',
			PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
		}
	});
	running.add(child);
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text));

	let isLate = false;
	const timer = setTimeout(() => {
		isLate = true;
		stop(child);
	}, LIMIT_MINUTES * 60_000);

	const { promise, resolve: end, reject } = Promise.withResolvers<string | undefined>();
	child.once('error', reject);
	child.once('close', (code, signal) => {
		if (isLate) end(`stopped after ${LIMIT_MINUTES} minutes`);
		else if (code === 0) end(undefined);
		else end(`failed with ${code ?? signal}`);
	});

	try {
		return { failure: await promise, said };
	} finally {
		clearTimeout(timer);
		running.delete(child);
	}
}

function commandOf(script: string): string {
	const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	const command = scripts[script];
	if (command === undefined) throw new Error(`package.json has no script ${script}.`);

	return command;
}

function stop(child: ChildProcess): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has just ended by itself
	}
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => {
		for (const child of running) stop(child);
		process.exit(1);
	});

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { only: { type: 'string' } } });
	const started = performance.now();
	const total = { ...NONE };

	for (const steps of inTurns(chooseSteps(values.only))) {
		for (const counts of await runBeside(steps)) {
			total.passed += counts.passed;
			total.failed += counts.failed;
			total.skipped += counts.skipped;
		}
		if (total.failed > 0) break;
	}

	const minutes = ((performance.now() - started) / 60_000).toFixed(1);
	console.log(`\n${minutes} minutes${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
	console.log(`${total.passed} passed, ${total.failed} failed`);
	process.exitCode = total.failed > 0 ? 1 : 0;
}

try {
	await main();
} catch (error) {
	if (!(error instanceof StepFailed)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
