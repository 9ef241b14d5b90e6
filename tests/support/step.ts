import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { type Counts, NONE } from './counts.ts';

export interface Step {
	name: string;
	title: string;
	/** Scripts of package.json, run one after the other, with what is added to them. */
	scripts: [name: string, ...added: string[]][];
	/** What the built program is needed for. */
	needsBuild?: boolean;
	/** Where the step leaves its figures, and who reads them. */
	results?: { file: string; read: (json: unknown) => Counts };
	/** What its scripts read beside the environment of the run. */
	environment?: { [name: string]: string };
	/** Each of its scripts may take; by itself `LIMIT_MINUTES`. */
	limitMinutes?: number;
}

/** For one script. None takes half of it on two idle cores, nor all of it on busy ones: past it something hangs. */
const LIMIT_MINUTES = 20;

const root = resolve(import.meta.dirname, '../..');

/** Steps under way. What a step beside others says is kept until it ends, so that each is read in one piece. */
const running = new Set<RunningStep>();

export async function runStep(step: Step, { isAlone }: { isAlone: boolean }): Promise<Counts> {
	const run = new RunningStep(step, isAlone);
	running.add(run);
	try {
		return await run.counts();
	} finally {
		running.delete(run);
	}
}

/** Ends what is under way at once; what it has said until then is told. */
export function stopSteps(): void {
	for (const run of running) run.stop();
}

class RunningStep {
	readonly #step: Step;
	readonly #isAlone: boolean;
	readonly #spoken: Buffer[] = [];
	#child: ChildProcess | undefined;

	constructor(step: Step, isAlone: boolean) {
		this.#step = step;
		this.#isAlone = isAlone;
	}

	async counts(): Promise<Counts> {
		const { title, name, scripts, results } = this.#step;
		const started = performance.now();
		// Figures of an earlier run must not be taken for this one's.
		if (results) rmSync(join(root, results.file), { force: true });

		console.log(this.#isAlone ? `\n=== ${title} (${name})` : `... ${title} (${name})`);
		let failure: string | undefined;
		for (const [script, ...added] of scripts) {
			failure = await this.#runScript(script, added);
			if (failure !== undefined) break;
		}

		const counts = results ? readResults(results) : NONE;
		// The figures decide beside the exit code: a hook of some package could end the process with a 0 of its own.
		if (counts === undefined) failure ??= 'left no results';
		else if (counts.failed > 0) failure ??= 'has failed tests';
		this.#tell();
		console.log(`=== ${title}: ${failure ?? 'good'}, ${((performance.now() - started) / 1000).toFixed(1)} s`);

		// A step that fails without a failed test (a type, a size, a file that cannot be loaded) counts as one.
		const { passed, failed, skipped } = counts ?? NONE;
		return { passed, failed: failure === undefined ? 0 : Math.max(failed, 1), skipped };
	}

	stop(): void {
		this.#tell();
		if (this.#child) kill(this.#child);
	}

	#tell(): void {
		if (this.#spoken.length === 0) return;
		process.stdout.write(`\n=== ${this.#step.title} (${this.#step.name})\n`);
		for (const words of this.#spoken.splice(0)) process.stdout.write(words);
	}

	/** What went wrong, or nothing. */
	async #runScript(script: string, added: string[]): Promise<string | undefined> {
		const child = spawn([commandOf(script), ...added].join(' '), {
			cwd: root,
			shell: true,
			stdio: this.#isAlone ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
			// A group of its own, so that what the step has started ends with it.
			detached: true,
			env: {
				...process.env,
				...this.#step.environment,
				CI: 'true',
				PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
			}
		});
		this.#child = child;
		for (const stream of [child.stdout, child.stderr])
			stream?.on('data', (words: Buffer) => this.#spoken.push(words));

		const { limitMinutes = LIMIT_MINUTES } = this.#step;
		let isLate = false;
		const timer = setTimeout(() => {
			isLate = true;
			kill(child);
		}, limitMinutes * 60_000);

		const { promise, resolve: end, reject } = Promise.withResolvers<string | undefined>();
		child.once('error', reject);
		child.once('close', (code, signal) => {
			if (isLate) end(`stopped after ${limitMinutes} minutes`);
			else if (code === 0) end(undefined);
			else end(`failed with ${code ?? signal}`);
		});

		try {
			return await promise;
		} finally {
			clearTimeout(timer);
			this.#child = undefined;
		}
	}
}

function readResults({ file, read }: NonNullable<Step['results']>): Counts | undefined {
	const path = join(root, file);

	return existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

function commandOf(script: string): string {
	const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	const command = scripts[script];
	if (command === undefined) throw new Error(`package.json has no script ${script}.`);

	return command;
}

function kill(child: ChildProcess): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has just ended by itself
	}
}
