import { parseArgs } from 'node:util';
import { runHistory } from './history.ts';
import { violationsOf } from './invariants.ts';

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
let failed = 0;

for (let index = 0; index < histories; index++) {
	const village = await runHistory(seed + index);
	for (const [fault, count] of village.faults) faults.set(fault, (faults.get(fault) ?? 0) + count);
	const violations = violationsOf(village);
	if (violations.length > 0) {
		failed += 1;
		console.log(`seed ${seed + index}`);
		for (const violation of violations.slice(0, 6)) console.log(`  ${violation}`);
	}
	if (values.trace) for (const line of village.trace) console.log(`    ${line}`);
}

console.log(`${histories} histories from seed ${seed}, ${failed} with violations`);
console.log([...faults].map(([fault, count]) => `${fault} ${count}`).join(', '));
process.exitCode = failed > 0 ? 1 : 0;
