import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Taken } from '#lib/domain/changes/push.ts';
import { AnsweringServer, DAN_LY, MINH_CHAU } from '../../../../tests/support/answering-server.ts';
import { nextId } from '../../../../tests/support/records.ts';

let server: AnsweringServer;
beforeEach(() => {
	server = new AnsweringServer();
});

describe('every change of a batch has one receipt, in the order sent', () => {
	test('seqs count within each commune', async () => {
		const { office } = server;
		const { receipts } = await office.push([
			office.dossier('preparing'),
			office.dossier('preparing', null, { unitId: DAN_LY }),
			office.dossier('preparing', null, { recordId: 'dossier:7' }),
			office.dossier('preparing', null, { unitId: DAN_LY, recordId: 'dossier:7' })
		]);

		expect(receipts.map((receipt) => (receipt as Taken).seq)).toEqual([1, 1, 2, 2]);
	});

	test('what has no frame is refused on its own, by whatever id it bears, and says what is wrong with it', async () => {
		const { officer } = server;
		const foreignDevices = vi.spyOn(server.store, 'foreignDevices');
		const receiptsOf = vi.spyOn(server.store, 'receiptsOf');
		const { receipts } = await officer.push([
			{ id: 'x1', kind: 'check' },
			null,
			'text',
			{ id: 7 },
			officer.check()
		]);

		expect(receipts).toMatchObject([
			{ id: 'x1', r: 'refused', code: 'invalid', message: expect.stringContaining('id') as string },
			{ id: '', r: 'refused', code: 'invalid' },
			{ id: '', r: 'refused', code: 'invalid' },
			{ id: '', r: 'refused', code: 'invalid' },
			{ r: 'ok', seq: 1 }
		]);
		expect(foreignDevices.mock.calls[0]![1], 'it names no device').toEqual(['phone001', 'phone001']);
		expect(receiptsOf, 'nor a change that was taken before').not.toHaveBeenCalled();
	});

	test('what bears somebody else’s device id is refused, under its own id', async () => {
		const { officer, office } = server;
		await office.push([office.check()]);
		const change = officer.check(1, { device: office.device });

		expect(await officer.receipt(change)).toEqual({
			...{ id: change.id, r: 'refused', code: 'id-reuse' },
			message: 'the change bears a device id that is not this person’s'
		});
	});

	test('each refusal stands in the log, under the id that its author’s screen shows, without what was written', async () => {
		const { officer } = server;
		const value = { year: 2018, basis: 'district_plan' };
		const target = officer.change({
			kind: 'target',
			recordId: 'target',
			set: { registration: { value, prev: null } }
		});
		await officer.push([officer.check(), target]);

		expect(server.logged).toEqual([
			{
				level: 'info',
				message: 'a change was refused',
				details: {
					...{ change: target.id, person: 'can-bo', unit: MINH_CHAU, kind: 'target', code: 'forbidden' },
					reason: expect.any(String) as string
				}
			}
		]);
	});

	test('nothing of what a sender makes up is written into the log: neither an id without form nor a reason without end', async () => {
		await server.officer.push([{ id: 'x'.repeat(5_000), set: { ['y'.repeat(5_000)]: 1 } }]);

		expect(server.logged).toMatchObject([{ message: 'a change was refused', details: { change: null } }]);
		const { officer } = server;
		const measurement = { value: { on: '2018-11-05', ['z'.repeat(5_000)]: 1 }, prev: null };
		await officer.push([officer.change({ set: { measurement } }), officer.check(1, { recordId: 'x'.repeat(900) })]);

		expect(server.logged.length).toBeGreaterThan(1);
		for (const line of server.logged) expect(JSON.stringify(line).length).toBeLessThan(1_000);
	});

	test('a change that was taken once gets its first receipt, whatever has happened since, also when it was malformed on its way', async () => {
		const { officer, office } = server;
		const change = officer.check();
		const first = (await officer.receipt(change)) as Taken;
		await office.push([office.review(change, 'verified')]);
		expect(await officer.receipt(change)).toEqual(first);

		const { proof: _, mark: __, ...plain } = first;
		expect(await officer.receipt({ ...change, n: 0 })).toEqual(plain);
		const { receipts } = await officer.push([officer.check(1, { n: 0 }), { ...change, n: 0 }]);
		expect(receipts).toMatchObject([{ r: 'refused', code: 'invalid' }, plain]);
	});

	test('what was refused once is refused again, and bears no proof of anything', async () => {
		const { officer } = server;
		const review = officer.review(officer.check(), 'verified');
		const first = await officer.receipt(review);

		expect(first).toEqual({ id: review.id, r: 'refused', code: 'forbidden', message: expect.any(String) });
	});

	test('a receipt that another person had is not handed out', async () => {
		const { officer, office } = server;
		const change = officer.check();
		await officer.push([change]);

		expect(await office.receipt({ ...change, n: 0 })).toMatchObject({ r: 'refused', code: 'invalid' });
	});

	test('an id that another change bears is refused, within a batch too', async () => {
		const { officer } = server;
		const change = officer.check();
		const other = { ...officer.check(7), id: change.id };

		expect((await officer.push([change, other])).receipts).toMatchObject([
			{ r: 'ok' },
			{ id: change.id, r: 'refused', code: 'id-reuse', message: 'this id belongs to another change' }
		]);
	});

	test('what is told beside a change makes it no other one', async () => {
		const { officer } = server;
		const change = officer.check();
		const first = await officer.receipt(change);

		expect(await officer.receipt({ ...change, made: { at: 1, after: 1 } })).toEqual(first);
	});
});

