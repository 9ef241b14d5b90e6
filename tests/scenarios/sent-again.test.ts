import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { PushAnswer } from '#lib/domain/changes/push.ts';
import { readEpoch, renewEpoch } from '#lib/server/database/database.ts';
import { DATABASES } from '../support/databases.ts';
import { MINH_CHAU, type District } from '../support/district.ts';
import { measured, openWithPrograms, type Program } from '../support/program.ts';

const DAY_MS = 86_400_000;

describe.each(DATABASES)('what says that it had a stamp before the server was restored, on %s', (kind) => {
	let district: District;
	let officer: Program;
	let office: Program;

	beforeEach(async () => {
		({ district, officer, office } = await openWithPrograms(kind));
	});
	afterEach(() => district.close());

	const earlier = () => formatReading({ ms: district.nowMs - DAY_MS, counter: 0, device: 'phone001' });
	const told = async (program: Program, change: Change) => {
		const [receipt] = (await program.push([change])).receipts;
		return receipt as { r: string; stamp: string; proof: string };
	};
	const reviewOf = (check: Change, verdict: string, judged = check.id) => {
		const of = { kind: 'check', id: check.recordId };
		const value = { of, judged, verdict, on: '2018-11-05' };
		const set = { verdict: { value, prev: null } };
		return office.change({ unitId: MINH_CHAU, kind: 'review', recordId: office.newId(), set });
	};
	const correctionOf = (check: Change, value: number) =>
		officer.check({ measurement: { value: measured(value), prev: check.id } }, { recordId: check.recordId });

	/** The database goes back to before anything was written. */
	async function goBack(): Promise<void> {
		const { write } = district.server.database;
		for (const table of ['record', 'change', 'hold'] as const) await write.deleteFrom(table).execute();
		await write.updateTable('unit').set({ head: 0, last_stamp: '', record_count: 0, record_sum: 0 }).execute();
	}

	describe('without the server’s proof', () => {
		test.each<[string, (other: { stamp: string; proof: string }) => object]>([
			['none at all', () => ({})],
			['an invented one', () => ({ proof: 'A'.repeat(30) })],
			['the one of another change', ({ proof }) => ({ proof })],
			['the one of another change, with its stamp', ({ stamp, proof }) => ({ again: stamp, proof })]
		])('has the stamp of any other change: %s', async (_, claim) => {
			const other = await told(officer, officer.checkOf('6.3'));
			district.nowMs += DAY_MS;
			const { stamp } = await told(officer, {
				...officer.checkOf('9.1'),
				again: earlier(),
				...claim(other)
			});

			expect(stamp).toBe(formatReading({ ms: district.nowMs, counter: 2, device: 'phone001' }));
		});

		test('writes over no verified value', async () => {
			const check = officer.checkOf('9.1');
			const { stamp, proof } = await told(officer, check);
			await office.push([reviewOf(check, 'verified')]);
			const forged = { ...correctionOf(check, 7), again: stamp, proof };

			expect(await told(officer, forged)).toMatchObject({ r: 'refused', code: 'locked' });
		});

		test('judges nothing but what stands', async () => {
			const check = officer.checkOf('9.1');
			await officer.push([check, correctionOf(check, 3)]);
			const forged = { ...reviewOf(check, 'verified'), again: earlier() };

			expect(await told(office, forged)).toMatchObject({ r: 'refused', code: 'stale' });
		});
	});

	describe('with its proof, after a restore that took the change', () => {
		let change: Change;
		let receipt: { stamp: string; proof: string };

		beforeEach(async () => {
			change = officer.checkOf('9.1');
			receipt = await told(officer, change);
			await goBack();
			district.nowMs += DAY_MS;
		});
		const sentAgain = () => ({ ...change, again: receipt.stamp, proof: receipt.proof });

		test('has the stamp it had', async () => {
			await renewEpoch(district.server.database);

			expect(await told(officer, sentAgain())).toMatchObject({ r: 'ok', stamp: receipt.stamp });
		});

		test('gets a proof of the new database, and after the next restore both count', async () => {
			await renewEpoch(district.server.database);
			const anew = await told(officer, sentAgain());
			await goBack();
			await renewEpoch(district.server.database);

			expect(anew.proof).not.toBe(receipt.proof);
			expect(await told(officer, { ...change, again: anew.stamp, proof: anew.proof })).toMatchObject({
				stamp: receipt.stamp
			});
		});

		test('shows the server a restore of which nobody has told it', async () => {
			const { database } = district.server;
			const epoch = await readEpoch(database);
			const answer = await officer.post(
				'/api/push',
				JSON.stringify(officer.envelope({ changes: [sentAgain()] }))
			);
			const renewed = await readEpoch(database);

			expect(renewed).not.toBe(epoch);
			expect(answer.status).toBe(409);
			expect(await answer.json()).toMatchObject({ error: 'other-epoch', epoch: renewed });
			expect(await told(officer, sentAgain())).toMatchObject({ r: 'ok', stamp: receipt.stamp });
			expect(await readEpoch(database)).toBe(renewed);
		});
	});

	test('what the server has is answered as the first time, and shows no restore', async () => {
		const { database } = district.server;
		const epoch = await readEpoch(database);
		const change = officer.checkOf('9.1');
		const first: PushAnswer = await officer.push([change]);
		const { stamp, proof } = first.receipts[0] as { stamp: string; proof: string };

		expect((await officer.push([{ ...change, again: stamp, proof }])).receipts).toEqual(first.receipts);
		expect(await readEpoch(database)).toBe(epoch);
	});
});
