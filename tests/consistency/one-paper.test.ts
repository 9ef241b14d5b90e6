import { expect, test } from 'vitest';
import { composeReport } from '#lib/domain/report/compose-report.ts';
import { reportFacts, type ReportFacts } from '#lib/domain/report/report-facts.ts';
import { firstForm } from '#lib/domain/report/report-form.ts';
import type { ReportDocument } from '#lib/domain/report/report-document.ts';
import { shortMessage } from '#lib/domain/report/short-message.ts';
import { recordOf } from '../support/records.ts';
import { DISTRICT, REFERENCE } from '../support/trieu-son.ts';
import type { Counted } from './counted-plainly.ts';
import { TODAY } from './generated-commune.ts';
import { DISTRICTS, fullDistrict, inDistricts, misled, type OpenDistrict } from './open-district.ts';
import type { Said } from './places.ts';
import { paragraphText, tablesOf } from './report-text.ts';
import { expectSaid, paperDay } from './wanted.ts';

type Communes = OpenDistrict['communes'];

const countOf = (communes: Communes, holds: (of: Counted) => boolean) =>
	communes.filter(({ counted }) => holds(counted)).length;
const namesOf = (communes: Communes, holds: (of: Counted) => boolean) =>
	communes
		.filter(({ counted }) => holds(counted))
		.map(({ unit }) => unit.name)
		.sort();
const isBehind = ({ lateYears, lacks }: Counted) => lateYears.length > 0 || lacks;
const yearsOf = (communes: Communes) => [...new Set(communes.map(({ counted }) => counted.year))].sort();
const listed = (text: string | undefined) => (text ?? '').split(', ').sort();
const verdictOf = (communes: Communes) => (countOf(communes, isBehind) > 0 ? 'chậm' : 'bảo đảm');

/** "đã hoàn thiện hồ sơ 19/19 tiêu chí, còn thiếu hồ sơ chung của xã; …" */
function sentenceSaid(text: string): Said {
	const found = (words: RegExp) => words.exec(text)?.[1] ?? null;
	const isPreparing = text.includes('đang lập hồ sơ các tiêu chí');

	return {
		dossiers: found(/đã hoàn thiện hồ sơ (\d+\/\d+) tiêu chí/) ?? (isPreparing ? 'đang lập' : null),
		common: found(/(đã có|còn thiếu) hồ sơ chung của xã/),
		sent: found(/đã gửi hồ sơ đến (\d+\/\d+) ngành/),
		inspected:
			found(/(\d+) ngành của tỉnh đã về kiểm tra/) ??
			(text.includes('chưa có ngành nào của tỉnh về kiểm tra') ? '0' : null)
	};
}

function expectSentences(place: string, paper: ReportDocument, communes: Communes): void {
	for (const { unit, counted } of communes) {
		const text = paragraphText(paper, `commune/${unit.id}`)!;
		expectSaid(place, sentenceSaid(text), counted);
		const unknown = /chưa báo (.*)\.$/.exec(text)?.[1]?.split(', ').length ?? 0;
		const { dossiers, isPreparing, common, sent, inspected } = counted;
		const wanted = [dossiers === null && !isPreparing, common === null, sent === null, inspected === null];
		expect({ place, text, unknown }).toEqual({ place, text, unknown: wanted.filter(Boolean).length });
	}
}