describe('a commune that is not this person’s', () => {
	test('takes nothing of theirs', async () => {
		const { officer } = server;
		const change = officer.check(2, { unitId: DAN_LY });
		const { receipts, records } = await officer.push([change, officer.check()]);

		expect(receipts).toMatchObject([
			{ id: change.id, r: 'refused', code: 'forbidden', message: expect.stringContaining('unit') as string },
			{ r: 'ok' }
		]);
		expect(records).toEqual([]);
		expect(server.log(DAN_LY)).toEqual([]);
	});

	test('but what it took while it was theirs is answered as the first time, for that commune alone', async () => {
		const { officer } = server;
		const change = officer.check();
		const { proof: _, mark: __, ...first } = (await officer.receipt(change)) as Taken;
		const moved = server.person('can-bo', 'commune_officer', [DAN_LY], 'phone001');

		expect((await moved.push([moved.check(), change])).receipts).toEqual([
			expect.objectContaining({ r: 'refused', code: 'forbidden' }),
			first
		]);
		const elsewhere = server.person('can-bo', 'commune_officer', [], 'phone001');
		expect((await elsewhere.push([{ ...change, unitId: DAN_LY }])).receipts).toMatchObject([
			{ r: 'refused', code: 'forbidden' }
		]);
	});
});

describe('records come back with the receipts', () => {
	test('not when they simply are what was sent', async () => {
		const { officer } = server;
		const change = officer.check();
		const edit = officer.check(3, { prev: change.id, recordId: change.recordId });
		await officer.push([change]);

		expect((await officer.push([edit])).records).toEqual([]);
	});

	test('when the change lost, was refused or marked', async () => {
		const { officer, office } = server;
		const late = officer.dossier('preparing');
		server.nowMs += 1_000;
		await office.push([office.dossier('complete')]);
		const lost = await officer.push([late], { now: server.nowMs });
		expect(lost.records).toMatchObject([
			{ id: 'dossier:6', registers: { state: { value: { state: 'complete' } } } }
		]);

		const check = officer.check(-1);
		expect((await officer.push([check])).records).toMatchObject([{ id: check.recordId }]);
		await office.push([office.review(check, 'verified')]);
		const locked = officer.check(5, { prev: check.id, recordId: check.recordId });
		expect(await officer.push([locked])).toMatchObject({
			receipts: [{ r: 'refused', code: 'locked' }],
			records: [{ id: check.recordId }]
		});
	});

	test('each once, as it stands after the last change, and only of those touched', async () => {
		const { officer } = server;
		const reused = officer.check();
		await officer.push([reused]);
		const other = officer.check(7, { id: reused.id, recordId: reused.recordId });
		expect((await officer.push([other])).records).toMatchObject([{ id: reused.recordId }]);
		expect((await officer.push([officer.check(-5), officer.check(-6)])).records).toHaveLength(2);

		const odd = officer.check(-1);
		const odder = officer.check(-2, { prev: odd.id, recordId: odd.recordId });

		expect((await officer.push([officer.check(), odd, odder])).records).toMatchObject([
			{ id: odd.recordId, seq: 6, registers: { measurement: { value: { value: -2 } } } }
		]);
	});

	test('none when there is no record', async () => {
		const { officer } = server;

		expect(await officer.push([officer.check(1, { prev: nextId() })])).toMatchObject({
			receipts: [{ r: 'hold', code: 'prev-unknown' }],
			records: []
		});
	});
});

describe('those who watch a commune', () => {
	test('are told its head once for a batch', async () => {
		const { officer } = server;
		await officer.push([officer.check(), officer.check()]);

		expect(server.announced).toEqual([[MINH_CHAU, 2]]);
	});

	test('are told nothing when nothing new was taken', async () => {
		const { officer } = server;
		const change = officer.check();
		await officer.push([change]);
		await officer.push([change, officer.check(1, { prev: nextId() })]);

		expect(server.announced).toHaveLength(1);
	});
});

describe('a change that has to wait', () => {
	test('keeps the later ones of its record from the same device waiting, and no others', async () => {
		const { officer, office } = server;
		const first = officer.check(1, { prev: nextId() });
		const { recordId } = first;
		const later = officer.check(2, { prev: first.id, recordId });
		const photo = { kind: 'paper', recordId, set: { item: { value: { of: 'common', name: 'Sổ' }, prev: null } } };

		expect((await officer.push([first, later, officer.check(), officer.change(photo)])).receipts).toMatchObject([
			{ code: 'prev-unknown' },
			{ r: 'hold', code: 'waiting' },
			{ r: 'ok' },
			{ r: 'ok' }
		]);
		const other = office.check(3, { recordId });
		expect((await office.push([other])).receipts).toMatchObject([{ r: 'ok' }]);
	});
});

test('the store is told when the request came, and how far the device’s clock is off', async () => {
	const { officer, store } = server;
	const received: object[] = [];
	const inUnit = store.inUnit.bind(store);
	store.inUnit = (unitId, at, work) => {
		received.push(at as object);
		return inUnit(unitId, at, work);
	};
	await officer.push([officer.check()], { now: server.nowMs - 1_500.4 });

	expect(received).toEqual([{ at: '2018-11-05T02:00:00.000Z', offsetMs: 1_500 }]);
});
