import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { AnsweringServer, MINH_CHAU, type Asker } from '../../../../tests/support/answering-server.ts';

let server: AnsweringServer;
let officer: Asker;
let office: Asker;
beforeEach(() => {
	server = new AnsweringServer();
	({ officer, office } = server);
});

const state = () => server.record('dossier').registers['state']!;
const conflicts = () => server.records().filter(({ kind }) => kind === 'conflict');
const sidesOf = (conflict = server.record('conflict')) => {
	const { winner, loser } = conflict.registers['clash']!.value as { winner: Side; loser: Side };
	return { winner: winner.change, loser: loser.change };
};
interface Side {
	change: string;
}
interface Clash {
	register: string;
	winner: Side;
}
/** Takes a change that is made now, a second after what came before. */
async function take(by: Asker, make: () => Change): Promise<Change> {
	server.nowMs += 1_000;
	const change = make();
	expect(await by.receipt(change)).toMatchObject({ r: 'ok' });
	return change;
}

const MINUTE_MS = 60_000;

describe('two edits made without knowing of each other', () => {
	test('leave the later one standing, and a conflict with a seq of its own that names both', async () => {
		const mine = await take(officer, () => officer.dossier('preparing'));
		const yours = await take(office, () => office.dossier('complete'));

		expect(state().change).toBe(yours.id);
		const stamp = formatReading({ ms: server.nowMs, counter: 0, device: '00server' });
		const conflict = server.record('conflict');
		expect(conflict).toMatchObject({ id: `conflict:${mine.id}:state`, seq: 3, unitId: MINH_CHAU });
		expect(conflict.registers['clash']).toMatchObject({
			...{ by: 'server', stamp },
			value: {
				...{ kind: 'dossier', recordId: 'dossier:6', register: 'state' },
				winner: { change: yours.id, value: { state: 'complete' }, by: 'van-phong', stamp: state().stamp },
				loser: { change: mine.id, value: { state: 'preparing' }, by: 'can-bo' }
			}
		});
		expect(server.log().map(([seq]) => seq)).toEqual([1, 2, 3]);
		expect(server.store.log(MINH_CHAU).at(-1)).toMatchObject({
			personId: 'server',
			stamp,
			change: { kind: 'conflict', device: '00server', n: 3, hlc: stamp, v: 1, set: { clash: { prev: null } } },
			receipt: { r: 'ok', seq: 3, stamp, was: 0 }
		});
	});

	test('tell the one that comes late in which registers it lost', async () => {
		const late = officer.dossier('preparing');
		await take(office, () => office.dossier('complete'));

		expect(await officer.receipt(late)).toMatchObject({ r: 'ok', lost: ['state'] });
		expect(sidesOf()).toMatchObject({ loser: late.id });
	});

	test('that say the same are no conflict', async () => {
		await take(officer, () => officer.dossier('complete'));
		await take(office, () => office.dossier('complete'));

		expect(conflicts()).toEqual([]);
	});

	test('in two registers are two conflicts', async () => {
		const { recordId } = await take(officer, () => officer.check(1));
		await take(office, () =>
			office.change({
				recordId,
				set: {
					subject: { value: { indicator: '9.1', village: 'Thôn 1' }, prev: null },
					measurement: { value: { on: '2018-11-05', value: 4, met: 'met' }, prev: null }
				}
			})
		);

		expect(conflicts().map(({ seq }) => seq)).toEqual([3, 4]);
		expect(new Set(server.store.log(MINH_CHAU).map(({ change }) => change.id)).size).toBe(4);
	});

	test('of which each goes on by itself, when the one laid aside is edited in both', async () => {
		const mine = await take(officer, () => officer.check(1));
		const { recordId } = mine;
		const both = (value: number, prev: string | null) => ({
			recordId,
			set: {
				subject: { value: { indicator: '9.1', village: `Thôn ${value}` }, prev },
				measurement: { value: { on: '2018-11-05', value, met: 'met' }, prev }
			}
		});
		const other = server.person('can-bo-2', 'commune_officer', [MINH_CHAU], 'phone002');
		await take(other, () => other.change(both(4, null)));
		const again = await take(officer, () => officer.change(both(5, mine.id)));

		const clashes = conflicts().map(({ registers }) => registers['clash']!.value as unknown as Clash);
		expect(clashes.map(({ register }) => register).sort()).toEqual(['measurement', 'subject']);
		expect(clashes.map(({ winner }) => winner.change)).toEqual([again.id, again.id]);
	});

	test('go on in their conflict also over an edit that was refused', async () => {
		const mine = await take(officer, () => officer.dossier('preparing'));
		await take(office, () => office.dossier('complete'));
		const refused = officer.dossier('no such state', mine.id);
		expect(await officer.receipt(refused)).toMatchObject({ r: 'refused', code: 'invalid' });
		await take(officer, () => officer.dossier('not_started', refused.id));

		expect(conflicts()).toHaveLength(1);
	});

	test('keep the choice that a restore brought back before them', async () => {
		const mine = await take(officer, () => officer.dossier('preparing'));
		const settled = { settled: { value: { choice: 'winner', on: '2018-11-05' }, prev: null } };
		const recordId = `conflict:${mine.id}:state`;
		await take(office, () => office.change({ kind: 'conflict', recordId, set: settled }));
		await take(office, () => office.dossier('complete'));

		expect(server.record('conflict').registers).toMatchObject({
			settled: { value: { choice: 'winner' } },
			clash: { value: { register: 'state' } }
		});
	});

	test('are looked for only where two edits clash', async () => {
		const asked: string[] = [];
		const { store } = server;
		const inUnit = store.inUnit.bind(store);
		store.inUnit = (unitId, received, work) =>
			inUnit(unitId, received, (unit) =>
				work({
					...unit,
					attempt: (changes, each) =>
						unit.attempt(changes, (log) => {
							const recordsAbout = log.recordsAbout.bind(log);
							log.recordsAbout = (about, kind) => (asked.push(kind), recordsAbout(about, kind));
							return each(log);
						})
				})
			);
		const mine = await take(officer, () => officer.dossier('preparing'));
		await take(officer, () => officer.dossier('complete', mine.id));

		expect(asked).not.toContain('conflict');
	});

	test('an edit of the one laid aside goes into the same conflict, and swaps the sides when it is the later', async () => {
		const mine = await take(officer, () => officer.dossier('preparing'));
		const yours = await take(office, () => office.dossier('complete'));
		const again = await take(officer, () => officer.dossier('not_started', mine.id));

		expect(state().change).toBe(again.id);
		expect(conflicts()).toHaveLength(1);
		expect(server.record('conflict').id).toBe(`conflict:${mine.id}:state`);
		expect(sidesOf()).toEqual({ winner: again.id, loser: yours.id });
		// The conflict's own history: its second word was built on its first.
		const [first, second] = server.store.log(MINH_CHAU).filter(({ change }) => change.kind === 'conflict');
		expect(second).toMatchObject({
			change: { set: { clash: { prev: first!.change.id } } },
			receipt: { was: 3, seq: 5 }
		});
	});

	test('an edit of an edit of the one laid aside does too', async () => {
		const mine = await take(officer, () => officer.dossier('preparing'));
		const early = officer.dossier('not_started', mine.id);
		const onEarly = officer.dossier('preparing', early.id);
		await take(office, () => office.dossier('complete', null));
		expect(await officer.receipt(early)).toMatchObject({ lost: ['state'] });
		expect(sidesOf().loser).toBe(early.id);

		expect(await officer.receipt(onEarly)).toMatchObject({ lost: ['state'] });
		expect(conflicts()).toHaveLength(1);
		expect(sidesOf().loser).toBe(onEarly.id);
	});

	test('a third edit that knew of neither has a conflict of its own', async () => {
		await take(officer, () => officer.dossier('preparing'));
		await take(office, () => office.dossier('complete'));
		await take(officer, () => officer.dossier('not_started', null));

		expect(conflicts()).toHaveLength(2);
	});

	test('a conflict that was settled is not taken up again', async () => {
		const mine = await take(officer, () => officer.dossier('preparing'));
		await take(office, () => office.dossier('complete'));
		await take(office, () => settle(office, 'winner'));
		await take(officer, () => officer.dossier('not_started', mine.id));

		expect(conflicts()).toHaveLength(2);
	});

	test('an ancestor that comes late changes nothing, and is told so', async () => {
		const first = officer.dossier('preparing');
		const edit = officer.dossier('complete', first.id);
		for (let tries = 0; tries < 4; tries++) {
			await officer.receipt(edit);
			server.nowMs += 5 * MINUTE_MS;
		}
		expect(state().change).toBe(edit.id);

		expect(await officer.receipt(first)).toMatchObject({ r: 'ok', lost: ['state'] });
		expect(state().change).toBe(edit.id);
		expect(conflicts()).toEqual([]);
	});

	const settle = (by: Asker, choice: string) =>
		by.change({
			kind: 'conflict',
			recordId: conflicts()[0]!.id,
			set: { settled: { value: { choice, on: '2018-11-05' }, prev: null } }
		});

	test('are settled by the first who chooses; the second is told that their choice does not count', async () => {
		await take(officer, () => officer.dossier('preparing'));
		await take(office, () => office.dossier('complete'));
		expect(await officer.receipt(settle(officer, 'loser'))).not.toHaveProperty('lost');
		server.nowMs += 1_000;

		expect(await office.receipt(settle(office, 'winner'))).toMatchObject({ r: 'ok', lost: ['settled'] });
		expect(server.record('conflict').registers['settled']!.value).toMatchObject({ choice: 'loser' });
	});
});
