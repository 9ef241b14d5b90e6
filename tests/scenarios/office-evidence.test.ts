import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change, RegisterValue } from '#lib/domain/changes/change.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import { findingId } from '#lib/domain/records/record-ids.ts';
import { migrations } from '#lib/server/database/migrations.ts';
import { DATABASES } from '../support/databases.ts';
import { MINH_CHAU, type District } from '../support/district.ts';
import { measured, openWithPrograms, type Program } from '../support/program.ts';

const ON = '2018-11-05';
const AT = '2018-11-05T02:00:00.000Z';
const place = { lat: 19.9, lon: 105.6, accuracyM: 8, at: AT };
const voided = { voided: true, reason: 'ghi nhầm' };
const opening = { purpose: 'follow_up', on: ON, startedAt: AT, criteria: [6] };
const attendance = { province: [], district: ['Văn phòng'], commune: [] };
const conclusion = { text: 'Chưa đạt', closedAt: AT };
const fileOf = (kind: string, id: string, sha = 'a') => ({
	...{ of: { kind, id }, sha256: sha.repeat(64), bytes: 3, width: 1, height: 1, filetype: 'image/jpeg', takenAt: AT }
});
const contract = { name: 'Đường thôn 3', contractor: 'Công ty A', dueOn: ON };
const assignment = { title: 'Nộp hồ sơ', assignee: 'can-bo', dueOn: ON };

type Values = { [register: string]: RegisterValue };

