import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { AnsweringServer, type Asker } from '../../../../tests/support/answering-server.ts';
import { nextId } from '../../../../tests/support/records.ts';
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

describe('a review', () => {
	test('of what has not arrived waits for it', async () => {
		expect(await office.receipt(office.review(officer.check(), 'verified'))).toMatchObject(held('parent-unknown'));
	});

	test('of a value that has been replaced since is stale', async () => {
		const first = await take(officer, officer.check());
		await take(officer, officer.check(3, { prev: first.id, recordId: first.recordId }));

		expect(await office.receipt(office.review(first, 'verified'))).toMatchObject(
			refused('stale', 'has changed since')
		);
	});

	test('of a check that nothing was measured for is stale', async () => {
		const check = await take(officer, officer.change({ set: set('subject', { indicator: '9.1' }) }));

		expect(await office.receipt(office.review(check, 'verified'))).toMatchObject(refused('stale'));
	});

	test('verifies neither of two values before one is chosen; the office may return it', async () => {
		const other = server.person('can-bo-2', 'commune_officer', ['15697'], 'phone002');
		const first = await take(officer, officer.check());
		server.nowMs += 1_000;
		const second = await take(other, other.check(7, { recordId: first.recordId }));
		expect(await office.receipt(office.review(second, 'verified'))).toMatchObject(
			refused('unsettled', 'one of the two has to be chosen first')
		);
		await take(office, office.review(second, 'returned'));

		const { id: recordId } = server.record('conflict');
		const settled = set('settled', { choice: 'winner', on: '2018-11-05' });
		await take(officer, officer.change({ kind: 'conflict', recordId, set: settled }));
		await take(office, office.review(second, 'verified'));
	});

	test.each([
		['what nobody judges', () => ({ kind: 'dossier', id: 'dossier:6' })],
		['nothing', () => undefined]
	])('of %s is no review', async (_, of) => {
		await take(officer, officer.dossier('complete'));
		const verdict = { of: of(), judged: nextId(), verdict: 'verified', on: '2018-11-05' };

		expect(await office.receipt(office.change({ kind: 'review', set: set('verdict', verdict) }))).toMatchObject(
			refused('invalid')
		);
	});

	test('is written once', async () => {
		const check = await take(officer, officer.check());
		const review = await take(office, office.review(check, 'verified'));
		const again = { ...office.review(check, 'returned'), recordId: review.recordId };

		expect(await office.receipt(again)).toMatchObject(refused('invalid', 'review.verdict is written once'));
	});
});

