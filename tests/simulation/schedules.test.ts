import { describe, expect, test } from 'vitest';
import {
	COMMUNE,
	DOSSIER,
	MINUTE_MS,
	ON,
	OTHER,
	atRest,
	conflictsOn,
	enter,
	logOf,
	measured,
	needing,
	newCheck,
	receiptOf,
	shown,
	state,
	sync,
	waiting,
	write
} from './cast.ts';
import { STORE_NAMES } from './stores.ts';
import { useStores } from './use-stores.ts';
import type { Sabotage } from './village.ts';

describe.each(STORE_NAMES)('what an early draft of the protocol did not survive, on %s', (name) => {
	const given = useStores(name);
	const openVillage = (sabotage?: Sabotage) => enter(given.stores, sabotage);

	test('a change that loses has a seq too, and its author sees what won', async () => {
		const cast = await openVillage();
		const { hoa, nam } = cast;
		const lost = await write(cast, hoa, DOSSIER, state('preparing'));
		const won = await write(cast, nam, DOSSIER, state('complete'));
		await sync(nam);
		await hoa.push();

		expect(await receiptOf(cast, lost)).toMatchObject({ r: 'ok', seq: 2, was: 1, lost: ['state'] });
		expect(await shown(hoa, DOSSIER)).toMatchObject({ seq: 2, registers: { state: { change: won } } });
		expect(await conflictsOn(cast)).toMatchObject([{ seq: 3, id: `conflict:${lost}:state` }]);
		expect(await waiting(hoa)).toEqual([]);
		expect(await atRest(cast)).toEqual([]);
	});

	test('of a record with a held change the later ones wait, and go in their order', async () => {
		const cast = await openVillage();
		const { village, hoa, nam } = cast;
		await village.backUp();
		await write(cast, nam, DOSSIER, state('preparing'));
		await sync(nam);
		await sync(hoa);
		await village.restore();
		const held = await write(cast, hoa, DOSSIER, state('complete'));
		const later = await write(cast, hoa, DOSSIER, { plan: { expectedOn: '2018-12-01' } });
		await hoa.push();
		await hoa.push();

		expect(await waiting(hoa)).toEqual([
			[held, 'held', 'prev-unknown'],
			[later, 'held', 'waiting']
		]);

		await sync(nam);
		village.nowMs += 2 * MINUTE_MS;
		await sync(hoa);
		expect(await receiptOf(cast, held)).toMatchObject({ r: 'ok', seq: 2 });
		expect(await receiptOf(cast, later)).toMatchObject({ r: 'ok', seq: 3 });
		expect(await conflictsOn(cast)).toEqual([]);
		expect(await atRest(cast)).toEqual([]);
	});

	test('a refused change stands for what it was built on', async () => {
		const cast = await openVillage();
		const { village, hoa, office } = cast;
		const check = newCheck(hoa);
		const judged = await write(cast, hoa, check, { subject: { indicator: '9.1' }, ...measured(1) });
		await sync(hoa);
		await sync(office);
		const of = { kind: 'check', id: check[1] };
		await write(cast, office, ['review', office.newId()], {
			verdict: { of, judged, verdict: 'verified', on: ON }
		});
		await sync(office);

		const refused = await write(cast, hoa, check, measured(2));
		village.plan('answer lost');
		await hoa.push();
		const built = await write(cast, hoa, check, measured(3));
		await write(cast, office, ['review', office.newId()], {
			verdict: { of, judged, verdict: 'reopened', on: ON }
		});
		await sync(office);
		await sync(hoa);

		expect(await receiptOf(cast, refused)).toMatchObject({ r: 'refused', code: 'locked' });
		expect(await receiptOf(cast, built)).toMatchObject({ r: 'ok' });
		expect(await conflictsOn(cast)).toEqual([]);
		expect(await needing(hoa)).toEqual([refused]);
		expect(await shown(hoa, check)).toMatchObject({ registers: { measurement: { change: built } } });
		expect(await atRest(cast)).toEqual([]);
	});

	test('a chain made offline that loses is one conflict, in the words of its last change', async () => {
		const cast = await openVillage();
		const { hoa, nam } = cast;
		const first = await write(cast, nam, DOSSIER, state('preparing'));
		const last = await write(cast, nam, DOSSIER, state('complete'));
		const won = await write(cast, hoa, DOSSIER, state('not_started'));
		await sync(hoa);
		await sync(nam);

		expect(await conflictsOn(cast)).toMatchObject([
			{
				id: `conflict:${first}:state`,
				registers: { clash: { value: { winner: { change: won }, loser: { change: last } } } }
			}
		]);
		expect(await atRest(cast)).toEqual([]);
	});

	test('of two people in one browser nobody sends what the other wrote', async () => {
		let signedIn = 'hoa';
		const cast = await openVillage({
			transport: (transport, village, personId) => ({
				...transport,
				push: (body) =>
					(personId === 'hoa' && signedIn !== 'hoa' ? village.transportOf(signedIn) : transport).push(body)
			})
		});
		const { hoa, nam } = cast;
		const change = await write(cast, hoa, DOSSIER, state('preparing'));
		signedIn = 'nam';

		expect(await hoa.push()).toEqual({ kind: 'stopped', trouble: 'other-person' });
		expect(await waiting(hoa)).toEqual([[change, 'new', undefined]]);
		expect(await waiting(nam)).toEqual([]);
		expect(await receiptOf(cast, change)).toBeUndefined();

		signedIn = 'hoa';
		await sync(hoa);
		expect(await logOf(cast)).toMatchObject([{ change: { id: change }, personId: 'hoa' }]);
		expect(await atRest(cast)).toEqual([]);
	});

	test('rights taken while an answer was lost: the first receipt is given again, and what was not sent stays to be seen', async () => {
		const cast = await openVillage();
		const { village, nam } = cast;
		const sent = await write(cast, nam, DOSSIER, state('preparing'));
		village.plan('answer lost');
		await nam.push();
		const unsent = await write(cast, nam, DOSSIER, state('complete'));
		village.hire({ id: 'nam', role: 'commune_officer', units: [OTHER] });
		await nam.push();
		await nam.pull();

		expect(await receiptOf(cast, sent)).toMatchObject({ r: 'ok', seq: 1 });
		expect([...(await nam.look()).sent.keys()]).toEqual([sent]);
		expect(await needing(nam)).toEqual([unsent]);
		expect(await nam.records(COMMUNE)).toEqual([]);
		expect(await atRest(cast)).toEqual([]);
	});

	test('accepted, and not come down yet: shown as it was written, edited again, and taken whole', async () => {
		const cast = await openVillage();
		const { nam, hoa } = cast;
		const first = await write(cast, nam, DOSSIER, state('preparing'));
		await nam.push();
		expect([await waiting(nam), (await shown(nam, DOSSIER))?.registers['state']?.change]).toEqual([[], first]);

		const second = await write(cast, nam, DOSSIER, { plan: { expectedOn: '2018-12-01' } });
		const other = await write(cast, hoa, DOSSIER, state('complete'));
		await nam.push();
		expect(await shown(nam, DOSSIER)).toMatchObject({
			registers: { state: { change: first }, plan: { change: second } }
		});
		await sync(hoa);
		await sync(nam);
		expect(await shown(nam, DOSSIER)).toMatchObject({
			registers: { state: { change: other }, plan: { change: second } }
		});
		expect(await atRest(cast)).toEqual([]);
	});

	test('rights taken and given back while an answer was lost: what the server found odd still comes down', async () => {
		const cast = await openVillage();
		const { village, nam } = cast;
		const check = newCheck(nam);
		await write(cast, nam, check, { subject: { indicator: '9.1' }, ...measured(2, '2019-01-01') });
		village.plan('answer lost');
		await nam.push();
		village.hire({ id: 'nam', role: 'commune_officer', units: [OTHER] });
		await nam.push();
		village.hire({ id: 'nam', role: 'commune_officer', units: [COMMUNE] });
		await nam.pull();

		expect(await shown(nam, check)).toMatchObject({ registers: { measurement: { flags: ['future-date'] } } });
		expect(await atRest(cast)).toEqual([]);
	});

	test('a server that is down is no reason to set anything aside, after however many tries', async () => {
		const cast = await openVillage();
		const { village, hoa } = cast;
		const words = ['not_started', 'preparing', 'complete'];
		for (let tries = 1; tries <= 70; tries++) {
			const changes: string[] = [];
			const save = async (n: number) => {
				const dossier: ['dossier', string] = ['dossier', `dossier:${n + 6}`];
				changes.push(await write(cast, hoa, dossier, state(words[(tries + n) % 3]!)));
			};
			for (let n = 0; n < 3; n++) await save(n);
			village.isServerDown = true;
			for (let time = 0; time < tries; time++) {
				village.nowMs += MINUTE_MS;
				expect(await hoa.push()).toMatchObject({ kind: 'later', retryAfterMs: null });
			}
			await save(3);
			expect(await waiting(hoa), `${tries} tries`).toEqual(changes.map((id) => [id, 'new', undefined]));

			village.isServerDown = false;
			while ((await hoa.push()).kind === 'went-on');
			expect(await waiting(hoa), `${tries} tries`).toEqual([]);
		}
		expect(await atRest(cast)).toEqual([]);
	});

	test('a snapshot that is cut in the middle of its pages goes on after a restart, and sweeps only at its end', async () => {
		const cast = await openVillage();
		const { village, hoa, nam } = cast;
		for (let n = 0; n < 3; n++) await write(cast, hoa, newCheck(hoa), measured(n));
		await sync(hoa);
		await village.backUp();
		for (let n = 3; n < 5; n++) await write(cast, hoa, newCheck(hoa), measured(n));
		await sync(hoa);
		await sync(nam);
		await village.restore();
		village.pageLength = 1;

		expect(await nam.pull()).toMatchObject({ kind: 'went-on' });
		expect(await nam.records(COMMUNE)).toHaveLength(5);
		village.plan('stream cut');
		expect(await nam.pull()).toMatchObject({ kind: 'later' });
		nam.restart();
		expect(await nam.records(COMMUNE)).toHaveLength(5);
		while ((await nam.pull()).kind === 'went-on');
		expect(await nam.records(COMMUNE)).toHaveLength(3);

		expect(await atRest(cast)).toEqual([]);
		expect(await nam.records(COMMUNE)).toHaveLength(5);
	});

	test('a change that no proxy lets through is taken off the screen and stays where its author can see it', async () => {
		const cast = await openVillage();
		const { village, hoa } = cast;
		const change = await write(cast, hoa, DOSSIER, state('preparing'));
		village.plan('too large');
		await hoa.push();

		expect(await needing(hoa)).toEqual([change]);
		expect(await shown(hoa, DOSSIER)).toBeUndefined();
		expect(await atRest(cast)).toEqual([]);
	});
});