describe.each(DATABASES)('the evidence of the office, with the server on %s', (database) => {
	let district: District;
	let officer: Program;
	let office: Program;
	/** The change that wrote each register last, as its author saw it. */
	let standing: Map<string, string>;

	beforeEach(async () => {
		({ district, officer, office } = await openWithPrograms(database));
		standing = new Map();
	});
	afterEach(() => district.close());

	/** As somebody writes who has seen everything, or nothing. */
	function change(by: Program, kind: KindName, recordId: string, values: Values, hasSeen = true): Change {
		const set = Object.entries(values).map(([register, value]) => {
			const prev = hasSeen ? (standing.get(`${recordId}/${register}`) ?? null) : null;
			return [register, { value, prev }];
		});
		return by.change({ unitId: MINH_CHAU, kind, recordId, set: Object.fromEntries(set) as Change['set'] });
	}

	async function write(
		by: Program,
		kind: KindName,
		recordId: string,
		values: Values,
		hasSeen = true
	): Promise<string> {
		const made = change(by, kind, recordId, values, hasSeen);
		const [receipt] = (await by.push([made])).receipts;
		if (receipt!.r === 'ok')
			for (const register of Object.keys(values)) standing.set(`${recordId}/${register}`, made.id);
		return receipt!.r === 'ok' ? 'ok' : receipt!.code;
	}

	async function give(by: Program, kind: KindName, values: Values, recordId = by.newId()): Promise<string> {
		expect(await write(by, kind, recordId, values)).toBe('ok');
		return recordId;
	}

	const review = (kind: 'check' | 'finding', id: string, verdict: string) =>
		give(office, 'review', {
			verdict: {
				...{ of: { kind, id }, verdict, on: ON },
				judged: standing.get(`${id}/${kind === 'check' ? 'measurement' : 'verdict'}`)
			}
		});

	test('is rewritten, completed, voided and brought back by nobody of a commune', async () => {
		const check = await give(office, 'check', { subject: { indicator: '9.1' }, measurement: measured(2) });
		const visit = await give(office, 'visit', { opening });
		const finding = await give(office, 'finding', { verdict: { verdict: 'needs_work' } }, findingId(visit, 6));
		const remark = await give(office, 'remark', { text: { visit, criterion: 6, text: 'Thiếu biên bản' } });
		const photo = await give(office, 'photo', { file: fileOf('check', check), caption: { text: 'Trước' } });
		const works = await give(office, 'works', { contract, progress: { percent: 40, on: ON } });
		const task = await give(office, 'task', { assignment, progress: { state: 'open' } });
		const paper = await give(office, 'paper', { item: { of: 6, name: 'Biên bản' }, state: { done: false } });
		const statement = { title: 'Nợ đọng', raisedOn: ON, asks: 'commune' };
		const obstacle = await give(office, 'obstacle', { statement });
		const own = await give(officer, 'check', { subject: { indicator: '6.3' }, measurement: measured(1) });
		await give(office, 'check', { life: voided }, own);
		const ownVisit = await give(officer, 'visit', { opening });
		await give(office, 'remark', { text: { visit: ownVisit, criterion: 6, text: 'Thiếu chữ ký' } });

		const attempts: [KindName, string, Values][] = [
			['check', check, { measurement: measured(5, 'met') }],
			['check', check, { subject: { indicator: '6.3' } }],
			['check', check, { place }],
			['check', check, { life: voided }],
			['check', own, { life: null }],
			['visit', visit, { opening: { ...opening, criteria: [] } }],
			['visit', visit, { attendance }],
			['visit', visit, { conclusion }],
			['visit', visit, { place }],
			['visit', visit, { life: voided }],
			['visit', ownVisit, { life: voided }],
			['finding', finding, { verdict: { verdict: 'satisfied' } }],
			['finding', finding, { life: voided }],
			['finding', findingId(visit, 7), { verdict: { verdict: 'satisfied' } }],
			['remark', remark, { text: { visit, criterion: 6, text: 'Đủ' } }],
			['remark', remark, { life: voided }],
			['remark', officer.newId(), { text: { visit, criterion: 6, text: 'Đủ' } }],
			['photo', photo, { caption: { text: 'Sau' } }],
			['photo', photo, { life: voided }],
			['photo', officer.newId(), { file: fileOf('check', check) }],
			['works', works, { contract: { ...contract, dueOn: '2019-11-05' } }],
			['works', works, { life: voided }],
			['task', task, { assignment: { ...assignment, dueOn: '2019-11-05' } }],
			['task', task, { life: voided }],
			['paper', paper, { item: { of: 6, name: 'Khác' } }],
			['paper', paper, { life: voided }],
			['obstacle', obstacle, { statement: { ...statement, title: 'Khác' } }],
			['obstacle', obstacle, { life: voided }]
		];
		const before = await office.pull({ cursors: {} });
		for (const hasSeen of [true, false]) {
			const codes = [];
			for (const [kind, id, values] of attempts) codes.push(await write(officer, kind, id, values, hasSeen));
			expect(codes).toEqual(attempts.map(() => 'of-office'));
		}
		const records = (lines: unknown[]) => lines.filter((line) => 'record' in (line as object));
		expect(records(await office.pull({ cursors: {} }))).toEqual(records(before));

		const goesOn: [KindName, string, Values][] = [
			['remark', remark, { answer: { state: 'done', on: ON } }],
			['works', works, { progress: { percent: 60, on: ON } }],
			['task', task, { progress: { state: 'done', on: ON } }],
			['paper', paper, { state: { done: true, on: ON } }],
			['obstacle', obstacle, { answer: { state: 'resolved', on: ON } }],
			['photo', officer.newId(), { file: fileOf('remark', remark) }]
		];
		for (const [kind, id, values] of goesOn) expect(await write(officer, kind, id, values)).toBe('ok');
	});

	test('keeps a photo as it was taken: its file is written once, by whoever', async () => {
		const check = await give(officer, 'check', { subject: { indicator: '9.1' }, measurement: measured(2) });
		const photo = await give(officer, 'photo', { file: fileOf('check', check) });

		for (const by of [officer, office])
			expect(await write(by, 'photo', photo, { file: fileOf('check', check, 'b') })).toBe('invalid');
		expect(await write(officer, 'photo', photo, { caption: { text: 'Giếng thôn 3' } })).toBe('ok');
	});

	test('of a verified check its place, day and photos stay, until it is reopened', async () => {
		const check = await give(officer, 'check', { subject: { indicator: '9.1' }, measurement: measured(2), place });
		const photo = await give(officer, 'photo', { file: fileOf('check', check) });
		await review('check', check, 'verified');
		const edits = (): [KindName, string, Values][] => [
			['check', check, { place: { ...place, lat: 20 } }],
			['check', check, { measurement: { ...measured(2), on: '2018-11-01' } }],
			['photo', photo, { caption: { text: 'Khác' } }],
			['photo', photo, { life: voided }],
			['photo', officer.newId(), { file: fileOf('check', check) }]
		];
		for (const by of [officer, office])
			for (const [kind, id, values] of edits()) expect(await write(by, kind, id, values)).toBe('locked');
		expect(await write(office, 'photo', photo, { shown: { text: 'Giếng', on: ON } })).toBe('ok');

		await review('check', check, 'reopened');
		for (const [kind, id, values] of edits()) expect(await write(officer, kind, id, values)).toBe('ok');
	});

	test('of a verified verdict the visit, its remarks and their photos stay, until it is reopened', async () => {
		const visit = await give(officer, 'visit', { opening, attendance, conclusion, place });
		const finding = await give(officer, 'finding', { verdict: { verdict: 'satisfied' } }, findingId(visit, 6));
		const remark = await give(officer, 'remark', { text: { visit, criterion: 6, text: 'Tốt' } });
		const photo = await give(officer, 'photo', { file: fileOf('remark', remark) });
		await review('finding', finding, 'verified');
		const edits: [KindName, string, Values][] = [
			['visit', visit, { opening: { ...opening, on: '2018-11-01' } }],
			['visit', visit, { place: { ...place, lat: 20 } }],
			['visit', visit, { conclusion: { ...conclusion, text: 'Khác' } }],
			['remark', remark, { text: { visit, criterion: 6, text: 'Khác' } }],
			['photo', photo, { caption: { text: 'Khác' } }],
			['photo', photo, { life: voided }],
			['visit', visit, { life: voided }]
		];
		for (const [kind, id, values] of edits) expect(await write(officer, kind, id, values)).toBe('locked');
		expect(await write(officer, 'remark', remark, { answer: { state: 'done', on: ON } })).toBe('ok');
		expect(await write(officer, 'photo', officer.newId(), { file: fileOf('remark', remark) })).toBe('ok');

		// As an earlier version has stored them, and this one finds them.
		const { write: db } = district.server.database;
		await db.updateTable('record').set({ about: null }).where('kind', 'in', ['finding', 'remark']).execute();
		await migrations['0009_parts_of_visits']!.up(db);
		expect(await write(officer, 'visit', visit, { place: { ...place, lat: 20 } })).toBe('locked');
		const parts = await db.selectFrom('record').select('id').where('about', '=', `visit/${visit}`).execute();
		expect(parts.map(({ id }) => id).sort()).toEqual([finding, remark].sort());

		await review('finding', finding, 'reopened');
		for (const [kind, id, values] of edits) expect(await write(officer, kind, id, values)).toBe('ok');
	});
});