describe('what is verified stands until it is reopened', () => {
	let check: Change;
	beforeEach(async () => {
		check = await take(officer, officer.check());
		await take(office, office.review(check, 'verified'));
	});
	const edit = () => officer.check(3, { prev: check.id, recordId: check.recordId });

	test('the value itself', async () => {
		expect(await officer.receipt(edit())).toMatchObject(refused('locked', 'reopened'));
		await take(office, office.review(check, 'reopened'));
		await take(officer, edit());
	});

	test('whoever voids it', async () => {
		expect(await officer.receipt(officer.change({ recordId: check.recordId, set: voided() }))).toMatchObject(
			refused('locked')
		);
	});

	test('its photos: none is added and none taken away, but the page for everybody may show one', async () => {
		await take(office, office.review(check, 'reopened'));
		const photo = await take(officer, photoOf(officer, check));
		await take(office, office.review(check, 'verified'));
		const { kind, recordId } = photo;

		expect(await officer.receipt(photoOf(officer, check))).toMatchObject(refused('locked'));
		expect(await officer.receipt(officer.change({ kind, recordId, set: voided() }))).toMatchObject(
			refused('locked')
		);
		const shown = set('shown', { text: 'Nhà văn hóa', on: '2018-11-05' });
		expect(await office.receipt(office.change({ kind, recordId, set: shown }))).toMatchObject(taken);
	});

	test('and nothing else is locked by it', async () => {
		await take(officer, officer.check());
		await take(officer, officer.dossier('complete'));
		await take(officer, photoOf(officer, officer.dossier('complete')));
	});

	test('a finding, with its visit, its remarks and the photos of these', async () => {
		const visit = await take(officer, visitOf(officer));
		const finding = await take(officer, findingOf(officer, visit));
		const remark = await take(officer, remarkOf(officer, visit));
		const photo = await take(officer, photoOf(officer, remark));
		await take(office, office.review(finding, 'verified'));

		const post = set('post:0123456789abcdef', { level: 'commune', post: 'Chủ tịch' });
		for (const { kind, recordId } of [finding, visit, remark, photo])
			expect(await officer.receipt(officer.change({ kind, recordId, set: voided() }))).toMatchObject(
				refused('locked')
			);
		expect(
			await officer.receipt(officer.change({ kind: 'visit', recordId: visit.recordId, set: post }))
		).toMatchObject(refused('locked'));
		// To minutes something may still be added, and whether a remark is seen to may be said.
		await take(officer, remarkOf(officer, visit));
		await take(officer, findingOf(officer, visit, 7));
		const answer = set('answer', { state: 'done', on: '2018-11-05' });
		await take(officer, officer.change({ kind: 'remark', recordId: remark.recordId, set: answer }));
	});

	test('a photo of a visit is locked with the findings of that visit, and of no other', async () => {
		const [visit, other] = [await take(officer, visitOf(officer)), await take(officer, visitOf(officer))];
		const [photo, beside] = [
			await take(officer, photoOf(officer, visit)),
			await take(officer, photoOf(officer, other))
		];
		await take(office, office.review(await take(officer, findingOf(officer, visit)), 'verified'));
		const caption = ({ recordId }: Change) =>
			officer.change({ kind: 'photo', recordId, set: set('caption', { text: 'Cổng' }) });

		expect(await officer.receipt(caption(photo))).toMatchObject(refused('locked'));
		expect(await officer.receipt(caption(beside))).toMatchObject(taken);
	});
});

describe('what comes back after a restore, with the server’s proof', () => {
	/** Taken by a database that had heard of nothing else, and brought to this one. */
	async function again(by: Asker, change: Change): Promise<Change> {
		const stamp = change.hlc;
		const given = { change, personId: by.who.id, stamp };
		return { ...change, again: stamp, proof: server.seal.proofOf(given, 'epoch-0') };
	}

	test('is not stale, locked or turned, and no word of the office keeps it away: it was taken before', async () => {
		const first = officer.check();
		const edit = officer.check(3, { prev: first.id, recordId: first.recordId });
		const late = office.review(first, 'returned');
		await officer.receipt(first);
		await take(office, office.review(first, 'verified'));
		await take(officer, await again(officer, edit));
		await take(office, await again(office, late));

		const { id: prev, recordId } = await take(office, office.check());
		await take(officer, await again(officer, officer.check(9, { prev, recordId })));
		const asks = (who: string) => ({ title: 'Chưa có mặt bằng', raisedOn: '2018-10-29', asks: who });
		const obstacle = await take(
			officer,
			officer.change({ kind: 'obstacle', set: set('statement', asks('district')) })
		);
		const turned = set('statement', asks('commune'), obstacle.id);
		await take(
			officer,
			await again(officer, officer.change({ kind: 'obstacle', recordId: obstacle.recordId, set: turned }))
		);
	});

	test('is refused all the same where the person may never write', async () => {
		const target = officer.change({
			kind: 'target',
			recordId: 'target',
			set: set('registration', { year: 2018, basis: 'district_plan' })
		});

		expect(await officer.receipt(await again(officer, target))).toMatchObject(refused('forbidden'));
	});

	test('a choice may be back before the clash that it settles, by a fixed id', async () => {
		const settled = officer.change({
			...{ kind: 'conflict', recordId: `conflict:${nextId()}:state` },
			set: set('settled', { choice: 'winner', on: '2018-11-05' })
		});

		await take(officer, await again(officer, settled));
	});
});
