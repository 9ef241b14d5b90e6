import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { AnsweringServer, MINH_CHAU, type Asker } from '../../../../tests/support/answering-server.ts';
import { MOST_READ } from './ancestry.ts';

let server: AnsweringServer;
let officer: Asker;
let office: Asker;
beforeEach(() => {
	server = new AnsweringServer();
	({ officer, office } = server);
});

const state = () => server.record('dossier').registers['state']!;
const conflicts = () => server.records().filter(({ kind }) => kind === 'conflict');
/** Takes a change that is made now, a second after what came before. */
async function take(by: Asker, make: () => Change): Promise<Change> {
	server.nowMs += 1_000;
	const change = make();
	expect(await by.receipt(change)).toMatchObject({ r: 'ok' });
	return change;
}

describe('how far back the log is read', () => {
	/** So many edits of one dossier, each built on the one before; their ids. */
	async function edits(count: number): Promise<string[]> {
		const ids: string[] = [];
		for (let index = 0; index < count; index++) {
			const change = officer.dossier(index % 2 === 0 ? 'preparing' : 'complete', ids.at(-1) ?? null);
			await officer.receipt(change);
			ids.push(change.id);
		}
		return ids;
	}

	test('an edit built on one far down the line of what stands is no ancestor of it', async () => {
		const ids = await edits(10);
		server.nowMs += 1_000;
		await take(office, () => office.dossier('not_started', ids[2]!));

		expect(conflicts()).toMatchObject([{ id: `conflict:${ids.at(-1)}:state` }]);
	});

	test('is bounded: what lies further apart counts as made without knowing, and nothing is lost', async () => {
		const [first] = await edits(MOST_READ + 10);
		let reads = 0;
		const inUnit = server.store.inUnit.bind(server.store);
		server.store.inUnit = (unitId, received, work) =>
			inUnit(unitId, received, (unit) =>
				work({
					...unit,
					attempt: (changes, each) =>
						unit.attempt(changes, (log) => {
							const logged = log.logged.bind(log);
							log.logged = (id) => {
								reads += 1;
								return logged(id);
							};
							return each(log);
						})
				})
			);
		await take(office, () => office.dossier('not_started', first));

		expect(conflicts()).toHaveLength(1);
		expect(reads).toBeLessThan(MOST_READ + 10);
		expect(reads).toBeGreaterThan(MOST_READ - 10);
	});

	test('ends where both ways meet', async () => {
		const ids = await edits(60);
		let reads = 0;
		const { changes } = server.store.disk.units.get(MINH_CHAU)!;
		const get = changes.get.bind(changes);
		(changes as Map<string, unknown>).get = (id: string) => {
			reads += 1;
			return get(id);
		};
		const late = office.dossier('not_started', ids.at(-3));
		await office.receipt(late);

		expect(reads).toBeLessThan(20);
	});

	test('a value that came back is one that the author saw', async () => {
		const [first] = await edits(3);
		// The third says what the first said.
		await take(office, () => office.dossier('not_started', first));

		expect(conflicts()).toEqual([]);
		expect(state().value).toEqual({ state: 'not_started' });
	});
});