/** The years and who is to finish in them; the verdict. */
function expectConcluded(paper: ReportDocument, communes: Communes): void {
	for (const year of yearsOf(communes)) {
		const text = paragraphText(paper, `years/${year}`) ?? '';
		const [, count, names] = /phấn đấu có (\d+) xã về đích nông thôn mới: ([^(.]*)/.exec(text) ?? [];
		expect(Number(count), text).toBe(countOf(communes, (of) => of.year === year));
		expect(listed(names?.trim())).toEqual(namesOf(communes, (of) => of.year === year));
	}
	expect(paragraphText(paper, 'assessment')).toContain(`${verdictOf(communes)} so với thời gian quy định`);
}

function expectReport({ report, communes }: OpenDistrict): void {
	expectSentences('report', report, communes);
	expectConcluded(report, communes);
	expect(tablesOf(report)[0]!.caption).toBe(`Bảng tổng hợp ${communes.length} xã, đến ngày ${paperDay(TODAY)}`);
	const opening = paragraphText(report, 'opening')!;
	const years = [...opening.matchAll(/(\d+) xã năm (\d{4})/g)].map(([, count, year]) => [
		Number(year),
		Number(count)
	]);
	expect(years).toEqual(yearsOf(communes).map((year) => [year, countOf(communes, (of) => of.year === year)]));

	const asking = countOf(communes, ({ surveyed }) => surveyed > 0);
	const satisfaction = /Đã có (\d+\/\d+) xã báo/.exec(paragraphText(report, 'satisfaction')!)?.[1];
	expect(satisfaction).toBe(asking > 0 ? `${asking}/${communes.length}` : undefined);
	for (const { unit, counted } of communes) {
		const text = paragraphText(report, `forecast/${unit.id}`);
		const left = /còn (\d+) hồ sơ tiêu chí/.exec(text ?? '')?.[1];
		if (counted.dossiers !== null) expect(Number(left ?? 0), text).toBe(19 - counted.dossiers);
		const promised = /ngày hẹn muộn nhất (\S{10})(?:, (\d+) hồ sơ chưa hẹn)?/.exec(text ?? '');
		expect(promised && [promised[1], Number(promised[2] ?? 0)]).toEqual(
			counted.promised && [paperDay(counted.promised.on), counted.promised.without]
		);
	}
}

/** The papers of a briefing held today. */
function meetingFacts({ units, recordsByUnit }: OpenDistrict): ReportFacts {
	const meeting = { on: TODAY, place: 'Hội trường', chair: 'Chủ tịch', attendees: [] };
	const today = recordOf('briefing', { meeting }, { unitId: DISTRICT.id });
	const records = new Map([...recordsByUnit, [DISTRICT.id, [...recordsByUnit.get(DISTRICT.id)!, today]]]);

	return reportFacts({
		...{ district: DISTRICT, units, reference: REFERENCE, today: TODAY },
		...{ recordsByUnit: records, briefingId: today.id, kind: 'minutes' }
	});
}

function expectMeeting(facts: ReportFacts, communes: Communes): void {
	const form = firstForm(DISTRICT);
	const minutes = composeReport(facts, { ...form, kind: 'minutes' });
	expectSentences('minutes', minutes, communes);
	expectConcluded(minutes, communes);
	expectConcluded(composeReport(facts, { ...form, kind: 'notice' }), communes);

	for (const kind of ['notice', 'minutes'] as const) {
		const message = shortMessage(facts, { kind, edits: {} });
		expect(message).toContain('ngày 05/11/2018');
		expect(message).toContain(`Tiến độ ${verdictOf(communes)} so với`);
		for (const year of yearsOf(communes)) {
			const names = new RegExp(`Về đích năm ${year}: ([^.]*)\\.`).exec(message)?.[1];
			expect(listed(names)).toEqual(namesOf(communes, (of) => of.year === year));
		}
	}
}

function expectMessages({ facts, communes }: OpenDistrict): void {
	const lines = shortMessage(facts, { kind: 'table', edits: {} }).split('\n');
	expect(lines[0]).toContain('đến ngày 05/11/2018');
	const rest = Number(/và (\d+) xã nữa/.exec(lines.at(-1)!)?.[1] ?? 0);
	const told = lines.flatMap((line) => {
		const [, name, ...figures] = /^\d+\. (.+): (.+); (.+); (.+); (.+)$/.exec(line) ?? [];
		return name === undefined ? [] : [{ name, figures: figures.map((text) => (text === '–' ? null : text)) }];
	});
	expect(told.length + rest).toBe(communes.length);
	for (const { name, figures } of told) {
		const [dossiers, common, sent, inspected] = figures as [string, string, string, string];
		const { counted } = communes.find(({ unit }) => unit.name === name)!;
		expectSaid('message of the table', { dossiers, common, sent, inspected }, counted);
	}
	expectSums(shortMessage(facts, { kind: 'report', edits: {} }), communes);
}

function expectSums(message: string, communes: Communes): void {
	const number = (words: RegExp) => Number(words.exec(message)?.[1] ?? 0);
	const [first, ...others] = yearsOf(communes).map((year) => [year, countOf(communes, (of) => of.year === year)]);
	const years = [first!, ...others].map(([year, count]) => `năm ${year}: ${count} xã`).join('; ');
	expect(message).toContain(`Đăng ký về đích: ${communes.length} xã (${years}).`);
	expect([
		number(/19\/19 tiêu chí: (\d+) xã/),
		number(/hồ sơ chung: (\d+) xã/),
		number(/17 ngành.*: (\d+) xã/)
	]).toEqual([
		countOf(communes, ({ dossiers }) => dossiers === 19),
		countOf(communes, ({ common }) => common === true),
		countOf(communes, ({ sent }) => sent === 17)
	]);
	const late = namesOf(communes, ({ lateYears }) => lateYears.length > 0);
	expect(listed(/Xã chậm: ([^.]*)\./.exec(message)?.[1])).toEqual(late.length > 0 ? late : ['']);
	const blocked = [...message.matchAll(/tiêu chí (\d+) \((\d+) xã\)/g)].map(([, no, count]) => [
		Number(no),
		Number(count)
	]);
	const counts = Array.from({ length: 19 }, (_, at) => countOf(communes, (of) => of.blocked.includes(at + 1)));
	for (const [no, count] of blocked) expect([no, count]).toEqual([no, counts[no! - 1]]);
	expect(blocked.map(([, count]) => count)).toEqual(
		counts
			.filter((count) => count > 0)
			.sort((a, b) => b - a)
			.slice(0, 3)
	);
	expect(message).toContain(`Đánh giá chung: ${verdictOf(communes)}`);
}

test(`in ${DISTRICTS} districts the report's sentences say what a plain count says`, () => {
	inDistricts(1112, expectReport);
});

test(`in ${DISTRICTS} districts the message for the chat says what a plain count says`, () => {
	inDistricts(1113, expectMessages);
});

test(`in ${DISTRICTS} districts notice and minutes say what a plain count says`, () => {
	inDistricts(1114, (district) => expectMeeting(meetingFacts(district), district.communes));
});

test('a deviation in report, message, notice or minutes is noticed', () => {
	const district = fullDistrict();
	const { facts, communes } = district;
	const facing = misled(district, ({ departments }) => ({
		departments: { ...departments, sent: departments.sent! - 1 }
	}));
	const inAnotherYear = misled(district, ({ target }) => ({ target: { ...target, year: target.year! + 1 } }));
	const meeting = meetingFacts(district);
	const told = { ...meeting, communes: facing.facts.communes };
	const verdict = facts.assessment.verdict === 'behind' ? ('on_time' as const) : ('behind' as const);
	const judged = { ...facts.assessment, verdict };

	expectReport(district);
	expectMessages(district);
	expectMeeting(meeting, communes);
	expect(() => expectReport(facing)).toThrow();
	expect(() => expectMessages(facing)).toThrow();
	expect(() => expectMeeting(told, communes)).toThrow();
	expect(() => expectReport(inAnotherYear)).toThrow();
	expect(() => expectMeeting({ ...meeting, communes: inAnotherYear.facts.communes }, communes)).toThrow();
	expect(() => expectMeeting({ ...meeting, assessment: judged }, communes)).toThrow();
	expect(() => expectMessages({ ...district, facts: { ...facts, assessment: judged } })).toThrow();
});
