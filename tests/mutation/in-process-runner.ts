import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
	determineHitLimitReached,
	DryRunStatus,
	MutantRunStatus,
	TestStatus,
	type DryRunResult,
	type MutantRunOptions,
	type MutantRunResult,
	type TestResult,
	type TestRunner
} from '@stryker-mutator/api/test-runner';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { testsOf } from './mutated-folders.ts';
import type { beginFile, told, ToldTest } from './suite.ts';

const SUITE = import.meta.resolve('./suite.ts');
interface Told {
	told: typeof told;
	beginFile: typeof beginFile;
}

/** Taken before a test puts its own in their place. */
const { setInterval, clearInterval } = globalThis;

/** A test that waits so long for nothing waits for ever. The time in which the process is not let run does not count. */
const IDLE_MS = 4_000;

/** Runs the tests for every fault in the process in which they were loaded once: loading them takes a hundred times as long as
 *  most of them. */
class InProcessRunner implements TestRunner {
	static inject = tokens();
	readonly #space: InstrumenterContext = ((globalThis as { [name: string]: unknown })[
		INSTRUMENTER_CONSTANTS.NAMESPACE
	] ??= {});
	#tests: readonly ToldTest[] | undefined;

	/** A fault in what is done while a file is loaded needs a process of its own. */
	capabilities = () => ({ reloadEnvironment: false });

	init = async (): Promise<void> => {
		registerHooks({
			resolve: (name, context, next) =>
				name === 'vitest' && context.parentURL !== SUITE
					? { url: SUITE, shortCircuit: true }
					: next(name, context)
		});
		// What a fault has left undone fails when nobody listens any more.
		process.on('unhandledRejection', () => undefined);
	};

	async dryRun(): Promise<DryRunResult> {
		const tests: TestResult[] = [];
		for (const test of await this.#load()) {
			this.#space.currentTestId = test.id;
			const startMs = performance.now();
			const failure = await failureOf(test);
			const about = { id: test.id, name: test.id, timeSpentMs: performance.now() - startMs };
			tests.push(
				failure === undefined
					? { ...about, status: TestStatus.Success }
					: { ...about, status: TestStatus.Failed, failureMessage: failure }
			);
		}
		this.#space.currentTestId = undefined;
		const { mutantCoverage } = this.#space;
		return { status: DryRunStatus.Complete, tests, ...(mutantCoverage && { mutantCoverage }) };
	}

	async mutantRun({
		activeMutant,
		testFilter,
		mutantActivation,
		hitLimit
	}: MutantRunOptions): Promise<MutantRunResult> {
		this.#space.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
		const all = await this.#load();
		const tests = testFilter ? all.filter(({ id }) => testFilter.includes(id)) : all;

		let ran = 0;
		for (const test of tests) {
			ran += 1;
			Object.assign(this.#space, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
			const failure = await failureOf(test);
			const hits = determineHitLimitReached(this.#space.hitCount, hitLimit);
			if (hits)
				return { status: MutantRunStatus.Timeout, ...(hits.reason !== undefined && { reason: hits.reason }) };
			if (failure === undefined) continue;

			if (mutantActivation !== 'static') await this.#mustPassWithout(test);
			return { status: MutantRunStatus.Killed, killedBy: [test.id], failureMessage: failure, nrOfTests: ran };
		}
		return { status: MutantRunStatus.Survived, nrOfTests: ran };
	}

	/** What an earlier fault has left behind must not pass for this one's doing: Stryker begins a process anew after an error. */
	async #mustPassWithout(test: ToldTest): Promise<void> {
		Object.assign(this.#space, { activeMutant: undefined, hitCount: 0 });
		const failure = await failureOf(test);
		if (failure !== undefined) throw new Error(`${test.id} fails without a fault: ${failure}`);
	}

	async #load(): Promise<readonly ToldTest[]> {
		if (this.#tests) return this.#tests;
		const suite = (await import(SUITE)) as Told;
		for (const file of globSync(testsOf((process.env['MUTATED'] ?? '').split(','))).sort()) {
			suite.beginFile(file);
			await import(pathToFileURL(resolve(file)).href);
		}
		return (this.#tests = suite.told);
	}
}

/** Everything around a test is done for it alone. */
async function failureOf({ suites, run }: ToldTest): Promise<string | undefined> {
	const outwards = suites.toReversed();
	try {
		for (const { before } of suites) for (const hook of before) await ended(hook);
		for (const { beforeEach } of suites) for (const hook of beforeEach) await ended(hook);
		await ended(run);
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	} finally {
		for (const { afterEach } of outwards) for (const hook of afterEach) await ended(hook).catch(() => undefined);
		for (const { after } of outwards) for (const hook of after) await ended(hook).catch(() => undefined);
	}
}

async function ended(work: () => unknown): Promise<void> {
	const start = performance.eventLoopUtilization();
	let watch: ReturnType<typeof setInterval> | undefined;
	const idle = new Promise<never>((_, reject) => {
		watch = setInterval(() => {
			if (performance.eventLoopUtilization(start).idle > IDLE_MS) reject(new Error('waits for ever'));
		}, 250);
	});
	try {
		await Promise.race([work(), idle]);
	} finally {
		clearInterval(watch);
	}
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
