import { describe, expect, test } from 'vitest';
import { findIndicator } from '#lib/domain/criteria/criteria-set.ts';
import { judge } from '#lib/domain/criteria/judge.ts';
import { groundOf } from '#lib/domain/criteria/threshold.ts';
import { dossierCourse } from '#lib/domain/progress/as-of.ts';
import { districtProgress } from '#lib/domain/progress/district.ts';
import type { CommuneProgress } from '#lib/domain/progress/progress.ts';
import { satisfactionOf } from '#lib/domain/progress/satisfaction.ts';
import { dueItems } from '#lib/domain/progress/schedule.ts';
import { briefingsOf } from '#lib/domain/records/briefing/read.ts';
import { valueOf } from '#lib/domain/records/kinds.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import { demoWrites } from '../demo-writes.ts';
import { SAMPLE_OFFICE } from '../people.ts';
import { codeOf, demoUnits, DISTRICT } from '../places.ts';
import { recordsOf } from '../records-of.ts';
import { progressOf, reference, TODAY, unitOf } from '../testing.ts';

const all = recordsOf(demoWrites({ factsOnly: false }));

describe('what was measured', () => {
	const checks = [...all.values()].flat().filter(({ kind }) => kind === 'check');

	test('is judged as the decision’s levels judge it', () => {
		const wrong = checks.flatMap((record) => {
			const { indicator: no } = valueOf(record, 'check', 'subject')!;
			const measurement = valueOf(record, 'check', 'measurement')!;
			const unit = demoUnits.find(({ id }) => id === record.unitId)!;
			const indicator = findIndicator(currentSet(reference), no)!;
			const judgement = judge(indicator, measurement, groundOf(unit, 2018, reference));
			const isGood =
				judgement.kind === 'judged'
					? judgement.met === (measurement.met === 'met') && judgement.missing.length === 0
					: judgement.kind === 'by-person' && (!judgement.noteRequired || measurement.note !== undefined);
			return isGood ? [] : [{ unit: unit.name, no, measurement, judgement }];
		});
		expect(wrong).toEqual([]);
	});

	test('waits for the office in six places', () => {
		const reviews = [...all.values()].flat().filter(({ kind }) => kind === 'review');
		const reviewed = new Set(reviews.map((record) => valueOf(record, 'review', 'verdict')?.judged));
		const waiting = checks.filter(({ registers }) => {
			const { by, change } = registers['measurement']!;
			return by !== SAMPLE_OFFICE && !reviewed.has(change);
		});
		expect(waiting).toHaveLength(6);
	});

	test('met all 49 indicators where all dossiers are complete, and 30 in Minh Châu', () => {
		const met = (slug: string) =>
			progressOf(all, slug).criteria.reduce((sum, { indicatorsMet }) => sum + indicatorsMet, 0);
		expect(['dan-ly', 'tan-ninh', 'tho-the', 'minh-chau'].map(met)).toEqual([49, 49, 49, 30]);
	});
});

const strip = ({ criteria }: CommuneProgress) =>
	criteria.map(({ state, blocked }) => `${state === 'none' ? '-' : state.charAt(0)}${blocked ? '!' : ''}`).join(' ');

describe('the strips', () => {
	test.each([
		['tan-ninh', 'm m w w m w w w m w w w w m m w w w w'],
		['tho-the', 'w w w m m w m m w w w w w m w w w! w m'],
		['dan-ly', 'w m r m m m m w w r r r r r m m r! r r'],
		['minh-chau', 'r d d m d d! d r d - - d d r d - d! d r'],
		['khuyen-nong', 'd d! d d d d d d d d - d d d d d d d d'],
		['dan-luc', 'd d! d d d d d d d - - d d! d d - d d d'],
		['dan-quyen', 'd d d d d d d d - d - d d d d - d! d d'],
		['tho-cuong', 'd -! d d d - - d -! - - - d d d - -! d d']
	])('%s', (slug, expected) => {
		expect(strip(progressOf(all, slug))).toBe(expected);
	});

	test('are blocked at criterion 17 in five communes, at 2 in three', () => {
		const { obstacles } = districtProgress(all, { units: demoUnits, reference, today: TODAY });
		expect(obstacles.filter(({ communes }) => communes > 0)).toEqual([
			{ criterion: 2, communes: 3 },
			{ criterion: 6, communes: 1 },
			{ criterion: 9, communes: 1 },
			{ criterion: 13, communes: 1 },
			{ criterion: 17, communes: 5 }
		]);
	});

	test('rose over eight weeks where the number is known', () => {
		const course = (slug: string) => {
			const unit = unitOf(slug);
			const records = all.get(unit.id)!;
			return dossierCourse(records, { unit, reference, today: TODAY, weeks: 8 }).map(({ complete }) => complete);
		};
		expect(course('minh-chau')).toEqual([1, 1, 2, 2, 3, 3, 4, 5]);
		expect(course('dan-ly')).toEqual([9, 11, 11, 13, 14, 16, 19, 19]);
		expect(course('khuyen-nong').every((complete) => complete === null)).toBe(true);
	});
});

describe('Minh Châu on 05/11/2018', () => {
	const records = all.get(codeOf('minh-chau'))!;

	test('has six things due and two works, the first three days late and one today', () => {
		const all = dueItems(records, { today: TODAY });
		const due = all.filter(({ kind }) => kind !== 'works');
		expect(all.length - due.length).toBe(2);
		expect(due).toHaveLength(6);
		expect(due.slice(0, 3)).toMatchObject([
			{ text: 'Nộp biên bản nghiệm thu nhà văn hóa thôn 3', criterion: 6, daysLeft: -3, late: true },
			{ text: 'Lấy xác nhận tỷ lệ bảo hiểm y tế', criterion: 15, daysLeft: 0 },
			{ text: 'Báo cáo thu gom rác thải 8 thôn', criterion: 17, dueOn: '2018-11-09' }
		]);
	});

	test('has at criterion 6 one indicator met, one not met and one not looked at', () => {
		const six = progressOf(all, 'minh-chau').criteria.find(({ criterion }) => criterion === 6)!;
		expect(six.indicators.map(({ standing, on }) => [standing, on])).toEqual([
			['met', '2018-10-24'],
			['unrecorded', null],
			['not_met', '2018-10-24']
		]);
		expect(six.papers).toEqual({ done: 3, total: 5 });
		expect(six.expectedOn).toBe('2018-11-30');
	});

	test('and the office see criterion 9.1 differently', () => {
		const nine = progressOf(all, 'minh-chau').criteria.find(({ criterion }) => criterion === 9)!;
		expect(nine.indicators.map(({ indicator, differs }) => [indicator, differs])).toEqual([
			['9.1', true],
			['9.2', false]
		]);
	});
});

test('the people of Tân Ninh were asked in every village, enough of them, and are satisfied', () => {
	const found = satisfactionOf(all.get(codeOf('tan-ninh'))!, currentSet(reference));

	expect(found).toMatchObject({ surveyed: 12, verdict: 'met', asked: { whole: 2236 } });
	expect(satisfactionOf(all.get(codeOf('minh-chau'))!, currentSet(reference)).verdict).toBeNull();
});

test('the next briefing is planned with the eight communes', () => {
	const [planned] = briefingsOf(all.get(DISTRICT)!, TODAY);
	expect(planned).toMatchObject({ stage: 'planned', decisions: [], meeting: { on: '2018-11-16' } });
	expect(planned!.meeting.communes).toHaveLength(8);
});
