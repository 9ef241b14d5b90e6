import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { FAULTS } from './faults.ts';
import { runHistory } from './history.ts';
import { openStores } from './open-stores.ts';
import { runSilentHistory } from './silence.ts';
import { ruleOf, shrink } from './shrink.ts';
import { STORE_NAMES, type StoreName, type Stores } from './stores.ts';

/** `npm run simulate -- --histories N --seed S --store memory|indexeddb|sqlite|postgres [--trace]` */
const { values } = parseArgs({
	options: {
		histories: { type: 'string', default: '2000' },
		seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
		store: { type: 'string', default: 'memory' },
		trace: { type: 'boolean', default: false }
	}
});
const histories = Number(values.histories);
const seed = Number(values.seed);
const store = STORE_NAMES.find((name) => name === values.store);
if (!store) throw new Error(`there is no store ${values.store}; there are ${STORE_NAMES.join(', ')}`);

/** Histories one after the other, of these seeds. */
interface Share {
	seed: number;
	histories: number;
}

interface Told {
	failed: number;
	faults: Map<string, number>;
}

const share = workerData as Share | null;
if (share) parentPort!.postMessage(await tellAlone(share));
else process.exitCode = (await tell(store)) > 0 ? 1 : 0;

async function tell(on: StoreName): Promise<number> {
	const began = performance.now();
	// Memory is each thread's own; the others' stores are opened once.
	const isShared = on === 'memory' && !values.trace;
	const told = isShared ? await tellTogether() : [await tellAlone({ seed, histories })];

	const failed = told.reduce((sum, part) => sum + part.failed, 0);
	const faults = FAULTS.map(
		(fault) => `${fault} ${told.reduce((sum, part) => sum + (part.faults.get(fault) ?? 0), 0)}`
	);
	const seconds = (performance.now() - began) / 1000;
	console.log(
		`${histories} histories on ${on} from seed ${seed}, ${failed} with violations; ${seconds.toFixed(0)} s on ${told.length} threads`
	);
	console.log(faults.join(', '));
	return failed;
}

/** A thread for each processor; what a seed tells is the same in each. */
function tellTogether(): Promise<Told[]> {
	const threads = Math.min(availableParallelism(), histories);
	const most = Math.ceil(histories / threads);
	const shares = Array.from({ length: threads }, (_, at) => ({
		seed: seed + at * most,
		histories: Math.max(0, Math.min(most, histories - at * most))
	}));
	return Promise.all(
		shares.map(
			(workerData) =>
				new Promise<Told>((resolve, reject) => {
					const worker = new Worker(new URL(import.meta.url), { workerData, argv: process.argv.slice(2) });
					worker.once('message', resolve).once('error', reject);
				})
		)
	);
}

async function tellAlone(own: Share): Promise<Told> {
	const { stores, close } = await openStores(store!);
	const faults = new Map<string, number>(FAULTS.map((fault) => [fault, 0]));
	let failed = 0;
	try {
		for (let index = 0; index < own.histories; index++) {
			const { village, violations } = await runHistory(own.seed + index, { stores });
			for (const [fault, count] of village.faults) faults.set(fault, faults.get(fault)! + count);
			if (values.trace) for (const line of village.trace) console.log(`    ${line}`);
			// One in ten is told once more, with nothing missing but the network.
			const silent = index % 10 === 0 ? await runSilentHistory(own.seed + index, { stores }) : undefined;
			const silentViolations = silent?.violations ?? [];
			if (violations.length + silentViolations.length === 0) continue;

			failed += 1;
			console.log(`seed ${own.seed + index}`);
			for (const violation of silentViolations.slice(0, 6)) console.log(`  only silence: ${violation}`);
			for (const violation of violations.slice(0, 6)) console.log(`  ${violation}`);
			if (violations.length > 0) await printScript(stores, own.seed + index, ruleOf(violations[0]!));
		}
	} finally {
		await close();
	}
	return { failed, faults };
}

/** The fewest steps that still break the rule, as they happened. */
async function printScript(stores: Stores, failedSeed: number, rule: string): Promise<void> {
	const { village, steps, violations } = await shrink(failedSeed, rule, { stores });

	console.log(`  ${steps.length} steps are enough:`);
	for (const line of village.trace) console.log(`    ${line}`);
	console.log('  everybody syncs until nothing moves, and still');
	for (const violation of violations) console.log(`    ${violation}`);
}
