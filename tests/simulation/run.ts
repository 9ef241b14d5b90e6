import { parseArgs } from 'node:util';
import { FAULTS } from './faults.ts';
import { runHistory } from './history.ts';
import { openStores } from './open-stores.ts';
import { ruleOf, shrink } from './shrink.ts';
import { STORE_NAMES, type StoreName } from './stores.ts';

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

const { stores, close } = await openStores(store);
try {
	process.exitCode = (await tell(store)) > 0 ? 1 : 0;
} finally {
	await close();
}

async function tell(on: StoreName): Promise<number> {
	const faults = new Map<string, number>(FAULTS.map((fault) => [fault, 0]));
	const began = performance.now();
	let failed = 0;

	for (let index = 0; index < histories; index++) {
		const { village, violations } = await runHistory(seed + index, { stores });
		for (const [fault, count] of village.faults) faults.set(fault, faults.get(fault)! + count);
		if (values.trace) for (const line of village.trace) console.log(`    ${line}`);
		if (violations.length === 0) continue;

		failed += 1;
		console.log(`seed ${seed + index}`);
		for (const violation of violations.slice(0, 6)) console.log(`  ${violation}`);
		await printScript(seed + index, ruleOf(violations[0]!));
	}

	const ms = (performance.now() - began) / histories;
	console.log(
		`${histories} histories on ${on} from seed ${seed}, ${failed} with violations; ${ms.toFixed(1)} ms each`
	);
	console.log([...faults].map(([fault, count]) => `${fault} ${count}`).join(', '));
	return failed;
}

/** The fewest steps that still break the rule, as they happened. */
async function printScript(failedSeed: number, rule: string): Promise<void> {
	const { village, steps, violations } = await shrink(failedSeed, rule, { stores });

	console.log(`  ${steps.length} steps are enough:`);
	for (const line of village.trace) console.log(`    ${line}`);
	console.log('  everybody syncs until nothing moves, and still');
	for (const violation of violations) console.log(`    ${violation}`);
}
