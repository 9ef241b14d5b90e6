import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { Taken } from '#lib/domain/changes/push.ts';
import { AnsweringServer, MINH_CHAU, type Asker } from '../../../../tests/support/answering-server.ts';
import { nextId } from '../../../../tests/support/records.ts';

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

const MINUTE_MS = 60_000;

test('a record is what its changes made of it: whose, when and by which change', async () => {
	const change = await take(officer, () => officer.check(2));
	const stamp = formatReading({ ms: server.nowMs, counter: 1, device: 'phone001' });
	const by = { stamp, change: change.id, by: 'can-bo' };

	expect(server.records()).toEqual([
		{
			...{ unitId: MINH_CHAU, kind: 'check', id: change.recordId, seq: 1 },
			registers: {
				subject: { value: { indicator: '9.1' }, ...by },
				measurement: { value: { on: '2018-11-05', value: 2, met: 'not_met' }, ...by }
			}
		}
	]);
});

test('the receipt tells which seq the record had before', async () => {
	const first = officer.check();
	expect(await officer.receipt(first)).toMatchObject({ seq: 1, was: 0 });
	await officer.receipt(officer.check());
	expect(await officer.receipt(officer.check(3, { prev: first.id, recordId: first.recordId }))).toMatchObject({
		seq: 3,
		was: 1
	});
});

test('a register that a change does not set stays as it was', async () => {
	const first = await take(officer, () => officer.check());
	await take(officer, () => officer.check(3, { prev: first.id, recordId: first.recordId }));

	expect(server.record('check').registers).toMatchObject({
		subject: { change: first.id },
		measurement: { value: { value: 3 } }
	});
});

describe('an edit of what has not arrived', () => {
	const orphan = () => officer.check(1, { prev: nextId() });
	async function tryAt(change: Change, ...minutes: number[]): Promise<string[]> {
		const came: string[] = [];
		const startMs = server.nowMs;
		for (const minute of minutes) {
			server.nowMs = startMs + minute * MINUTE_MS;
			came.push((await officer.receipt(change)).r);
		}
		return came;
	}

	test('is waited for ten minutes and three tries, and then taken as made without knowing', async () => {
		expect(await tryAt(orphan(), 0, 4, 8, 9.99, 10)).toEqual(['hold', 'hold', 'hold', 'hold', 'ok']);
	});

	test('is not given up before the third try, however long that takes', async () => {
		expect(await tryAt(orphan(), 0, 60, 600, 601)).toEqual(['hold', 'hold', 'hold', 'ok']);
	});

	test('leaves nothing in the log, and is taken once that has arrived', async () => {
		const first = officer.check();
		const edit = officer.check(3, { prev: first.id, recordId: first.recordId });
		expect(await officer.receipt(edit)).toMatchObject({ r: 'hold', code: 'prev-unknown' });
		expect(server.store.log(MINH_CHAU)).toEqual([]);

		expect(await officer.receipt(first, edit)).toMatchObject({ r: 'ok', seq: 2 });
	});

	test('a change of another record is no ancestor of it', async () => {
		const other = await take(officer, () => officer.check());

		expect(await officer.receipt(officer.check(3, { prev: other.id }))).toMatchObject({ r: 'hold' });
		const dossier = officer.dossier('complete', other.id);
		expect(await officer.receipt(dossier)).toMatchObject({ r: 'hold' });
	});

	test('every register has to have arrived', async () => {
		const first = await take(officer, () => officer.check());
		const { recordId } = first;
		const measurement = officer.check(3, { prev: first.id }).set['measurement']!;
		const subject = { value: { indicator: '9.1' }, prev: nextId() };

		expect(await officer.receipt(officer.change({ recordId, set: { measurement, subject } }))).toMatchObject({
			code: 'prev-unknown'
		});
	});

	test('also one in which nothing stands', async () => {
		const { recordId } = await take(officer, () => officer.check());
		const life = { value: { voided: true, reason: 'ghi nhầm' }, prev: nextId() };

		expect(await officer.receipt(officer.change({ recordId, set: { life } }))).toMatchObject({
			code: 'prev-unknown'
		});
	});

	test('is a conflict in the end where something else stands', async () => {
		const { recordId } = await take(officer, () => officer.check());

		expect(await tryAt(officer.check(7, { prev: nextId(), recordId }), 0, 5, 10, 15)).toEqual([
			...['hold', 'hold', 'hold'],
			'ok'
		]);
		expect(conflicts()).toHaveLength(1);
	});

	test('is not held up by a register in which nothing stood', async () => {
		const first = await take(officer, () => officer.check());
		const { recordId } = first;
		const life = { value: { voided: true, reason: 'ghi nhầm' }, prev: null };
		const measurement = officer.check(3, { prev: first.id }).set['measurement']!;

		expect(await officer.receipt(officer.change({ recordId, set: { life, measurement } }))).toMatchObject({
			r: 'ok'
		});
	});
});

