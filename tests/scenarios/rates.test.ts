import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MOST_UNFINISHED, UnfinishedUploads } from '#lib/server/photos/unfinished-uploads.ts';
import { Rates } from '#lib/server/sync/rates.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';
import { Program } from '../support/program.ts';

/** Small, so that few changes are many. */
const RATES = { push: { most: 40, perSecond: 2 }, pull: { most: 10, perSecond: 1 } };

let district: District;
let phone: Phone;

beforeEach(async () => {
	district = await District.open('sqlite', { rates: RATES });
	phone = await district.officerOf(MINH_CHAU, 'can-bo');
});
afterEach(() => district.close());

const program = (device: string): Program => new Program(district, 'can-bo', device);
const push = (from: Program, count: number): Promise<Response> =>
	from.post(
		'/api/push',
		JSON.stringify(from.envelope({ changes: Array.from({ length: count }, () => from.checkOf('9.1')) }))
	);

test('a phone that comes with more than it may send at once is slowed, told, and gets through by itself', async () => {
	await phone.sync();
	for (let index = 0; index < 230; index++) await phone.check(MINH_CHAU, '6.3', { part: index, whole: 300 });
	await phone.sync();
	expect(await phone.waiting()).toHaveLength(30);
	expect(await phone.status()).toMatchObject({ isSlowed: true, offlineSinceMs: null, trouble: null });

	// The lanes' own timers, which a test moves by hand.
	for (let minute = 0; minute < 5 && (await phone.waiting()).length > 0; minute++) {
		district.nowMs += 60_000;
		await phone.sync();
	}
	expect(await phone.waiting()).toEqual([]);
	expect((await phone.attention()).items).toEqual([]);
	expect(await phone.status()).toMatchObject({ isSlowed: false });
	expect(await district.log(MINH_CHAU)).toHaveLength(230);
});

test('the answer says when to come again, and then it is taken', async () => {
	const from = program('phone001');
	expect((await push(from, 100)).status).toBe(200);
	const answer = await push(from, 1);
	expect(answer.status).toBe(429);
	expect(await answer.json()).toMatchObject({ error: 'slow-down' });

	district.nowMs += Number(answer.headers.get('retry-after')) * 1_000;
	expect((await push(from, 1)).status).toBe(200);
});

test('one device takes nothing from the person’s other one, nor a person from another', async () => {
	await push(program('phone001'), 60);
	expect((await push(program('phone001'), 1)).status).toBe(429);
	expect((await push(program('phone002'), 1)).status).toBe(200);

	await district.hire('khac', 'commune_officer', [MINH_CHAU]);
	expect((await push(new Program(district, 'khac', 'phone003'), 1)).status).toBe(200);
});

test('who invents devices has no more than three would have', async () => {
	const statuses: number[] = [];
	for (let index = 0; index < 8; index++) statuses.push((await push(program(`made000${index}`), 30)).status);

	expect(statuses).toEqual([200, 200, 200, 200, 429, 429, 429, 429]);
});

test('fetching all again and again is slowed too', async () => {
	const from = program('phone001');
	const pull = () => from.post('/api/pull', JSON.stringify(from.envelope({ cursors: {} })));
	const statuses: number[] = [];
	for (let index = 0; index < 12; index++) statuses.push((await pull()).status);

	expect(statuses).toContain(429);
	district.nowMs += 60_000;
	expect((await pull()).status).toBe(200);
});

test('uploads that are begun and never ended are so many and no more, and count for a day', async () => {
	const begin = async (): Promise<number> => {
		const of = { photoId: phone.newId(), unitId: MINH_CHAU, sha256: randomBytes(32).toString('hex') };
		const metadata = Object.entries(of).map(([key, value]) => `${key} ${btoa(value)}`);
		const headers = { 'tus-resumable': '1.0.0', 'upload-length': '100', 'upload-metadata': metadata.join(',') };
		return (await district.answer('can-bo', '/api/photos', { method: 'POST', headers })).status;
	};
	for (let index = 0; index < MOST_UNFINISHED; index++) expect(await begin()).toBe(201);
	expect(await begin()).toBe(429);

	district.nowMs += 86_400_000;
	expect(await begin()).toBe(201);
});

test('a phone that was away for a month sends 10,000 changes without waiting, and a desk fetches 150,000 records', () => {
	const rates = new Rates(() => district.nowMs);
	const by = { personId: 'can-bo', device: 'phone001' };
	const waits: number[] = [];
	for (let request = 0; request < 50; request++) {
		waits.push(rates.waitMsOfPerson('push', by.personId), rates.waitMsOfDevice('push', by));
		rates.pushed(by, 200);
	}
	for (let request = 0; request < 30; request++) {
		waits.push(rates.waitMsOfPerson('pull', by.personId), rates.waitMsOfDevice('pull', by));
		rates.pulled(by, 5_000);
	}

	expect(new Set(waits)).toEqual(new Set([0]));
});

test('two hundred photos, one after the other, are never too many begun', async () => {
	const uploads = new UnfinishedUploads();
	const whole = { unitId: MINH_CHAU, sha256: '', bytes: 100, offset: 100 };
	const files = { find: async (id: string) => ({ id, ...whole }) };
	for (let index = 0; index < 200; index++) {
		expect(await uploads.mayBegin('can-bo', { files, nowMs: district.nowMs })).toBe(true);
		uploads.begun('can-bo', `photo ${index}`, district.nowMs);
	}
});
