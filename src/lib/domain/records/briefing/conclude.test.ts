import { describe, expect, test } from 'vitest';
import { nextId, recordOf } from '../../../../../tests/support/records.ts';
import type { SyncRecord } from '../../changes/change.ts';
import { briefingBefore, briefingsOf, communesAt } from './read.ts';
import { concludeBriefing, followingOf } from './conclude.ts';
import { voidDecision } from './decision-effects.ts';
import type { RecordEdit } from '../record-edit.ts';
import { schemaOf } from '../schemas.ts';

const DISTRICT = '397';
const THO_CUONG = '15754';
const MINH_CHAU = '15697';
const ON = '2018-11-02';
const TODAY = '2018-11-05';

const meeting = { on: ON, place: 'Hội trường', chair: 'Chủ tịch UBND huyện', attendees: [] };
const registered = { year: 2018, basis: 'district_plan', document: '1463/KH-UBND' };

const target = () => recordOf('target', { registration: registered }, { unitId: THO_CUONG, id: 'target' });

function hall(decisions: { text: string; [field: string]: unknown }[], records: SyncRecord[] = [target()]) {
	const id = nextId();
	const ofDistrict = [
		recordOf('briefing', { meeting: { ...meeting, communes: [THO_CUONG, MINH_CHAU] } }, { unitId: DISTRICT, id }),
		...decisions.map((decision) =>
			recordOf('decision', { decision: { briefingId: id, ...decision } }, { unitId: DISTRICT })
		)
	];
	return { ofDistrict, briefing: briefingsOf(ofDistrict, TODAY)[0]!, records };
}

function conclude({ briefing, records }: Pick<ReturnType<typeof hall>, 'briefing' | 'records'>, text = 'Kết luận') {
	return concludeBriefing(
		{ assessment: 'Chậm', text },
		{
			briefing,
			today: TODAY,
			communes: communesAt(briefing, []),
			recordsOf: (unitId) => records.filter((record) => record.unitId === unitId),
			newId: nextId,
			basis: 'Kết luận giao ban 02/11/2018',
			answerWords: ({ assignee, dueOn }) => `Giao ${assignee}, hạn ${dueOn}`
		}
	);
}

/** The records as they stand once the edits are taken. */
function after(records: SyncRecord[], edits: readonly RecordEdit[]): SyncRecord[] {
	const made = edits.map(({ unitId, kind, recordId, set }) => {
		const standing = records.find((one) => one.unitId === unitId && one.kind === kind && one.id === recordId);
		const written = recordOf(kind as 'task', set, { unitId, id: recordId });
		return { ...written, registers: { ...standing?.registers, ...written.registers } };
	});
	const isReplaced = (one: SyncRecord) =>
		made.some(({ unitId, kind, id }) => unitId === one.unitId && kind === one.kind && id === one.id);

	return [...records.filter((one) => !isReplaced(one)), ...made];
}

const allowed = (edits: readonly RecordEdit[]) =>
	edits.every(({ kind, set }) =>
		Object.entries(set).every(([register, value]) => schemaOf(kind, register)!.safeParse(value).success)
	);

