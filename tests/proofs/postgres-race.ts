import { parseArgs } from 'node:util';
import { startPostgres } from '../support/postgres.ts';
import { runRace } from './race.ts';

/** `node tests/proofs/postgres-race.ts --seconds 60 --writers 16` */
const { values } = parseArgs({
	options: { seconds: { type: 'string', default: '60' }, writers: { type: 'string', default: '16' } }
});
const postgres = await startPostgres();
try {
	const endMs = performance.now() + Number(values.seconds) * 1000;
	const { counts, violations } = await runRace({
		databaseUrl: postgres.url,
		writers: Number(values.writers),
		isOver: () => performance.now() >= endMs
	});

	for (const violation of violations.slice(0, 20)) console.log(`  ${violation}`);
	console.log(
		`${values.writers} writers, ${values.seconds} s: ` +
			Object.entries(counts)
				.map(([what, count]) => `${count} ${what}`)
				.join(', ')
	);
	console.log(`${violations.length} violations`);
	process.exitCode = violations.length > 0 ? 1 : 0;
} finally {
	await postgres.stop();
}
