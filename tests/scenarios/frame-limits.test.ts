import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import type { Taken } from '#lib/domain/changes/push.ts';
import { DATABASES } from '../support/databases.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import { measured, openWithPrograms, type Program } from '../support/program.ts';

/** Objects in one another. */
function nested(depth: number): object {
	let value: object = {};
	for (let at = 0; at < depth; at++) value = { deeper: value };
	return value;
}

describe.each(DATABASES)('what no change may hold, on %s', (kind) => {
	let district: District;
	let officer: Program;
	let office: Program;

	beforeEach(async () => {
		({ district, officer, office } = await openWithPrograms(kind));
	});
	afterEach(() => district.close());

	const checkWith = (more: object): Change => officer.checkOf('9.1', { ...measured(2), ...more });

	test.each([
		['a value nested deeper than a browser can store', { later: nested(5_500) }],
		['a value nested deeper than any of the trade', { later: nested(20) }],
		['more fields than any form has', { later: Array.from({ length: 3_000 }, () => 1) }],
		['a text longer than any field takes, in a field that nobody knows', { words: 'x'.repeat(10_001) }],
		['a number that JSON writes and cannot keep', { huge: '1e999' }],
		['half a character', { note: 'ghi \ud800 chú' }],
		['a character that no document can hold', { note: 'ghi \ufffe chú' }],
		['a control character', { note: 'ghi \u0000 chú' }],
		['half a character in the name of a field', { '\udfff': 1 }],
		['more bytes than a change may have', { words: ['ộ'.repeat(9_000), 'ộ'.repeat(9_000), 'ộ'.repeat(9_000)] }]
	])('refuses %s, and takes the others of the batch', async (_, more) => {
		const body = JSON.stringify(officer.envelope({ changes: [checkWith(more), officer.checkOf('6.3')] }));
		const answer = await officer.post('/api/push', body.replaceAll('"1e999"', '1e999'));

		expect(await answer.json()).toMatchObject({ receipts: [{ r: 'refused', code: 'invalid' }, { r: 'ok' }] });
		expect(await district.log(MINH_CHAU)).toHaveLength(1);
	});

	test('takes a note of several lines in any script', async () => {
		const note = 'Cần xem lại:\n\t– nhà ông Đỗ 👩🏽‍🌾, „ộ“\r\n– 東';

		expect((await officer.push([checkWith({ note })])).receipts).toMatchObject([{ r: 'ok' }]);
	});

	test.each([
		['a unit', { unitId: '15697\u0000' }],
		['a kind', { kind: 'check/x' }],
		['a record', { recordId: 'survey:\ud800' }],
		['a record of a kind that nobody knows', { kind: 'later', recordId: 'a/b' }],
		['a register', { set: { 'state=;': { value: {}, prev: null } } }],
		['a version', { v: 0 }],
		['a version beyond all', { v: 2 ** 40 }]
	])('refuses what cannot be the id of %s', async (_, wrong) => {
		const { receipts } = await officer.push([{ ...officer.checkOf('9.1'), ...wrong }, officer.checkOf('6.3')]);

		expect(receipts).toMatchObject([{ r: 'refused', code: 'invalid' }, { r: 'ok' }]);
	});

	test.each([[{ toString: 'x' }], [['x']], [null], [7]])(
		'answers a change whose id is no text but %j',
		async (id) => {
			const { receipts } = await officer.push([{ ...officer.checkOf('9.1'), id }, officer.checkOf('6.3')]);

			expect(receipts).toMatchObject([{ id: '', r: 'refused', code: 'invalid' }, { r: 'ok' }]);
		}
	);

	test('gives the first receipt to what an earlier server took, even if it would be refused today', async () => {
		const change = officer.checkOf('9.1');
		const [receipt] = (await officer.push([change])).receipts;
		const note = 'ghi \u000b chú';
		const sentOnceMore = {
			...change,
			set: { ...change.set, measurement: { value: { ...measured(2), note }, prev: null } }
		};

		// Without the proof: what comes now is not what the server gave its word for.
		const { proof: _proof, mark: _mark, ...first } = receipt as Taken;
		expect((await officer.push([sentOnceMore])).receipts).toEqual([first]);
	});

	test.each([
		['a program’s name', '/api/push', { app: 've-dich \u0000', changes: [] }],
		['what waits', '/api/pull', { cursors: {}, pending: { changes: -5, photos: 0, oldest: null } }],
		[
			'more waiting than there can be',
			'/api/pull',
			{ cursors: {}, pending: { changes: 2 ** 50, photos: 0, oldest: null } }
		]
	])('turns away a request that is wrong about %s', async (_, path, wrong) => {
		expect((await officer.post(path, JSON.stringify(officer.envelope(wrong)))).status).toBe(400);
	});

	test('keeps of what a device says to wait only what it knows', async () => {
		await officer.pull({ cursors: {}, pending: { changes: 1, photos: 0, oldest: -1, note: 'x'.repeat(1_000) } });
		const { pending } = await district.server.database.read
			.selectFrom('device')
			.select('pending')
			.where('id', '=', officer.device)
			.executeTakeFirstOrThrow();

		expect(JSON.parse(pending!)).toEqual({ changes: 1, photos: 0, oldest: null });
	});

	test.each(['kind', 'record'])('finds nothing in the log by a %s that cannot be', async (name) => {
		const answer = await district.answer('van-phong', `/api/changes?unit=${MINH_CHAU}&${name}=%00`);

		expect(answer.status).toBe(400);
		expect(office).toBeDefined();
	});
});

test('what is pasted into a note with a control character is kept without it, on the phone and at the district', async () => {
	const district = await District.open();
	const phone = await district.officerOf(MINH_CHAU);
	await phone.sync();
	const id = await phone.check(MINH_CHAU, '6.3', { part: 7, whole: 8, note: 'Nhà văn hóa\u000bđang sửa\ud800' });
	const kept = await phone.value(MINH_CHAU, 'check', id, 'measurement');
	await phone.sync();

	expect(kept).toMatchObject({ note: 'Nhà văn hóađang sửa' });
	expect((await phone.attention()).items).toEqual([]);
	expect((await district.records(MINH_CHAU))[0]!.registers['measurement']!.value).toEqual(kept);
	await district.close();
});
