import { parseArgs } from 'node:util';
import { runPostgresTrouble } from './trouble-rounds.ts';

/** `node tests/proofs/postgres-trouble.ts --restarts 6`, on what `npm run build` has built. */
const { values } = parseArgs({ options: { restarts: { type: 'string', default: '6' } } });
const { counts, violations } = await runPostgresTrouble(Number(values.restarts), (line) => console.log(line));

for (const violation of violations.slice(0, 20)) console.log(`  ${violation}`);
const told = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
console.log(`${told.join(', ')}; ${violations.length} violations`);
process.exitCode = violations.length > 0 ? 1 : 0;
