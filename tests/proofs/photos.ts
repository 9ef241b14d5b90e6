import { parseArgs } from 'node:util';
import { cutTheLink, killTheApp, type PhotoOutcome } from './photo-rounds.ts';

/** `node tests/proofs/photos.ts --cuts 50 --photos 200`, on what `npm run build` has built. */
const { values } = parseArgs({
	options: {
		cuts: { type: 'string', default: '50' },
		photos: { type: 'string', default: '200' },
		seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) }
	}
});
const seed = Number(values.seed);

let failed = 0;
function tell(name: string, { counts, violations }: PhotoOutcome): void {
	for (const violation of violations) console.log(`  ${violation}`);
	const told = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
	console.log(`${name}, seed ${seed}: ${told.join(', ')}; ${violations.length} violations`);
	failed += violations.length;
}

tell('a link that dies', await cutTheLink(Number(values.cuts), 14_000_001, seed));
tell('an app that is killed', await killTheApp(Number(values.photos), 12, seed));
process.exitCode = failed > 0 ? 1 : 0;
