import { expect, test } from 'vitest';
import { changesSince } from '#lib/domain/progress/changes-since.ts';
import { communesBehind, districtProgress, overallAssessment } from '#lib/domain/progress/district.ts';
import Opening from '#lib/ui/matrix/Opening.svelte';
import { REFERENCE } from '../support/trieu-son.ts';
import type { Counted } from './counted-plainly.ts';
import { BEFORE, TODAY } from './generated-commune.ts';
import { DISTRICTS, inDistricts } from './open-district.ts';
import { papers, screens } from './places.ts';
import { paragraphText } from './report-text.ts';
import { shown } from './shown.ts';
import { expectSaid } from './wanted.ts';

test(`in ${DISTRICTS} districts every place says of each commune what a plain count says`, () => {
	inDistricts(1105, ({ communes, facts, report, table }) => {
		for (const { unit, counted, records } of communes) {
			const { progress } = facts.communes.find((one) => one.unit.id === unit.id)!;
			const places = { ...screens({ unit, progress, records }), ...papers({ report, table }, unit) };
			for (const [place, said] of Object.entries(places)) expectSaid(place, said, counted);
		}
	});
});

test(`in ${DISTRICTS} districts the sums and what is behind are the same at the desk and on paper`, () => {
	inDistricts(1106, ({ communes, units, facts, report, recordsByUnit }) => {
		const district = districtProgress(recordsByUnit, { units, reference: REFERENCE, today: TODAY });
		const assessment = overallAssessment(district, TODAY);
		const opening = shown(Opening, { district, assessment, departments: 17, criteria: 19, units });
		const countOf = (holds: (of: Counted) => boolean) => communes.filter(({ counted }) => holds(counted)).length;
		const sums = [
			countOf(({ dossiers }) => dossiers === 19),
			countOf(({ common }) => common === true),
			countOf(({ sent }) => sent === 17)
		];
		const number = (text: string, words: RegExp) => Number(words.exec(text)?.[1] ?? 0);

		expect([
			number(opening, /(\d+) xã xong hồ sơ/),
			number(opening, /(\d+) xã có hồ sơ chung/),
			number(opening, /(\d+) xã đã gửi đủ/)
		]).toEqual(sums);
		const paper = paragraphText(report, 'opening')!;
		expect([
			number(paper, /(\d+) xã đã hoàn thiện/),
			number(paper, /(\d+) xã đã có hồ sơ chung/),
			number(paper, /(\d+) xã đã gửi/)
		]).toEqual(sums);

		const behind = communes
			.filter(({ counted: { lateYears, lacks } }) => lateYears.length > 0 || lacks)
			.map(({ unit }) => unit.name)
			.sort();
		const named = (text: string) =>
			units
				.map(({ name }) => name)
				.filter((name) => text.includes(name))
				.sort();
		const why = report.blocks.flatMap((block) =>
			block.kind === 'paragraph' && block.paragraph.key.startsWith('assessment/')
				? [block.paragraph.runs.map(({ text }) => text).join('')]
				: []
		);
		expect(named(opening)).toEqual(behind);
		expect(named(why.join(' '))).toEqual(behind);
		expect(communesBehind(assessment).size).toBe(behind.length);
		expect(facts.assessment.verdict).toBe(behind.length > 0 ? 'behind' : 'on_time');
	});
});

test(`in ${DISTRICTS} districts hall and report tell as many changes as there were`, () => {
	inDistricts(1107, ({ communes, report }) => {
		for (const { unit, counted, records } of communes) {
			const place = { unit, reference: REFERENCE, today: TODAY };
			const told = paragraphText(report, `changes/${unit.id}`);
			const numbers = told?.replace(/^Xã [^:]*: /, '').match(/\d+/g) ?? [];

			expect(changesSince(records, BEFORE, place).entries, unit.name).toHaveLength(counted.changes);
			expect(
				numbers.reduce((sum, number) => sum + Number(number), 0),
				told
			).toBe(counted.changes);
		}
	});
});
