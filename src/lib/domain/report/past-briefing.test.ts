import { expect, test } from 'vitest';
import { nextId, recordOf } from '../../../../tests/support/records.ts';
import { briefingRecords, COMMUNES, communeNamed, DISTRICT, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { paperText } from '../../../../tests/support/paper-text.ts';
import type { SyncRecord } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import { composeReport } from './compose-report.ts';
import { REPORT_KINDS, type ReportKind } from './report-document.ts';
import { reportFacts } from './report-facts.ts';
import { firstForm } from './report-form.ts';

const HELD = '2018-11-02';
const LATER = '2018-11-30';
const { id: MINH_CHAU } = communeNamed('Minh Châu');
const { id: DAN_LY } = communeNamed('Dân Lý');
const { id: NEWCOMER } = COMMUNES.find(({ id }) => !briefingRecords().has(id))!;

const briefing = recordOf(
	'briefing',
	{
		meeting: { on: HELD, place: 'Hội trường', chair: 'Chủ tịch UBND huyện', attendees: [] },
		conclusion: { text: 'Bảy xã về đích năm 2018.', on: HELD }
	},
	{ unitId: DISTRICT.id }
);
const decision = recordOf(
	'decision',
	{ decision: { briefingId: briefing.id, text: 'Lập hồ sơ chung', assignee: 'Xã Minh Châu', dueOn: '2018-11-20' } },
	{ unitId: DISTRICT.id }
);
const from = { kind: 'decision', id: decision.id };
const assignment = { title: 'Lập hồ sơ chung', assignee: 'x', dueOn: '2018-11-20', from };
const common = recordOf(
	'dossier',
	{ state: { state: 'preparing', on: '2018-10-20' } },
	{ unitId: MINH_CHAU, id: 'dossier:common' }
);
const task = recordOf('task', { assignment, progress: { state: 'open' } }, { unitId: MINH_CHAU });

function held(): Map<string, SyncRecord[]> {
	const records = briefingRecords();
	records.set(DISTRICT.id, [briefing, decision]);
	records.set(MINH_CHAU, [...records.get(MINH_CHAU)!, task, common]);
	return records;
}

/** The same, with what came in the weeks after the briefing. */
function weeksLater(): Map<string, SyncRecord[]> {
	const records = held();
	const add = (unitId: string, ...some: SyncRecord[]) =>
		records.set(unitId, [
			...(records.get(unitId) ?? []).filter(({ id }) => !some.some((one) => one.id === id)),
			...some
		]);
	const of = (unitId: string, id?: string) => ({ unitId, ...(id !== undefined && { id }) });

	add(
		MINH_CHAU,
		recordOf('task', { assignment, progress: { state: 'done', on: '2018-11-19' } }, of(MINH_CHAU, task.id)),
		recordOf('dossier', { state: { state: 'complete', on: '2018-11-15' } }, of(MINH_CHAU, 'dossier:common')),
		recordOf('dossier', { plan: { expectedOn: '2018-12-20', on: '2018-11-15' } }, of(MINH_CHAU, 'dossier:3')),
		recordOf(
			'obstacle',
			{ statement: { title: 'Chưa có đất', raisedOn: '2018-11-12', asks: 'district', criterion: 6 } },
			of(MINH_CHAU)
		),
		recordOf(
			'check',
			{ subject: { indicator: '5.1' }, measurement: { on: '2018-11-12', met: 'not_met' } },
			of(MINH_CHAU)
		),
		recordOf(
			'survey',
			{ result: { on: '2018-11-12', households: 90, asked: 60, satisfied: 50 } },
			{
				...of(MINH_CHAU, 'survey:thon-1')
			}
		)
	);
	add(DAN_LY, recordOf('appraisal', { sent: { on: '2018-11-14' } }, of(DAN_LY, 'appraisal:so-tnmt')));
	add(
		NEWCOMER,
		recordOf(
			'target',
			{ registration: { year: 2019, basis: 'district_plan', registeredOn: '2018-11-20' } },
			of(NEWCOMER, 'target')
		)
	);
	add(
		DISTRICT.id,
		recordOf(
			'briefing',
			{ meeting: { on: '2018-11-16', place: 'Hội trường', chair: 'Chủ tịch', attendees: [] } },
			of(DISTRICT.id, nextId())
		)
	);
	return records;
}

function paper(recordsByUnit: Map<string, SyncRecord[]>, kind: ReportKind, today: TradeDate): string {
	const facts = reportFacts({
		...{ district: DISTRICT, units: COMMUNES, reference: REFERENCE, today, recordsByUnit, kind },
		briefingId: briefing.id
	});
	return paperText(composeReport(facts, { ...firstForm(DISTRICT), kind, on: HELD }));
}

test.each(REPORT_KINDS)('the %s of a past briefing says weeks later what it said on its day', (kind) => {
	const then = paper(held(), kind, HELD);
	const remade = paper(weeksLater(), kind, LATER);

	expect(remade.replace('Văn bản lập lại theo số liệu đến ngày 02/11/2018\n', '')).toBe(then);
});

test('a paper made anew for a briefing concluded earlier says so', () => {
	expect(paper(weeksLater(), 'notice', LATER)).toContain('Văn bản lập lại theo số liệu đến ngày 02/11/2018');
	expect(paper(held(), 'notice', HELD)).not.toContain('lập lại');
});

test('the notice of the last briefing is of its day, also where nobody named the briefing', () => {
	const of = { district: DISTRICT, units: COMMUNES, reference: REFERENCE, today: '2018-11-15' };
	const facts = reportFacts({ ...of, recordsByUnit: weeksLater(), kind: 'notice' });

	expect(facts.briefing?.id).toBe(briefing.id);
	expect(facts.asOf).toBe(HELD);
	expect(reportFacts({ ...of, recordsByUnit: weeksLater(), kind: 'report' }).asOf).toBe('2018-11-15');
});

test('a report of today says of which day the conclusion is that it repeats', () => {
	const of = { district: DISTRICT, units: COMMUNES, reference: REFERENCE, recordsByUnit: held() };
	const text = (today: TradeDate) => paperText(composeReport(reportFacts({ ...of, today }), firstForm(DISTRICT)));

	expect(text('2018-11-15')).toContain('Kết luận giao ban ngày 02/11/2018: Bảy xã về đích năm 2018.');
	expect(text(HELD)).not.toContain('Kết luận giao ban ngày');
});