test('what is refused is remembered, so that what is built on it stands on what it was built on', async () => {
	const check = await take(officer, () => officer.check());
	const { recordId } = check;
	await office.receipt(office.review(check, 'verified'));
	const locked = officer.check(5, { prev: check.id, recordId });
	expect(await officer.receipt(locked)).toMatchObject({ r: 'refused', code: 'locked' });
	const { receipt, stamp, personId } = server.store.log(MINH_CHAU).find(({ change }) => change.id === locked.id)!;
	expect([receipt.r, stamp, personId]).toEqual(['refused', null, 'can-bo']);

	await office.receipt(office.review(check, 'reopened'));
	server.nowMs += 1_000;
	expect(await officer.receipt(officer.check(6, { prev: locked.id, recordId }))).not.toHaveProperty('lost');
	expect(conflicts()).toEqual([]);
});

test('what was built on a refused change is not built on what stands because that says the same', async () => {
	const other = server.person('can-bo-2', 'commune_officer', [MINH_CHAU], 'phone002');
	const check = await take(officer, () => officer.check(2));
	const { recordId } = check;
	await office.receipt(office.review(check, 'verified'));
	const locked = officer.check(5, { prev: check.id, recordId });
	expect(await officer.receipt(locked)).toMatchObject({ r: 'refused' });
	await office.receipt(office.review(check, 'reopened'));
	await take(other, () => other.check(5, { prev: check.id, recordId }));
	await take(officer, () => officer.check(6, { prev: locked.id, recordId }));

	expect(conflicts()).toHaveLength(1);
});

test('a change that says it was built on one of another register is taken as made without knowing', async () => {
	const first = await take(officer, () => officer.check());
	const { recordId } = first;
	const edit = await take(officer, () => officer.check(3, { prev: first.id, recordId }));
	const subject = { value: { indicator: '9.1', village: 'Thôn 1' }, prev: edit.id };
	await take(officer, () => officer.change({ recordId, set: { subject } }));

	expect(conflicts()).toHaveLength(1);
});

describe('a record that was voided', () => {
	const voidIt = (by: Asker, { recordId }: Change, voided: boolean, prev: string | null = null) =>
		by.change({ recordId, set: { life: { value: { voided, reason: 'ghi nhầm' }, prev } } });

	test('raises a conflict about that when somebody writes to it who does not bring it back', async () => {
		const check = await take(officer, () => officer.check());
		const voiding = await take(officer, () => voidIt(officer, check, true));
		const edit = await take(officer, () => officer.check(3, { prev: check.id, recordId: check.recordId }));

		expect(server.record('conflict')).toMatchObject({
			id: `conflict:${edit.id}:life`,
			registers: {
				clash: {
					value: {
						register: 'life',
						winner: { change: voiding.id },
						loser: { change: edit.id, value: null, by: 'can-bo' }
					}
				}
			}
		});
	});

	test('does not when it is brought back in the same go, or was before', async () => {
		const check = await take(officer, () => officer.check());
		const voiding = await take(officer, () => voidIt(officer, check, true));
		const measurement = officer.check(3, { prev: check.id }).set['measurement']!;
		const revived = await take(officer, () =>
			officer.change({ recordId: check.recordId, set: { measurement, life: { value: null, prev: voiding.id } } })
		);
		await take(officer, () => officer.check(4, { prev: revived.id, recordId: check.recordId }));

		expect(conflicts()).toEqual([]);
	});
});

