import { beforeEach, describe, expect, test } from 'vitest';
import { DatabaseUnavailable } from '../unavailable.ts';
import { AnsweringServer, MINH_CHAU } from '../../../../tests/support/answering-server.ts';
import type { LockedUnit } from './server-store.ts';

let server: AnsweringServer;
beforeEach(() => {
	server = new AnsweringServer();
});

/** What the store does with an attempt, instead of what it would do. */
function onAttempt(instead: (attempt: LockedUnit['attempt']) => LockedUnit['attempt']): void {
	const { store } = server;
	const inUnit = store.inUnit.bind(store);
	store.inUnit = (unitId, received, work) =>
		inUnit(unitId, received, (unit) =>
			work({ ...unit, attempt: (changes, each) => instead(unit.attempt)(changes, each) })
		);
}

describe('when the database will not store a batch', () => {
	test('each change is stored on its own: only the one that it does not take is put off, and what is built on that', async () => {
		const { officer } = server;
		const bad = officer.check(13);
		const onBad = officer.check(3, { prev: bad.id, recordId: bad.recordId });
		const odd = officer.check(-1);
		onAttempt(
			(attempt) => (changes, work) =>
				attempt(changes, async (log) => {
					const answer = await work(log);
					if (changes.some(({ id }) => id === bad.id) || changes.length > 1)
						throw new Error('value too long');
					return answer;
				})
		);
		const { receipts, records } = await officer.push([officer.check(), bad, onBad, odd]);

		expect(receipts).toMatchObject([
			{ r: 'ok' },
			{ id: bad.id, r: 'hold', code: 'server-error' },
			{ r: 'hold', code: 'waiting' },
			{ r: 'ok' }
		]);
		expect(records).toMatchObject([{ id: odd.recordId }]);
		expect(server.logged).toMatchObject([
			{
				level: 'error',
				details: { unitId: MINH_CHAU },
				message: expect.stringContaining('one by one') as string
			},
			{ level: 'error', details: { change: bad.id, kind: 'check', unitId: MINH_CHAU } }
		]);
	});

	test('because it is away, the request as a whole is told so, and nothing is tried one by one', async () => {
		const { officer } = server;
		const away = new DatabaseUnavailable('away', new Error('gone'));
		let attempts = 0;
		onAttempt(() => () => {
			attempts += 1;
			return Promise.reject(away);
		});

		await expect(officer.push([officer.check(), officer.check()])).rejects.toBe(away);
		expect(attempts).toBe(1);
	});

	test('because it goes away in the middle, the request as a whole is told so', async () => {
		const { officer } = server;
		const away = new DatabaseUnavailable('busy', new Error('locked'));
		onAttempt(
			(attempt) => (changes, work) =>
				attempt(changes, (log) => {
					const record = log.record.bind(log);
					log.record = () => {
						log.record = record;
						return Promise.reject(away);
					};
					return work(log);
				})
		);

		await expect(officer.push([officer.check()])).rejects.toBe(away);
	});

	test('a change that makes the rules stumble is put off, and the others are taken', async () => {
		const { officer } = server;
		const bad = officer.check(13);
		const onBad = officer.check(14, { recordId: bad.recordId });
		onAttempt(
			(attempt) => (changes, work) =>
				attempt(changes, (log) => {
					const { logged } = log;
					const record = log.record.bind(log);
					log.logged = (id) => logged.call(log, id);
					let hasStumbled = false;
					log.record = (kind, id) => {
						if (id !== bad.recordId || hasStumbled) return record(kind, id);
						hasStumbled = true;
						return Promise.reject(new Error('a mistake of ours'));
					};
					return work(log);
				})
		);

		expect((await officer.push([bad, onBad, officer.check()])).receipts).toMatchObject([
			{ id: bad.id, r: 'hold', code: 'server-error' },
			{ r: 'hold', code: 'waiting' },
			{ r: 'ok' }
		]);
		expect(server.logged).toMatchObject([
			{ level: 'error', details: { change: bad.id }, message: 'a change made the server fail' }
		]);
	});
});

test('a server without a log, and with nobody who watches, answers the same', async () => {
	const { officer, ground } = server;
	delete ground.log;
	delete ground.live;
	const bad = officer.check(13);
	onAttempt(
		(attempt) => (changes, work) =>
			attempt(changes, async (log) => {
				const record = log.record.bind(log);
				log.record = (kind, id) =>
					id === bad.recordId ? Promise.reject(new Error('a mistake of ours')) : record(kind, id);
				return work(log);
			})
	);

	expect((await officer.push([bad, officer.check(1, { v: 0 }), officer.check()])).receipts).toMatchObject([
		{ r: 'hold', code: 'server-error' },
		{ r: 'refused' },
		{ r: 'ok' }
	]);
});
