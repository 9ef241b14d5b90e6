import { describe, expect, test } from 'vitest';
import { FAILED_SEEDS } from './failed-seeds.ts';
import { FAULTS } from './faults.ts';
import { runHistory } from './history.ts';
import { runSilentHistory } from './silence.ts';
import type { StoreName, Stores } from './stores.ts';
import { useStores } from './use-stores.ts';

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** `npm run prove` tells many times as many. */
const HISTORIES = { memory: 500, indexeddb: 40, sqlite: 40, postgres: 40 };
const SILENT_HISTORIES = { memory: 100, indexeddb: 10, sqlite: 10, postgres: 10 };

/** Tells what it ran; answers what went wrong and which kinds of faults never came up. A seed brings the same faults on
 *  every store, so that memory, which is quick, tells enough histories for all of them. */
async function tellHistories(stores: Stores, name: StoreName) {
	const histories = Number(process.env['HISTORIES'] ?? HISTORIES[name]);
	const faults = new Map<string, number>(FAULTS.map((fault) => [fault, 0]));
	const failures: string[] = [];
	for (let index = 0; index < histories && failures.length < 5; index++) {
		const { village, violations } = await runHistory(SEED + index, { stores });
		for (const [fault, count] of village.faults) faults.set(fault, faults.get(fault)! + count);
		if (violations.length > 0) failures.push(`seed ${SEED + index}:\n${violations.slice(0, 4).join('\n')}`);
	}
	const counts = [...faults].map(([fault, count]) => `${fault} ${count}`).join(', ');
	console.log(`${histories} histories on ${name} from seed ${SEED}; faults: ${counts}`);

	const isEnough = name === 'memory';
	return {
		failures,
		neverHappened: isEnough ? [...faults].filter(([, count]) => count === 0).map(([fault]) => fault) : []
	};
}

/** The histories on one kind of store; each has a file of its own, so that they are told beside one another. */
export function tellOn(name: StoreName): void {
	describe(`whatever goes wrong on the way, on ${name}`, () => {
		const given = useStores(name);

		test('all devices end with what the server holds, and nothing that was saved is lost', async () => {
			expect(await tellHistories(given.stores, name)).toEqual({ failures: [], neverHappened: [] });
		}, 300_000);

		test('while only the network is missing no change is set aside, and none is held up afterwards', async () => {
			for (let seed = SEED; seed < SEED + SILENT_HISTORIES[name]; seed++) {
				const { violations } = await runSilentHistory(seed, { stores: given.stores });
				expect(violations, `seed ${seed}`).toEqual([]);
			}
		}, 300_000);

		test.each([...FAILED_SEEDS])('seed %i holds: %s', async (seed) => {
			expect((await runHistory(seed, { stores: given.stores })).violations).toEqual([]);
		});

		test('the same seed makes the same history as in memory', async () => {
			for (const seed of [4711, 4712, 4713]) {
				const told = await runHistory(seed, { stores: given.stores });
				expect(told.village.trace, `seed ${seed}`).toEqual((await runHistory(seed)).village.trace);
			}
		});
	});
}
