import { parseArgs } from 'node:util';
import { countsLine, runKillRounds } from './kill-rounds.ts';

/** `node tests/proofs/kill.ts --rounds 50`, on what `npm run build` has built. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' } } });
const { counts, violations } = await runKillRounds(Number(values.rounds), (line) => console.log(line));

for (const violation of violations) console.log(`  ${violation}`);
console.log(`${values.rounds} rounds: ${countsLine(counts)}`);
console.log(`${violations.length} violations`);
process.exitCode = violations.length > 0 ? 1 : 0;
