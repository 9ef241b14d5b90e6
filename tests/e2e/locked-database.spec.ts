import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { Production } from '../support/production.ts';
import { RealRoad } from '../support/real-road.ts';
import { lockSqlite } from '../support/sqlite-lock.ts';

test('somebody’s lock on the database file lets phones read, and tells those that write to come later', async () => {
	const production = await Production.start();
	try {
		const road = await RealRoad.signIn(production.origin, production.origin, 'canbo.minhchau');
		const ask = (path: string, more: object) =>
			road.answer('', path, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					...{ protocol: 1, app: 'test', person: road.person.id, device: 'khoa0001', epoch: null },
					...{ now: Date.now(), ...more }
				})
			});
		const push = () => ask('/api/push', { changes: [change] });

		const lock = await lockSqlite(join(production.dataDir, 've-dich.db'));
		const [pushed, pulled] = await Promise.all([push(), ask('/api/pull', { cursors: {} })]);

		expect(pulled.status).toBe(200);
		expect(await pulled.text()).toContain('"end":true');
		expect(pushed.status).toBe(503);
		expect(pushed.headers.get('retry-after')).toBe('5');
		expect(await pushed.json()).toMatchObject({ error: 'database-busy' });

		await lock.release();
		expect(await (await push()).json()).toMatchObject({ receipts: [{ r: 'ok' }] });
	} finally {
		await production.stop();
	}
});

const change = {
	id: '01a22db4-1318-77b5-906c-671653e8457f',
	v: 1,
	unitId: '15697',
	hlc: formatReading({ ms: Date.now(), counter: 0, device: 'khoa0001' }),
	device: 'khoa0001',
	n: 1,
	kind: 'check',
	recordId: '01a22db4-12f3-7c8d-b48a-d79a99f3bbca',
	set: {
		subject: { value: { indicator: '6.3' }, prev: null },
		measurement: { value: { on: '2018-11-05', met: 'met' }, prev: null }
	}
};
