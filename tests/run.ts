import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { currentBuild } from '../src/cli/build/build-folders.ts';
import { type Counts, NONE, readPlaywright, readVitest } from './support/counts.ts';
import { runStep, type Step, stopSteps } from './support/step.ts';

const root = resolve(import.meta.dirname, '..');

const UNIT = { file: '.vitest/unit.json', read: readVitest };
const E2E = { file: 'test-results/e2e.json', read: readPlaywright };

/** Steps one after the other. */
type Lane = Step[];

/** Words come first, because everything else reads them. What reads the sources follows, a core for each of two lanes that take
 *  about as long. The tests have both cores for themselves: what waits in them for an answer waits less for its turn. */
const PHASES: Lane[][] = [
	[
		[
			{ name: 'words', title: 'Words compiled', scripts: [['words'], ['sync']] },
			{ name: 'browser', title: 'A browser', scripts: [['browser']] }
		]
	],
	[
		[
			{ name: 'types', title: 'Types', scripts: [['types']] },
			{ name: 'rules', title: 'Dependency rules', scripts: [['rules']] },
			{ name: 'dead', title: 'Dead code', scripts: [['dead']] },
			{ name: 'build', title: 'Build', scripts: [['build']] },
			{ name: 'sizes', title: 'Sizes', scripts: [['sizes']], needsBuild: true }
		],
		[{ name: 'lint', title: 'Lint and format', scripts: [['lint']] }]
	],
	[
		[
			{
				name: 'unit',
				title: 'Unit and scenario tests',
				scripts: [['unit', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT.file}`]],
				results: UNIT
			}
		]
	],
	[[{ name: 'e2e', title: 'Browser tests', scripts: [['e2e']], needsBuild: true, results: E2E }]]
];

class StepUnknown extends Error {
	override name = 'StepUnknown';
}

/** The phases with the steps asked for, and with what those need. Words are always among them. */
function choosePhases(only: string | undefined): Lane[][] {
	if (only === undefined) return PHASES;

	const steps = PHASES.flat(2);
	const names = only.split(',').map((name) => name.trim());
	const unknown = names.filter((name) => !steps.some((step) => step.name === name));
	if (unknown.length > 0)
		throw new StepUnknown(
			`No step ${unknown.join(', ')}. The steps are ${steps.map(({ name }) => name).join(', ')}.`
		);

	const lacksBuild = currentBuild(root) === undefined;
	const wanted = new Set([
		'words',
		...names,
		...(names.includes('unit') ? ['browser'] : []),
		...steps.filter(({ name, needsBuild }) => needsBuild && lacksBuild && names.includes(name)).map(() => 'build')
	]);

	return PHASES.map((lanes) =>
		lanes.map((lane) => lane.filter(({ name }) => wanted.has(name))).filter((lane) => lane.length > 0)
	);
}

/** Until one fails. */
async function runLane(lane: Lane, how: { isAlone: boolean }): Promise<Counts> {
	const total = { ...NONE };
	for (const step of lane) {
		add(total, await runStep(step, how));
		if (total.failed > 0) break;
	}
	return total;
}

function add(total: Counts, { passed, failed, skipped }: Counts): void {
	total.passed += passed;
	total.failed += failed;
	total.skipped += skipped;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => {
		stopSteps();
		process.exit(1);
	});

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { only: { type: 'string' } } });
	const started = performance.now();
	const total = { ...NONE };

	for (const lanes of choosePhases(values.only)) {
		const isAlone = lanes.length === 1;
		for (const counts of await Promise.all(lanes.map((lane) => runLane(lane, { isAlone })))) add(total, counts);
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
	if (!(error instanceof StepUnknown)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