describe.each(DATABASES)('what a commune asks of the district, with the server on %s', (database) => {
	let district: District;
	let officer: Program;
	let office: Program;

	beforeEach(async () => {
		({ district, officer, office } = await openWithPrograms(database));
	});
	afterEach(() => district.close());

	test('is answered by the district, taken back by the commune, and turned by nobody', async () => {
		const statement = (asks: string) => ({ value: { title: 'Nợ đọng', raisedOn: ON, asks }, prev: null });
		const answer = { value: { state: 'resolved', on: ON }, prev: null };
		const recordId = officer.newId();
		const write = async (by: Program, set: Change['set']) => {
			const [receipt] = (await by.push([by.change({ unitId: MINH_CHAU, kind: 'obstacle', recordId, set })]))
				.receipts;
			return receipt!.r === 'ok' ? 'ok' : receipt!.code;
		};

		expect(await write(officer, { statement: statement('district') })).toBe('ok');
		expect(await write(officer, { answer })).toBe('of-office');
		expect(await write(officer, { statement: statement('commune'), answer })).toBe('of-office');
		expect(await write(officer, { statement: statement('commune') })).toBe('turned');
		expect(await write(office, { statement: statement('commune') })).toBe('turned');
		expect(await write(officer, { answer })).toBe('of-office');
		expect(await write(office, { answer })).toBe('ok');
		expect(await write(officer, { life: { value: { ...voided }, prev: null } })).toBe('ok');
	});
});
