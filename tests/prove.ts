import { readVitest, NONE } from './support/counts.ts';
import { runStep, type Step, stopSteps } from './support/step.ts';

/** Twenty thousand histories take six minutes on two idle processors. */
const limitMinutes = 60;

const simulate = (store: string, histories: number): Step => ({
	name: `simulate-${store}`,
	title: `${histories} histories on ${store}`,
	scripts: [['simulate', '--histories', String(histories), '--store', store]],
	limitMinutes
});

/** A test file that reads from the environment how often it has to try. */
const whole = (name: string, title: string, file: string, environment?: Step['environment']): Step => {
	const results = `.vitest/prove-${name}.json`;
	return {
		name,
		title,
		scripts: [['unit', file, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`]],
		results: { file: results, read: readVitest },
		limitMinutes,
		...(environment && { environment })
	};
};

/** What `npm test` does with smaller counts, whole. Each is run even when one before it has failed. */
const STEPS: Step[] = [
	{ name: 'build', title: 'Build', scripts: [['words'], ['build']] },
	simulate('memory', 20_000),
	simulate('indexeddb', 1_000),
	simulate('sqlite', 1_000),
	simulate('postgres', 1_000),
	{
		name: 'race',
		title: 'Writers racing on PostgreSQL',
		scripts: [['prove:race', '--seconds', '60', '--writers', '16']]
	},
	{
		name: 'kill',
		title: 'Server and browser killed again and again',
		scripts: [['prove:kill', '--rounds', '50']],
		limitMinutes
	},
	{ name: 'postgres-trouble', title: 'PostgreSQL restarted and frozen under load', scripts: [['prove:postgres']] },
	{ name: 'build-under-server', title: 'A build under a running server', scripts: [['prove:build']] },
	{ name: 'photos', title: 'Photos through cuts and kills', scripts: [['prove:photos']], limitMinutes },
	whole('consistency', 'Districts of which every place says the same', 'tests/consistency', {
		CONSISTENCY_DISTRICTS: '500'
	}),
	whole('dead-store', 'A photo store that is dead', 'tests/proofs/dead-photo-store.test.ts'),
	whole('copy', 'Histories of the copy of the unsent', 'tests/scenarios/unsent-copy-histories.test.ts', {
		COPY_HISTORIES: '1000'
	}),
	whole(
		'exit-codes',
		'Commands end with a failure when what they check is broken',
		'tests/proofs/exit-codes.test.ts',
		{
			ALL_COMMANDS: 'yes'
		}
	)
];

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => {
		stopSteps();
		process.exit(1);
	});

const started = performance.now();
const failed: string[] = [];
for (const step of STEPS) {
	const counts = await runStep(step, { isAlone: true });
	if (counts.failed > NONE.failed) failed.push(step.name);
	// The others need what is built.
	if (step.name === 'build' && failed.length > 0) break;
}

console.log(`\n${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
for (const name of failed) console.log(`failed: ${name}`);
console.log(`${STEPS.length - failed.length} proofs passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