describe('a conclusion', () => {
	test('needs its words', () => {
		expect(conclude(hall([]), ' ')).toEqual({ edit: undefined, problems: [{ at: 'text', kind: 'missing' }] });
	});

	test('moves a commune to its new year, with the year it left and the decision it rests on', () => {
		const held = hall([{ text: 'Lùi sang 2019', communeId: THO_CUONG, targetYear: 2019 }]);
		const { edit } = conclude(held);

		expect(edit).toHaveLength(2);
		expect(edit![1]).toEqual({
			unitId: THO_CUONG,
			kind: 'target',
			recordId: 'target',
			set: {
				registration: {
					year: 2019,
					basis: 'Kết luận giao ban 02/11/2018',
					movedFrom: [{ year: 2018, on: ON, basis: 'district_plan', document: '1463/KH-UBND' }],
					from: { kind: 'decision', id: held.briefing.decisions[0]!.record.id }
				}
			}
		});
		expect(allowed(edit!)).toBe(true);
	});

	test('leaves a target alone whose year is confirmed', () => {
		expect(conclude(hall([{ text: 'Giữ 2018', communeId: THO_CUONG, targetYear: 2018 }])).edit).toHaveLength(1);
	});

	test('lets the last of two years for one commune count', () => {
		const { edit } = conclude(
			hall([
				{ text: 'Sang 2020', communeId: THO_CUONG, targetYear: 2020 },
				{ text: 'Thôi, 2019', communeId: THO_CUONG, targetYear: 2019 }
			])
		);
		expect(edit!.slice(1)).toMatchObject([{ kind: 'target', set: { registration: { year: 2019 } } }]);
	});

	test('gives a task to one commune, or to every commune of the briefing', () => {
		const { edit } = conclude(
			hall([
				{
					text: 'Xong nhà văn hóa',
					communeId: MINH_CHAU,
					criterion: 6,
					assignee: 'UBND xã',
					dueOn: '2018-11-20'
				},
				{ text: 'Thúc nhà thầu', everyCommune: true, assignee: 'Các xã', dueOn: '2018-12-31' }
			])
		);
		const tasks = edit!.slice(1);

		expect(tasks.map(({ unitId, kind }) => [unitId, kind])).toEqual([
			[MINH_CHAU, 'task'],
			[THO_CUONG, 'task'],
			[MINH_CHAU, 'task']
		]);
		expect(tasks[0]!.set).toMatchObject({
			assignment: { title: 'Xong nhà văn hóa', criterion: 6, assignee: 'UBND xã', dueOn: '2018-11-20' },
			progress: { state: 'open' }
		});
		expect(allowed(edit!)).toBe(true);
	});

	test('keeps what the district is to do among the decisions alone', () => {
		expect(conclude(hall([{ text: 'Cử thêm cán bộ', assignee: 'Văn phòng', dueOn: ON }])).edit).toHaveLength(1);
	});

	test('puts an obstacle into somebody’s hands, and raises a new one', () => {
		const obstacle = recordOf(
			'obstacle',
			{
				statement: { title: 'Thiếu vốn', raisedOn: '2018-10-21', asks: 'district' },
				answer: { state: 'open', on: '2018-10-21' }
			},
			{ unitId: MINH_CHAU }
		);
		const given = { assignee: 'Phòng Tài chính', dueOn: '2018-11-15', communeId: MINH_CHAU };
		const { edit } = conclude(
			hall(
				[
					{ text: 'Bố trí vốn', obstacleId: obstacle.id, ...given },
					{ text: 'Thiếu đất', asks: 'province', criterion: 6, ...given }
				],
				[obstacle]
			)
		);

		expect(edit!.slice(1).map(({ kind }) => kind)).toEqual(['obstacle', 'task', 'obstacle', 'task']);
		expect(edit![1]).toMatchObject({
			recordId: obstacle.id,
			set: { answer: { state: 'in_hand', on: ON, text: 'Giao Phòng Tài chính, hạn 2018-11-15' } }
		});
		expect(edit![3]!.set).toMatchObject({ statement: { title: 'Thiếu đất', asks: 'province', criterion: 6 } });
		expect(allowed(edit!)).toBe(true);
	});

	test('concluded again makes nothing a second time, and adds what was decided since', () => {
		const held = hall([{ text: 'Lùi', communeId: THO_CUONG, targetYear: 2019, assignee: 'UBND xã', dueOn: ON }]);
		const records = after(held.records, conclude(held).edit!.slice(1));
		expect(conclude({ ...held, records }).edit).toHaveLength(1);

		const later = recordOf('decision', {
			decision: {
				briefingId: held.briefing.id,
				text: 'Thêm',
				communeId: MINH_CHAU,
				assignee: 'UBND xã',
				dueOn: ON
			}
		});
		const briefing = briefingsOf([...held.ofDistrict, later], TODAY)[0]!;
		expect(conclude({ briefing, records }).edit!.slice(1)).toMatchObject([{ unitId: MINH_CHAU, kind: 'task' }]);
	});
});