describe('the stamp', () => {
	test('is when the change was made, by the server’s clock, whatever the phone’s shows', async () => {
		const madeMs = server.nowMs;
		const phoneMs = Date.parse('2011-01-01T00:00:00Z');
		const change = officer.check(2, { made: { at: phoneMs, after: 0 } });
		server.nowMs += 90 * MINUTE_MS;
		const { receipts } = await officer.push([change], { now: phoneMs + 90 * MINUTE_MS });

		expect((receipts[0] as Taken).stamp).toBe(formatReading({ ms: madeMs, counter: 1, device: 'phone001' }));
	});

	test('is later than that of what the change was built on, and of nothing else', async () => {
		const madeMs = server.nowMs - MINUTE_MS;
		const early = { made: { at: madeMs, after: 0 } };
		const check = await take(officer, () => officer.check());
		const { stamp } = server.record('check').registers['measurement']!;

		const onIt = (await officer.receipt(
			officer.check(3, { prev: check.id, recordId: check.recordId, ...early })
		)) as Taken;
		expect(onIt.stamp > stamp).toBe(true);
		const beside = (await officer.receipt(officer.check(3, early))) as Taken;
		expect(beside.stamp < stamp).toBe(true);
	});

	test('is later than that of an ancestor which no longer stands', async () => {
		const first = await take(officer, () => officer.dossier('preparing'));
		const { stamp } = state();
		await take(office, () => office.dossier('complete', first.id));
		const made = { at: server.nowMs - 60 * MINUTE_MS, after: 0 };
		const edit = (await officer.receipt(officer.dossier('not_started', first.id, { made }))) as Taken;

		expect(edit.stamp > stamp).toBe(true);
		expect(edit.lost).toEqual(['state']);
	});

	test('does not lie ahead of the server’s clock, or of the latest stamp of the commune', async () => {
		const ahead = { made: { at: server.nowMs + 60 * MINUTE_MS, after: 0 } };
		const { stamp } = (await officer.receipt(officer.check(2, ahead))) as Taken;
		expect(stamp).toBe(formatReading({ ms: server.nowMs, counter: 0, device: 'phone001' }));

		server.nowMs -= 10 * MINUTE_MS;
		const later = (await officer.receipt(officer.check(2, ahead))) as Taken;
		expect(later.stamp).toBe(stamp);
	});

	test('of an earlier version of the program is its reading, moved only while it had not met the server', async () => {
		const slowMs = server.nowMs - 60 * MINUTE_MS;
		const old = () => {
			const { made: _, ...change } = officer.check(2, {
				hlc: formatReading({ ms: slowMs, counter: 5, device: 'phone001' })
			});
			return change;
		};
		const met = await officer.push([old()], { now: slowMs, epoch: 'epoch-1' });
		const unmet = await officer.push([old()], { now: slowMs, epoch: null });

		expect((met.receipts[0] as Taken).stamp).toBe(formatReading({ ms: slowMs, counter: 5, device: 'phone001' }));
		expect((unmet.receipts[0] as Taken).stamp).toBe(
			formatReading({ ms: server.nowMs, counter: 5, device: 'phone001' })
		);
	});
});

test.each([
	['review', () => server.record('review').id, 'check'],
	['finding', () => server.record('finding').id, 'visit'],
	['remark', () => server.record('remark').id, 'visit']
] as const)('a %s is found from the %s it belongs to', async (kind, idOf, about) => {
	const visit = await take(office, () =>
		office.change({
			kind: 'visit',
			set: {
				opening: {
					value: {
						...{ purpose: 'follow_up', on: '2018-11-05', startedAt: '2018-11-05T01:00:00.000Z' },
						criteria: [6]
					},
					prev: null
				}
			}
		})
	);
	const check = await take(officer, () => officer.check());
	const text = { visit: visit.recordId, criterion: 6, text: 'Sửa lại' };
	const made = {
		review: () => office.review(check, 'verified'),
		finding: () =>
			office.change({
				...{ kind: 'finding', recordId: `finding:${visit.recordId}:6` },
				set: { verdict: { value: { verdict: 'needs_work' }, prev: null } }
			}),
		remark: () => office.change({ kind: 'remark', set: { text: { value: text, prev: null } } })
	};
	await take(office, made[kind]);
	const of = about === 'check' ? check.recordId : visit.recordId;
	const found = await server.store.inUnit(MINH_CHAU, undefined, (unit) =>
		unit.attempt([], (log) => log.recordsAbout(`${about}/${of}`, kind))
	);

	expect(found.map(({ id }) => id)).toEqual([idOf()]);
});
