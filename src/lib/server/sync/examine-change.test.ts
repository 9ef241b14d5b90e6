import { beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#lib/domain/access/role.ts';
import { AnsweringServer, MINH_CHAU, type Asker } from '../../../../tests/support/answering-server.ts';
import {
	findingOf,
	held,
	photoOf,
	refused,
	remarkOf,
	set,
	take,
	taken,
	visitOf,
	voided
} from '../../../../tests/support/edits-to-examine.ts';

let server: AnsweringServer;
let officer: Asker;
let office: Asker;
beforeEach(() => {
	server = new AnsweringServer();
	({ officer, office } = server);
});

describe('what this server does not know yet waits for one that does', () => {
	test.each([
		['a kind', () => officer.change({ kind: 'weather', set: set('rain', {}) })],
		['a register', () => officer.change({ set: set('rain', {}) })],
		['one register of two', () => officer.change({ set: { ...set('rain', {}), ...voided() } })],
		['a version', () => officer.check(1, { v: 2 })],
		['criteria of another set', () => officer.dossier('complete', null, { recordId: 'dossier:vn-commune-2031:6' })],
		[
			'indicators of another set',
			() => officer.change({ set: set('subject', { indicator: '9.1', set: 'vn-commune-2031' }) })
		]
	])('%s', async (_, make) => {
		expect(await officer.receipt(make())).toMatchObject(held('newer'));
		expect(server.store.log(MINH_CHAU)).toEqual([]);
	});
});

describe('what can never be right is refused as invalid', () => {
	test.each([
		['a change that sets nothing', 'sets no register', () => officer.change({ set: {} })],
		[
			'an id that is no UUID',
			'minh-chau is not the id of a check',
			() => officer.check(1, { recordId: 'minh-chau' })
		],
		[
			'an id of another form',
			'dossier-6 is not the id of a dossier',
			() => officer.dossier('complete', null, { recordId: 'dossier-6' })
		],
		[
			'text where a number belongs',
			'check.measurement.value',
			() => officer.change({ set: set('measurement', { on: '2018-11-05', value: 'hai', met: 'met' }) })
		],
		[
			'an indicator that does not exist',
			'has no 6.9',
			() => officer.change({ set: set('subject', { indicator: '6.9' }) })
		],
		[
			'a criterion that does not exist',
			'has no 20',
			() => officer.dossier('complete', null, { recordId: 'dossier:20' })
		],
		['a commune’s record of the district', 'does not belong to a commune', () => briefing()]
	])('%s', async (_, message, make) => {
		expect(await office.receipt({ ...make(), device: 'office01' })).toMatchObject(refused('invalid', message));
	});

	test('a briefing is the district’s, and may be taken there', async () => {
		expect(await office.receipt({ ...briefing(), device: 'office01', unitId: '397' })).toMatchObject(taken);
		expect(await office.receipt(office.check(1, { unitId: '397' }))).toMatchObject(
			refused('invalid', 'does not belong to a district')
		);
	});

	test('an indicator of a set that the server knows is taken', async () => {
		const subject = { indicator: '9.1', set: 'vn-commune-2021' };
		expect(await officer.receipt(officer.change({ set: set('subject', subject) }))).toMatchObject(taken);
	});

	test('a photo’s file is written once, and its first bytes stand', async () => {
		const check = await take(officer, officer.check());
		const photo = await take(officer, photoOf(officer, check));
		const again = officer.change({ kind: 'photo', recordId: photo.recordId, set: photo.set });
		again.set = set('file', photo.set['file']!.value, photo.id);

		expect(await officer.receipt(again)).toMatchObject(refused('invalid', 'photo.file is written once'));
		const caption = set('caption', { text: 'Nhà văn hóa' });
		expect(
			await officer.receipt(officer.change({ kind: 'photo', recordId: photo.recordId, set: caption }))
		).toMatchObject(taken);
	});

	const briefing = () =>
		office.change({
			kind: 'briefing',
			set: set('meeting', {
				title: 'Giao ban',
				on: '2018-11-05',
				place: 'UBND huyện',
				chair: 'Chủ tịch',
				attendees: []
			})
		});
});

describe('who may write what', () => {
	test.each<[string, Role]>([
		['lanh-dao', 'leader'],
		['so-nn', 'leader']
	])('%s reads and writes nothing', async (id, role) => {
		const leader = server.person(id, role, ['397'], 'leader01');

		expect(await leader.receipt(leader.check())).toMatchObject(refused('forbidden', 'leader may not write check.'));
	});

	test('a commune sets no target year, and reviews nothing', async () => {
		const check = await take(officer, officer.check());
		const target = { year: 2018, basis: 'district_plan' };

		expect(
			await officer.receipt(
				officer.change({ kind: 'target', recordId: 'target', set: set('registration', target) })
			)
		).toMatchObject(refused('forbidden'));
		expect(await officer.receipt(officer.review(check, 'verified'))).toMatchObject(refused('forbidden'));
	});

	test('nobody but the server says that a photo is stored', async () => {
		for (const by of [officer, office])
			expect(
				await by.receipt(by.change({ kind: 'photo', set: set('stored', { at: '2018-11-05T01:00:00.000Z' }) }))
			).toMatchObject(refused('forbidden'));
	});

	test('the office judges no value of its own', async () => {
		const own = await take(office, office.check());
		const other = server.person('van-phong-2', 'district_office', ['397'], 'office02');

		expect(await office.receipt(office.review(own, 'verified'))).toMatchObject(refused('forbidden'));
		expect(await other.receipt(other.review(own, 'verified'))).toMatchObject(taken);
	});

	test('what the office measured stays the office’s', async () => {
		const { id: prev, recordId } = await take(office, office.check());

		expect(await officer.receipt(officer.check(9, { prev, recordId }))).toMatchObject(
			refused('of-office', 'check.measurement')
		);
		expect(await office.receipt(office.check(9, { prev, recordId }))).toMatchObject(taken);
	});

	test('to minutes that the office has concluded a commune adds nothing, and it takes back no visit with the office’s findings', async () => {
		const visit = await take(officer, visitOf(officer));
		await take(officer, findingOf(officer, visit));
		const conclusion = { text: 'Đạt', closedAt: '2018-11-05T03:00:00.000Z' };
		const { kind, recordId } = visit;
		await take(office, office.change({ kind, recordId, set: set('conclusion', conclusion) }));

		expect(await officer.receipt(findingOf(officer, visit, 7))).toMatchObject(refused('of-office'));
		expect(await officer.receipt(remarkOf(officer, visit))).toMatchObject(refused('of-office'));
	});

	test.each([
		['finding', findingOf],
		['remark', remarkOf]
	])('a visit with a %s of the office is not voided by a commune', async (_, partOf) => {
		const visit = await take(officer, visitOf(officer));
		const { kind, recordId } = visit;
		const voiding = () => officer.change({ kind, recordId, set: voided() });
		await take(office, partOf(office, visit));

		expect(await officer.receipt(voiding())).toMatchObject(refused('of-office', 'visit.life'));
	});

	test('a visit with the commune’s own findings is', async () => {
		const visit = await take(officer, visitOf(officer));
		await take(officer, findingOf(officer, visit));
		const { kind, recordId } = visit;

		expect(await officer.receipt(officer.change({ kind, recordId, set: voided() }))).toMatchObject(taken);
	});

	test('a finding is taken also when its visit has not arrived', async () => {
		expect(await officer.receipt(findingOf(officer, visitOf(officer)))).toMatchObject(taken);
	});

	test('a photo is added to the office’s check by the office alone', async () => {
		const check = await take(office, office.check());

		expect(await officer.receipt(photoOf(officer, check))).toMatchObject(refused('of-office', 'photo.file'));
		expect(await office.receipt(photoOf(office, check))).toMatchObject(taken);
	});
});

describe('an obstacle', () => {
	const statement = (asks: string) => ({ title: 'Chưa có mặt bằng', raisedOn: '2018-10-29', asks });
	const raise = () => officer.change({ kind: 'obstacle', set: set('statement', statement('district')) });

	test('asks whom it asked, for good', async () => {
		const { id, kind, recordId } = await take(officer, raise());
		const ask = (asks: string) => officer.change({ kind, recordId, set: set('statement', statement(asks), id) });

		expect(await officer.receipt(ask('province'))).toMatchObject(refused('turned', 'it asks the district'));
		expect(await officer.receipt(ask('district'))).toMatchObject(taken);
	});

	test('that is taken back asks nobody else', async () => {
		const { kind, recordId } = await take(officer, raise());

		expect(await officer.receipt(officer.change({ kind, recordId, set: voided() }))).toMatchObject(taken);
	});

	test('is answered by the office', async () => {
		const { kind, recordId } = await take(officer, raise());
		const answer = (by: Asker) =>
			by.change({ kind, recordId, set: set('answer', { state: 'in_hand', on: '2018-11-05' }) });

		expect(await officer.receipt(answer(officer))).toMatchObject(refused('of-office'));
		expect(await office.receipt(answer(office))).toMatchObject(taken);
	});

	test('what another kind calls a statement is none', async () => {
		const said = { kind: 'paper', set: set('item', { of: 'common', name: 'Sổ', asks: 'district' }) };
		const { id, kind, recordId } = await take(officer, officer.change(said));
		const item = { of: 'common', name: 'Sổ', asks: 'province' };

		expect(await officer.receipt(officer.change({ kind, recordId, set: set('item', item, id) }))).toMatchObject(
			taken
		);
	});
});