describe('a decision typed by mistake', () => {
	const REASON = { reason: 'ghi nhầm', on: TODAY };

	test('is taken back with all that followed: the target is as it was, the task is void', () => {
		const held = hall([{ text: 'Lùi', communeId: THO_CUONG, targetYear: 2019, assignee: 'UBND xã', dueOn: ON }]);
		const records = after(held.records, conclude(held).edit!.slice(1));
		const { record } = held.briefing.decisions[0]!;
		const edits = voidDecision(record, followingOf(records, record.id), REASON);

		expect(edits).toMatchObject([
			{ kind: 'decision', set: { life: { voided: true, reason: 'ghi nhầm' } } },
			{ kind: 'target', set: { registration: registered } },
			{ kind: 'task', set: { life: { voided: true } } }
		]);
		expect(edits[1]!.set['registration']).toEqual(registered);
		expect(followingOf(after(records, edits), record.id)).toEqual([]);
	});

	test('leaves alone a year and an answer that somebody has given since', () => {
		const obstacle = recordOf('obstacle', {
			statement: { title: 'Thiếu vốn', raisedOn: ON, asks: 'district' },
			answer: { state: 'resolved', on: TODAY, from: { kind: 'decision', id: 'one' } }
		});
		const moved = recordOf(
			'target',
			{ registration: { year: 2020, basis: 'province_decision' } },
			{ id: 'target' }
		);
		const decision = recordOf('decision', {}, { id: 'one' });

		expect(voidDecision(decision, [obstacle, moved], REASON)).toHaveLength(1);
	});

	test('gives an obstacle back the answer it had', () => {
		const answer = { state: 'open' as const, on: '2018-10-21' };
		const obstacle = recordOf(
			'obstacle',
			{ statement: { title: 'Thiếu vốn', raisedOn: '2018-10-21', asks: 'district' }, answer },
			{ unitId: MINH_CHAU }
		);
		const given = { communeId: MINH_CHAU, obstacleId: obstacle.id, assignee: 'Huyện', dueOn: ON };
		const held = hall([{ text: 'Bố trí vốn', ...given }], [obstacle]);
		const records = after(held.records, conclude(held).edit!.slice(1));
		const { record } = held.briefing.decisions[0]!;

		expect(voidDecision(record, records, REASON)).toContainEqual(
			expect.objectContaining({ kind: 'obstacle', set: { answer } })
		);
	});
});

describe('the list of briefings', () => {
	test('tells what is planned, open and concluded, the latest first, and leaves out what is void', () => {
		const of = (on: string, more: object = {}, voided = false) =>
			recordOf('briefing', { meeting: { ...meeting, on }, ...more }, { voided });
		const list = briefingsOf(
			[of('2018-10-05', { conclusion: { text: 'x' } }), of('2018-12-03'), of(TODAY), of('2018-11-04', {}, true)],
			TODAY
		);

		expect(list.map(({ meeting: { on }, stage }) => [on, stage])).toEqual([
			['2018-12-03', 'planned'],
			[TODAY, 'open'],
			['2018-10-05', 'concluded']
		]);
	});

	test('finds the briefing before, in which the commune took part', () => {
		const of = (on: string, communes?: string[]) =>
			recordOf('briefing', { meeting: { ...meeting, on, ...(communes && { communes }) } });
		const list = briefingsOf([of('2018-11-05'), of('2018-10-20', [THO_CUONG]), of('2018-10-05')], TODAY);
		const before = (briefing: (typeof list)[number], unitId: string) =>
			briefingBefore(list, { briefing, unitId, today: TODAY })?.meeting.on;

		expect(before(list[0]!, MINH_CHAU)).toBe('2018-10-05');
		expect(before(list[0]!, THO_CUONG)).toBe('2018-10-20');
		expect(before(list[2]!, THO_CUONG)).toBeUndefined();
	});
});
