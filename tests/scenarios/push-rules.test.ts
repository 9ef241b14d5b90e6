import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import type { Taken } from '#lib/domain/changes/push.ts';
import { readRefused } from '#lib/server/sync/read-refused.ts';
import { DATABASES } from '../support/databases.ts';
import type { District } from '../support/district.ts';
import { DAN_LY, MINH_CHAU } from '../support/district.ts';
import { measured, openWithPrograms, Program } from '../support/program.ts';

describe.each(DATABASES)('what the server answers to changes, on %s', (kind) => {
	let district: District;
	let officer: Program;
	let office: Program;

	beforeEach(async () => {
		({ district, officer, office } = await openWithPrograms(kind));
	});
	afterEach(() => district.close());

	test('numbers what it takes 1, 2, 3 within each unit', async () => {
		const changes = [officer.checkOf('9.1'), officer.checkOf('6.3'), officer.checkOf('15.1')];
		const { receipts } = await officer.push(changes);

		expect(receipts.map((receipt) => receipt.r === 'ok' && receipt.seq)).toEqual([1, 2, 3]);
	});

	test('gives the first receipt again for what is sent again, alone or among others', async () => {
		const [first, second] = [officer.checkOf('9.1'), officer.checkOf('6.3')];
		const { receipts } = await officer.push([first]);

		expect((await officer.push([first, second])).receipts[0]).toEqual(receipts[0]);
		expect(await district.log(MINH_CHAU)).toHaveLength(2);
	});

	test('gives it even to a person who has lost the unit since', async () => {
		const change = officer.checkOf('9.1');
		const { receipts } = await officer.push([change]);
		await district.hire('can-bo', 'commune_officer', [DAN_LY]);

		const again = await officer.push([change, officer.checkOf('6.3')]);
		const { proof: _, mark: __, ...receipt } = receipts[0] as Taken;
		expect(again.receipts).toEqual([receipt, expect.objectContaining({ r: 'refused', code: 'forbidden' })]);
		expect(again.records).toEqual([]);
	});

	test.each([
		['an indicator that does not exist', 'invalid', () => officer.checkOf('6.9')],
		[
			'text where a number belongs',
			'invalid',
			() => officer.checkOf('9.1', { on: '2018-11-05', value: 'hai', met: 'met' })
		],
		[
			'an id that is no UUID',
			'invalid',
			() => officer.check({}, { recordId: 'minh-chau', set: { measurement: { value: measured(1), prev: null } } })
		],
		['a register that only the server writes', 'forbidden', () => photoStored()],
		['a commune that is not theirs', 'forbidden', () => officer.checkOf('9.1', measured(1), DAN_LY)],
		['a target year', 'forbidden', () => target()]
	] as [string, string, () => Change][])('refuses %s, and takes the others of the batch', async (_, code, make) => {
		const { receipts } = await officer.push([make(), checkOfMinhChau()]);

		expect(receipts).toMatchObject([{ r: 'refused', code }, { r: 'ok' }]);

		function checkOfMinhChau() {
			return officer.checkOf('9.1');
		}
	});

	test('keeps what it refused for the administrator to find: whose it was, what of, and why', async () => {
		await officer.push([officer.checkOf('9.1'), target()]);

		expect(await readRefused(district.server.database.read)).toMatchObject([
			{ unit: MINH_CHAU, what: 'target registration', code: 'forbidden', message: expect.any(String) as string }
		]);
	});

	test('answers a change without a frame on its own, by whatever id it bears', async () => {
		const { receipts } = await officer.push([{ id: 'x1', kind: 'check' }, null, officer.checkOf('9.1')]);

		expect(receipts).toMatchObject([
			{ id: 'x1', r: 'refused', code: 'invalid' },
			{ r: 'refused', code: 'invalid' },
			{ r: 'ok' }
		]);
	});

	test('refuses an id that another change bears', async () => {
		const change = officer.checkOf('9.1');
		await officer.push([change]);

		const { receipts } = await officer.push([
			{ ...change, set: { ...change.set, measurement: { value: measured(7), prev: null } } }
		]);
		expect(receipts).toMatchObject([{ r: 'refused', code: 'id-reuse' }]);
	});

	test.each([
		['a kind', { kind: 'survey', recordId: '1' }],
		['a register', { set: { weather: { value: { rain: true }, prev: null } } }],
		['a version', { v: 2 }]
	])('puts off what it does not know yet: %s', async (_, unknown) => {
		const { receipts } = await officer.push([{ ...officer.checkOf('9.1'), ...unknown }]);

		expect(receipts).toMatchObject([{ r: 'hold', code: 'newer' }]);
		expect(await district.log(MINH_CHAU)).toEqual([]);
	});

	test('takes what is merely odd, and marks it', async () => {
		const odd = officer.checkOf('6.3', { on: '2018-12-24', part: 11, whole: 8, met: 'met' });
		const { receipts, records } = await officer.push([odd]);

		expect(receipts).toMatchObject([{ r: 'ok' }]);
		expect(records[0]!.registers['measurement']!.flags!.toSorted()).toEqual(['future-date', 'part-over-whole']);
	});

	test('takes what an earlier version let through, and marks it', async () => {
		const odd = [
			officer.checkOf('17.6', { on: '2018-10-24', part: 1170.5, whole: 1300, met: 'met' }),
			officer.checkOf('17.7', { on: '2018-10-24', met: 'not_applicable' })
		];
		const { receipts, records } = await officer.push(odd);

		expect(receipts).toMatchObject([{ r: 'ok' }, { r: 'ok' }]);
		expect(records.map(({ registers }) => registers['measurement']!.flags)).toEqual([['not-whole'], ['no-reason']]);
	});

	test('puts off an edit of something that has not arrived, and with it the later ones of the record', async () => {
		const missing = officer.newId();
		const first = officer.check({ measurement: { value: measured(1), prev: missing } });
		const later = officer.check(
			{ measurement: { value: measured(2), prev: first.id } },
			{ recordId: first.recordId }
		);

		expect((await officer.push([first, later])).receipts).toMatchObject([
			{ r: 'hold', code: 'prev-unknown' },
			{ r: 'hold', code: 'waiting' }
		]);
	});

	test('waits for it three times over ten minutes, then takes the edit as made without knowing', async () => {
		const change = officer.check({ measurement: { value: measured(1), prev: officer.newId() } });
		for (let tries = 0; tries < 3; tries++) {
			expect((await officer.push([change])).receipts).toMatchObject([{ r: 'hold' }]);
			district.nowMs += 4 * 60_000;
		}

		expect((await officer.push([change])).receipts).toMatchObject([{ r: 'ok' }]);
	});

	test('notices a device that was copied, takes both, and asks one of them for a new id', async () => {
		const twin = new Program(district, 'can-bo', 'phone001');
		await officer.push([officer.checkOf('9.1')]);
		const answer = await twin.push([
			twin.change({
				unitId: MINH_CHAU,
				kind: 'check',
				recordId: twin.newId(),
				set: { measurement: { value: measured(3), prev: null } }
			})
		]);

		expect(answer).toMatchObject({ device: 'renew', receipts: [{ r: 'ok' }] });
	});

	test('leaders read and write nothing', async () => {
		const leader = new Program(district, 'lanh-dao', 'leader01');
		const change = leader.change({
			unitId: MINH_CHAU,
			kind: 'check',
			recordId: leader.newId(),
			set: { measurement: { value: measured(1), prev: null } }
		});

		expect((await leader.push([change])).receipts).toMatchObject([{ r: 'refused', code: 'forbidden' }]);
		expect((await leader.pull({ cursors: {} }))[0]).toMatchObject({
			scopes: { [MINH_CHAU]: { mode: 'snapshot' } }
		});
	});

	describe('two edits made without knowing of each other', () => {
		const dossier = (program: Program, state: string, prev: string | null) =>
			program.change({
				unitId: MINH_CHAU,
				kind: 'dossier',
				recordId: 'dossier:6',
				set: { state: { value: { state }, prev } }
			});
		const conflicts = async () =>
			(await district.records(MINH_CHAU)).filter((record) => record.kind === 'conflict');

		test('leave one standing and a conflict that names the other, with a number of its own', async () => {
			const mine = dossier(officer, 'preparing', null);
			await officer.push([mine]);
			district.nowMs += 1_000;
			const yours = dossier(office, 'complete', null);
			await office.push([yours]);

			expect(await conflicts()).toMatchObject([{ id: `conflict:${mine.id}:state`, seq: 3 }]);
			expect((await district.log(MINH_CHAU)).map(({ seq, personId }) => [seq, personId])).toEqual([
				[1, 'can-bo'],
				[2, 'van-phong'],
				[3, 'server']
			]);
		});

		test('an edit of the one laid aside takes its place, and swaps the sides when it is the later', async () => {
			const mine = dossier(officer, 'preparing', null);
			await officer.push([mine]);
			district.nowMs += 1_000;
			await office.push([dossier(office, 'complete', null)]);
			district.nowMs += 1_000;
			const again = dossier(officer, 'not_started', mine.id);
			await officer.push([again]);

			expect(await conflicts()).toMatchObject([
				{
					id: `conflict:${mine.id}:state`,
					registers: { clash: { value: { winner: { change: again.id }, loser: { by: 'van-phong' } } } }
				}
			]);
		});

		test('are settled once: the second to choose changes nothing', async () => {
			const mine = dossier(officer, 'preparing', null);
			await officer.push([mine]);
			district.nowMs += 1_000;
			await office.push([dossier(office, 'complete', null)]);
			const settle = (program: Program, choice: string) =>
				program.change({
					unitId: MINH_CHAU,
					kind: 'conflict',
					recordId: `conflict:${mine.id}:state`,
					set: { settled: { value: { choice, on: '2018-11-05' }, prev: null } }
				});

			await officer.push([settle(officer, 'loser')]);
			expect((await office.push([settle(office, 'winner')])).receipts).toMatchObject([
				{ r: 'ok', lost: ['settled'] }
			]);
			expect((await conflicts())[0]!.registers['settled']!.value).toMatchObject({ choice: 'loser' });
		});
	});

	function photoStored(): Change {
		return officer.change({
			unitId: MINH_CHAU,
			kind: 'photo',
			recordId: officer.newId(),
			set: { stored: { value: { at: '2018-11-05T00:00:00.000Z' }, prev: null } }
		});
	}
	function target(): Change {
		return officer.change({
			unitId: MINH_CHAU,
			kind: 'target',
			recordId: 'target',
			set: { registration: { value: { year: 2018, basis: 'district_plan' }, prev: null } }
		});
	}
});
