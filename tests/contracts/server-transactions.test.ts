import { describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { MOST_ABOUT, type UnitLog } from '#lib/server/sync/unit-log.ts';
import { DAN_LY, readUnit, recordAfter, SERVER_STORES, useServerStore } from './server-stores.ts';

class Killed extends Error {
	override name = 'Killed';
}

describe.each(SERVER_STORES)('a unit’s transaction: $name', ({ open }) => {
	const given = useServerStore(open);
	const { change } = given;
	const attempt = <T>(work: (log: UnitLog) => Promise<T>, changes: readonly Change[] = [change('dossier:19')]) =>
		given.writer.inUnit(given.unitId, (unit) => unit.attempt(changes, work));
	const seqsInLog = (changes: readonly Change[]) =>
		attempt(async (log) => {
			const logged = await Promise.all(changes.map(({ id }) => log.logged(id)));
			return logged.map((one) => (one?.receipt.r === 'ok' ? one.receipt.seq : undefined));
		});

	test('seqs go on from one transaction to the next without a gap', async () => {
		expect(await given.writer.write(change('dossier:1'), change('dossier:2'))).toEqual([1, 2]);
		expect(await given.writer.write(change('dossier:1'))).toEqual([3]);
		expect((await readUnit(given.opened.store, given.unitId)).head).toBe(3);
	});

	test('a fresh log knows unit, head and latest stamp', async () => {
		const [early, late] = [change('dossier:1'), change('dossier:2')];
		expect(await attempt(async ({ unit, head, lastStamp }) => [unit.id, head, lastStamp])).toEqual([
			given.unitId,
			0,
			''
		]);

		// The stamp of a change that came later but was made earlier does not turn the clock back.
		await given.writer.write(late, early);
		expect(await attempt(async ({ head, lastStamp }) => [head, lastStamp])).toEqual([2, late.hlc]);
	});

	test('what was appended is seen by the next reads of the log', async () => {
		const [one, two, no] = [change('dossier:1'), change('dossier:1'), change('dossier:1')];
		const review = change('review-1', { kind: 'review' });
		const seen = await attempt(
			async (log) => {
				const before = [await log.logged(one.id), await log.record('dossier', 'dossier:1')];
				given.writer.take(log, one);
				expect(await log.numbered(one.device, one.n)).toBe(one.id);
				given.writer.take(log, two);
				log.append(given.writer.refused(no));
				given.writer.take(log, review, 'dossier/dossier:1');
				return {
					before,
					head: log.head,
					logged: await log.logged(one.id),
					record: await log.record('dossier', 'dossier:1'),
					changes: await Promise.all([one, two, no].map(async ({ id }) => (await log.logged(id))?.receipt.r)),
					about: (await log.recordsAbout('dossier/dossier:1', 'review')).map(({ id }) => id)
				};
			},
			[one, two, no, review]
		);

		expect(seen).toEqual({
			before: [undefined, undefined],
			head: 3,
			logged: given.writer.accepted(one, 1),
			record: recordAfter(two, 2, given.writer.person),
			changes: ['ok', 'ok', 'refused'],
			about: ['review-1']
		});
	});

	test('and by the next transaction, refused changes too, which take no seq', async () => {
		const [one, no, review] = [
			change('dossier:1'),
			change('dossier:1'),
			change('review-1', { kind: 'review' })
		] as const;
		await attempt(
			async (log) => {
				given.writer.take(log, one);
				log.append(given.writer.refused(no));
				given.writer.take(log, review, 'dossier/dossier:1');
			},
			[one, no, review]
		);

		const seen = await attempt(async (log) => ({
			head: log.head,
			logged: [await log.logged(one.id), await log.logged(no.id)],
			record: await log.record('dossier', 'dossier:1'),
			about: (await log.recordsAbout('dossier/dossier:1', 'review')).map(({ id }) => id),
			conflicts: await log.recordsAbout('dossier/dossier:1', 'conflict'),
			aboutOthers: await log.recordsAbout('dossier/dossier:2', 'review')
		}));
		expect(seen).toEqual({
			head: 2,
			logged: [given.writer.accepted(one, 1), given.writer.refused(no)],
			record: recordAfter(one, 1, given.writer.person),
			about: ['review-1'],
			conflicts: [],
			aboutOthers: []
		});
	});

	test('what is about a record is found as it is now, also when it was read or changed by itself before', async () => {
		const key = { kind: 'review' };
		const [first, second] = [change('review-1', key), change('review-2', key)];
		const anew = change('review-1', { ...key, set: { state: { value: { state: 'none' }, prev: first.id } } });
		await attempt(
			async (log) => {
				given.writer.take(log, first, 'dossier/dossier:1');
				given.writer.take(log, second, 'dossier/dossier:1');
			},
			[first, second]
		);

		const found = await attempt(async (log) => {
			expect(await log.record('review', 'review-2')).toEqual(await log.record('review', 'review-2'));
			given.writer.take(log, anew, 'dossier/dossier:1');
			return log.recordsAbout('dossier/dossier:1', 'review');
		});
		const expected = [recordAfter(second, 2, given.writer.person), recordAfter(anew, 3, given.writer.person)];
		expect(found.sort((a, b) => a.seq - b.seq)).toEqual(expected);
	});

	test('the number of a device is known from any unit', async () => {
		const [first, far] = [change('dossier:1'), given.writer.change('dossier:1', { unitId: DAN_LY })];
		await given.writer.write(first);
		await given.writer.write(far);
		const asked = [first, far, change('dossier:2')];

		expect(
			await attempt((log) => Promise.all(asked.map(({ device, n }) => log.numbered(device, n))), asked)
		).toEqual([first.id, far.id, undefined]);
	});

	test('an attempt that fails leaves nothing, and the transaction goes on with the same seq', async () => {
		const [before, lost, held, after] = ['1', '2', '3', '4'].map((n) => change(`dossier:${n}`)) as [
			Change,
			Change,
			Change,
			Change
		];
		const heads = await given.writer.inUnit(given.unitId, async (unit) => {
			await unit.attempt([before], async (log) => given.writer.take(log, before));
			const failed = unit.attempt([lost], async (log) => {
				given.writer.take(log, lost);
				log.hold(held, given.writer.person);
				throw new Killed('in the middle of an attempt');
			});
			await expect(failed).rejects.toThrow(Killed);
			const afterFailure = unit.head();
			await unit.attempt([after], async (log) => given.writer.take(log, after));
			return [afterFailure, unit.head()];
		});

		expect(heads).toEqual([1, 2]);
		expect(await seqsInLog([before, lost, after])).toEqual([1, undefined, 2]);
		expect(await attempt((log) => log.held(held.id))).toBeUndefined();
		expect((await readUnit(given.opened.store, given.unitId)).records.map(({ id }) => id)).toEqual([
			'dossier:1',
			'dossier:4'
		]);
	});

	test('what cannot be stored fails its attempt alone', async () => {
		const [first, twice, last] = [change('dossier:1'), change('dossier:2'), change('dossier:3')] as const;
		await given.writer.inUnit(given.unitId, async (unit) => {
			await unit.attempt([first], async (log) => given.writer.take(log, first));
			const sameSeq = unit.attempt([twice], async (log) => log.append(given.writer.accepted(twice, 1)));
			await expect(sameSeq).rejects.toThrow();
			await unit.attempt([last], async (log) => given.writer.take(log, last));
		});

		expect(await seqsInLog([first, twice, last])).toEqual([1, undefined, 2]);
		expect((await readUnit(given.opened.store, given.unitId)).recordCount).toBe(2);
	});

	test('a change that is stored already cannot be stored again', async () => {
		const first = change('dossier:1');
		await given.writer.write(first);

		await expect(given.writer.write({ ...first, recordId: 'dossier:9' })).rejects.toThrow();
		expect(await readUnit(given.opened.store, given.unitId)).toMatchObject({ head: 1, recordCount: 1 });
	});

	test('a transaction that fails leaves nothing of its attempts, and the next one works', async () => {
		const [lost, kept] = [change('dossier:1'), change('dossier:2')] as const;
		const failure = given.writer.inUnit(given.unitId, async (unit) => {
			await unit.attempt([lost], async (log) => given.writer.take(log, lost));
			throw new Killed('before the commit');
		});
		await expect(failure).rejects.toThrow(Killed);
		expect((await readUnit(given.opened.store, given.unitId)).head).toBe(0);

		expect(await given.writer.write(kept)).toEqual([1]);
		expect(await seqsInLog([lost, kept])).toEqual([undefined, 1]);
	});

	test('a unit that does not exist is not written to', async () => {
		let ran = false;
		const failure = given.writer.inUnit('nowhere', async () => {
			ran = true;
		});

		await expect(failure).rejects.toThrow();
		expect(ran).toBe(false);
	});

	test('how often a change was put off, and since when', async () => {
		const held = change('dossier:1');
		const firstAtMs = given.opened.clock.nowMs;
		expect(await attempt((log) => log.held(held.id))).toBeUndefined();

		for (const tries of [1, 2, 3]) {
			await attempt(async (log) => log.hold(held, given.writer.person), [held]);
			expect(await attempt((log) => log.held(held.id))).toEqual({ firstAtMs, tries });
			given.opened.clock.nowMs += 60_000;
		}
		expect(await attempt((log) => log.held(change('dossier:1').id))).toBeUndefined();

		await given.writer.write(held);
		expect(await attempt((log) => log.held(held.id))).toBeUndefined();
	});

	test('of what is about a record the latest, and no more than anybody needs', async () => {
		const reviews = Array.from({ length: MOST_ABOUT + 10 }, (_, at) => change(`review-${at}`, { kind: 'review' }));
		await attempt(async (log) => {
			for (const review of reviews) given.writer.take(log, review, 'dossier/dossier:1');
		}, reviews);
		const found = await attempt((log) => log.recordsAbout('dossier/dossier:1', 'review'));

		const latest = reviews.slice(10).map(({ recordId }) => recordId);
		expect(found.map(({ id }) => id).sort()).toEqual(latest.sort());
	});

	test('two transactions of a unit run one after the other', async () => {
		const events: string[] = [];
		const seqs = await Promise.all(
			Array.from({ length: 24 }, (_, index) =>
				given.writer.inUnit(given.unitId, async (unit) => {
					events.push(`${index} in`);
					const one = change(`dossier:${(index % 5) + 1}`);
					const seq = await unit.attempt([one], async (log) => {
						await log.record('dossier', 'dossier:18');
						return given.writer.take(log, one);
					});
					events.push(`${index} out`);
					return seq;
				})
			)
		);

		expect([...seqs].sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
		const pairs = Array.from({ length: 24 }, (_, index) => events.slice(2 * index, 2 * index + 2));
		for (const [start, end] of pairs) expect(end).toBe(start!.replace('in', 'out'));
		expect(await readUnit(given.opened.store, given.unitId)).toMatchObject({ head: 24, recordCount: 5 });
	});

	test('failures among transactions begun together make no gap', async () => {
		const outcomes = await Promise.allSettled(
			Array.from({ length: 18 }, (_, index) =>
				given.writer.inUnit(given.unitId, async (unit) => {
					const one = change(`dossier:${index + 1}`);
					const seq = await unit.attempt([one], async (log) => given.writer.take(log, one));
					if (index % 3 === 1) throw new Killed('before the commit');
					return seq;
				})
			)
		);
		const seqs = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));

		expect([...seqs].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
		expect((await readUnit(given.opened.store, given.unitId)).records.map(({ seq }) => seq)).toEqual(
			Array.from({ length: 12 }, (_, index) => index + 1)
		);
	});
});
