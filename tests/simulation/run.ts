import { parseArgs } from 'node:util';
import { runHistory } from './history.ts';
import { violationsOf } from './invariants.ts';
import { ruleOf, shrink } from './shrink.ts';

/** `npm run simulate -- --histories N --seed S [--trace]` */
const { values } = parseArgs({
	options: {
		histories: { type: 'string', default: '2000' },
		seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
		trace: { type: 'boolean', default: false }
	}
});
const histories = Number(values.histories);
const seed = Number(values.seed);
const faults = new Map<string, number>();
const began = performance.now();
let failed = 0;

for (let index = 0; index < histories; index++) {
	const village = await runHistory(seed + index);
	for (const [fault, count] of village.faults) faults.set(fault, (faults.get(fault) ?? 0) + count);
	const violations = violationsOf(village);
	if (values.trace) for (const line of village.trace) console.log(`    ${line}`);
	if (violations.length === 0) continue;

	failed += 1;
	console.log(`seed ${seed + index}`);
	for (const violation of violations.slice(0, 6)) console.log(`  ${violation}`);
	await printScript(seed + index, ruleOf(violations[0]!));
}

const ms = (performance.now() - began) / histories;
console.log(`${histories} histories from seed ${seed}, ${failed} with violations; ${ms.toFixed(1)} ms each`);
console.log([...faults].map(([fault, count]) => `${fault} ${count}`).join(', '));
process.exitCode = failed > 0 ? 1 : 0;

/** The fewest steps that still break the rule, as they happened. */
async function printScript(failedSeed: number, rule: string): Promise<void> {
	const { village, steps } = await shrink(failedSeed, rule);

	console.log(`  ${steps.length} steps are enough:`);
	for (const line of village.trace) console.log(`    ${line}`);
	console.log('  everybody syncs until nothing moves, and still');
	for (const violation of violationsOf(village)) console.log(`    ${violation}`);
}
