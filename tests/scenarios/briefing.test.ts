import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDecision, readMeeting, type DecisionTyped } from '#lib/domain/records/briefing/form.ts';
import { briefingsOf } from '#lib/domain/records/briefing/read.ts';
import { concludeBriefing, followingOf } from '#lib/domain/records/briefing/conclude.ts';
import { voidDecision } from '#lib/domain/records/briefing/decision-effects.ts';
import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import { District } from '../support/district.ts';
import { DATABASES } from '../support/databases.ts';
import { communeNamed } from '../support/trieu-son.ts';
import type { Phone } from '../support/phone.ts';

const HUYEN = '397';
const THO_CUONG = communeNamed('Thọ Cường').id;
const TODAY = '2018-11-05';

const TYPED: DecisionTyped = {
	kind: 'year',
	commune: THO_CUONG,
	year: 2019,
	text: '',
	criterion: null,
	obstacleId: '',
	asks: null,
	person: '',
	words: '',
	dueOn: ''
};

const keep = async (phone: Phone, edits: readonly RecordEdit[]) => {
	for (const { unitId, kind, recordId, set } of edits) await phone.save(unitId, kind as 'task', recordId, set);
};

describe.each(DATABASES)('a briefing in a hall without network, on %s', (database) => {
	let district: District;
	let office: Phone;
	let officer: Phone;

	beforeEach(async () => {
		district = await District.open(database);
		office = await district.office();
		officer = await district.officerOf(THO_CUONG);
		await office.save(THO_CUONG, 'target', 'target', { registration: { year: 2018, basis: 'district_plan' } });
		await office.sync();
		await officer.sync();
		office.goOffline();
	});
	afterEach(() => district.close());

	const read = async () => briefingsOf(await office.records(HUYEN), TODAY)[0]!;

	async function decide(typed: Partial<DecisionTyped>) {
		const { id } = await read();
		const place = { unitId: HUYEN, recordId: office.newId(), briefingId: id };
		const words = { on: TODAY, yearWords: 'Xã Thọ Cường về đích năm 2019.' };
		await keep(office, [readDecision({ ...TYPED, ...typed }, { ...place, ...words }).edit!]);
	}

	async function conclude() {
		const records = await office.records(THO_CUONG);
		const { edit } = concludeBriefing(
			{ assessment: '', text: 'Thọ Cường lùi sang 2019.' },
			{
				briefing: await read(),
				today: TODAY,
				communes: [THO_CUONG],
				recordsOf: (unitId) => (unitId === THO_CUONG ? records : []),
				newId: () => office.newId(),
				basis: 'Kết luận giao ban 05/11/2018',
				answerWords: ({ text }) => text
			}
		);
		await keep(office, edit!);
	}

	test('moves the target and gives the officer a task, once the hall has a network again', async () => {
		const meeting = { on: TODAY, place: 'Hội trường', chair: 'Chủ tịch', attendees: '', communes: [THO_CUONG] };
		const recordId = office.newId();
		await keep(office, [readMeeting(meeting, { unitId: HUYEN, recordId, record: undefined }).edit!]);
		await decide({});
		await decide({ kind: 'task', text: 'Lập hồ sơ chung', person: officer.person.id, dueOn: '2018-11-20' });
		await conclude();

		await officer.sync();
		expect((await officer.records(THO_CUONG)).filter(({ kind }) => kind === 'task')).toEqual([]);

		office.goOnline();
		await office.sync();
		await officer.sync();

		const { decisions } = await read();
		expect(await officer.value(THO_CUONG, 'target', 'target', 'registration')).toEqual({
			year: 2019,
			basis: 'Kết luận giao ban 05/11/2018',
			movedFrom: [{ year: 2018, on: TODAY, basis: 'district_plan' }],
			from: { kind: 'decision', id: decisions[0]!.record.id }
		});
		const tasks = (await officer.records(THO_CUONG)).filter(({ kind }) => kind === 'task');
		expect(tasks).toHaveLength(1);
		expect(tasks[0]!.registers['assignment']!.value).toMatchObject({
			title: 'Lập hồ sơ chung',
			assignee: officer.person.id,
			from: { kind: 'decision', id: decisions[1]!.record.id }
		});
		expect(await office.attention()).toMatchObject({ items: [] });

		// Typed by mistake: the year goes back, and so does the officer's phone.
		const { record } = decisions[0]!;
		const following = followingOf(await office.records(THO_CUONG), record.id);
		await keep(office, voidDecision(record, following, { reason: 'Ghi nhầm xã', on: TODAY }));
		await office.sync();
		await officer.sync();
		expect(await officer.value(THO_CUONG, 'target', 'target', 'registration')).toEqual({
			year: 2018,
			basis: 'district_plan'
		});
		expect((await read()).decisions).toHaveLength(1);
	});

	test('is the office’s alone: no officer of a commune writes one', async () => {
		await officer.save(HUYEN, 'decision', officer.newId(), {
			decision: { briefingId: officer.newId(), text: 'Tự quyết' }
		});
		await officer.sync();
		expect((await officer.attention()).items).toMatchObject([{ kind: 'decision' }]);
		expect(await district.records(HUYEN)).toEqual([]);
	});

	test('a survey of satisfaction is the commune’s to record, and reaches the office', async () => {
		const result = { on: TODAY, households: 120, asked: 80, satisfied: null };
		await officer.save(THO_CUONG, 'survey', 'survey:thon-1', { result });
		await officer.sync();
		office.goOnline();
		await office.sync();

		expect(await office.value(THO_CUONG, 'survey', 'survey:thon-1', 'result')).toEqual(result);
	});
});
