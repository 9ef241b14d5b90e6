import { describe, expect, test } from 'vitest';
import { nextId } from '../../../../../tests/support/records.ts';
import { EVERY_COMMUNE, readDecision, readMeeting, readSaid, saidToTyped, type DecisionTyped } from './form.ts';
import { schemaOf } from '../schemas.ts';

const at = { unitId: '397', recordId: nextId(), briefingId: nextId() };

describe('planning a briefing', () => {
	const typed = {
		on: '2018-12-03',
		place: ' Hội trường ',
		chair: 'Chủ tịch',
		attendees: 'Bí thư\n\nMTTQ ',
		communes: ['15697']
	};

	test('keeps one attendee a line', () => {
		const { edit } = readMeeting(typed, { ...at, record: undefined });
		expect(edit!.set['meeting']).toEqual({
			on: '2018-12-03',
			place: 'Hội trường',
			chair: 'Chủ tịch',
			attendees: ['Bí thư', 'MTTQ'],
			communes: ['15697']
		});
	});

	test('says everything that is missing', () => {
		const empty = { on: '', place: '', chair: ' ', attendees: '', communes: [] };
		const { edit, problems } = readMeeting(empty, { ...at, record: undefined });
		expect(edit).toBeUndefined();
		expect(problems.map(({ at: field }) => field)).toEqual(['on', 'place', 'chair', 'communes']);
	});
});

test('what is said is by a commune, or by somebody in words', () => {
	const said = { kind: 'request' as const, communeId: '', speaker: '', text: 'Xin thêm vốn' };
	expect(readSaid(said, at).problems).toEqual([{ at: 'speaker', kind: 'missing' }]);
	expect(readSaid({ ...said, communeId: '15697' }, at).edit!.set['said']).toEqual({
		briefingId: at.briefingId,
		kind: 'request',
		text: 'Xin thêm vốn',
		communeId: '15697'
	});
});

test('what was said can be corrected: what was cleared goes, what this version does not know stays', () => {
	const standing = {
		briefingId: at.briefingId,
		kind: 'request' as const,
		text: 'Xin thêm vốn',
		communeId: '15697',
		page: 2
	};
	const typed = { ...saidToTyped(standing), communeId: '', speaker: 'Sở Xây dựng' };

	expect(saidToTyped(standing)).toEqual({ kind: 'request', communeId: '15697', speaker: '', text: 'Xin thêm vốn' });
	expect(readSaid(typed, { ...at, standing }).edit!.set['said']).toEqual({
		briefingId: at.briefingId,
		kind: 'request',
		text: 'Xin thêm vốn',
		speaker: 'Sở Xây dựng',
		page: 2
	});
});

describe('a decision', () => {
	const typed: DecisionTyped = {
		kind: 'task',
		commune: '15697',
		year: null,
		text: 'Xong nhà văn hóa',
		criterion: 6,
		obstacleId: '',
		asks: null,
		person: null,
		words: 'UBND xã',
		dueOn: '2018-11-20'
	};
	const read = (more: Partial<DecisionTyped>) =>
		readDecision({ ...typed, ...more }, { ...at, on: '2018-11-02', yearWords: 'Về đích năm 2019.' });

	test('about a task names who and when', () => {
		expect(read({}).edit!.set['decision']).toMatchObject({
			communeId: '15697',
			assignee: 'UBND xã',
			dueOn: '2018-11-20'
		});
		expect(read({ words: '', dueOn: '2018-11-01' }).problems).toEqual([
			{ at: 'assignee', kind: 'missing' },
			{ at: 'dueOn', kind: 'past' }
		]);
	});

	test('about a year has words of its own, and no task', () => {
		const { edit } = read({ kind: 'year', year: 2019, text: '' });
		expect(edit!.set['decision']).toEqual({
			briefingId: at.briefingId,
			text: 'Về đích năm 2019.',
			communeId: '15697',
			targetYear: 2019
		});
	});

	test('about a year or an obstacle needs its commune', () => {
		expect(read({ kind: 'year', year: 2019, commune: EVERY_COMMUNE }).problems).toMatchObject([{ at: 'commune' }]);
		expect(read({ kind: 'obstacle', commune: '' }).problems).toMatchObject([{ at: 'commune' }, { at: 'asks' }]);
	});

	test.each([
		{},
		{ kind: 'year', year: 2019 },
		{ kind: 'obstacle', asks: 'district' },
		{ commune: EVERY_COMMUNE }
	] as const)('has the shape that the server takes: %o', (more) => {
		const { decision } = read(more).edit!.set;
		expect(schemaOf('decision', 'decision')!.safeParse(decision).success).toBe(true);
	});
});
