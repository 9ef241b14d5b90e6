import { describe, expect, test } from 'vitest';
import { mayWrite } from '#lib/domain/access/access.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { BARE_SET, findIndicator } from '#lib/domain/criteria/criteria-set.ts';
import { judge } from '#lib/domain/criteria/judge.ts';
import { groundOf } from '#lib/domain/criteria/threshold.ts';
import { communeProgress, type ProgressReference } from '#lib/domain/progress/commune.ts';
import { dossierCourse } from '#lib/domain/progress/as-of.ts';
import { districtProgress } from '#lib/domain/progress/district.ts';
import type { CommuneProgress } from '#lib/domain/progress/progress.ts';
import { dueItems } from '#lib/domain/progress/schedule.ts';
import type { Measurement } from '#lib/domain/records/check.ts';
import { kindOf, schemaOf, valueOf } from '#lib/domain/records/kinds.ts';
import { oddities } from '#lib/domain/records/oddities.ts';
import { SAMPLE_PERSON } from '#lib/domain/reference/reference.ts';
import departments from '#lib/server/reference/data/departments.json' with { type: 'json' };
import { judgedRegister } from '#lib/domain/records/locks.ts';
import briefing from './data/seed-2018-11-02.json' with { type: 'json' };
import { batchesOf } from './changes.ts';
import type { DemoWrite } from './demo-write.ts';
import { demoWrites } from './demo-writes.ts';
import { BRIEFING_PERSON, demoAuthors, demoOfficers, SAMPLE_OFFICE } from './people.ts';
import { codeOf, codeOfName, demoUnits, DISTRICT, reportedCommunes } from './places.ts';
import { set2016 } from './stories/whole-set.ts';

const TODAY = '2018-11-05';
const reference: ProgressReference = {
	criteriaSetId: BARE_SET,
	criteriaSets: [set2016],
	thresholds: [],
	departments,
	people: [...demoOfficers, ...demoAuthors],
	units: demoUnits
};

const facts = demoWrites({ factsOnly: true });
const all = demoWrites({ factsOnly: false });

/** The records that the writes leave behind, by unit. */
function recordsOf(writes: readonly DemoWrite[]): Map<string, SyncRecord[]> {
	const records = new Map<string, SyncRecord>();
	writes.forEach(({ unitId, kind, recordId, changeId, personId, set }, at) => {
		const key = `${unitId}/${kind}/${recordId}`;
		const record = records.get(key) ?? { unitId, kind, id: recordId, seq: 0, registers: {} };
		const stamp = formatReading({ ms: 1_541_400_000_000 + at, counter: 0, device: 'seed0000' });
		for (const [register, value] of Object.entries(set)) {
			record.registers[register] = { value, stamp, change: changeId, by: personId };
		}
		record.seq = at + 1;
		records.set(key, record);
	});
	return Map.groupBy(records.values(), ({ unitId }) => unitId);
}

function progressOf(writes: readonly DemoWrite[], slug: string): CommuneProgress {
	const unit = demoUnits.find(({ id }) => id === codeOf(slug))!;
	return communeProgress(recordsOf(writes).get(unit.id) ?? [], { unit, reference, today: TODAY });
}

const strip = ({ criteria }: CommuneProgress) =>
	criteria.map(({ state, blocked }) => `${state === 'none' ? '-' : state.charAt(0)}${blocked ? '!' : ''}`).join(' ');

describe.each([
	['the facts alone', facts],
	['facts and sample records together', all]
])('%s', (_, writes) => {
	describe.each(reportedCommunes)('$name', (reported) => {
		const progress = progressOf(writes, reported.slug);

		test('has as many complete dossiers as was reported, or an unknown number', () => {
			expect(progress.dossiers.complete).toBe(reported.criteria_dossiers_complete);
			expect(progress.dossiers.total).toBe(reported.criteria_total);
			expect(progress.dossiers.preparing).toBe(reported.criteria_dossiers_complete === null ? true : undefined);
		});

		test('has the common dossier as was reported', () => {
			expect(progress.commonDossier).toBe(reported.common_dossier);
		});

		test('was sent to and inspected by as many departments as was reported', () => {
			expect(progress.departments.sent).toBe(reported.departments_sent);
			expect(progress.departments.inspected).toBe(reported.departments_inspected);
			expect(progress.departments.total).toBe(reported.departments_total);
		});

		test('has the decided year on the plan it is in', () => {
			expect(progress.registered).toBe(true);
			expect(progress.target.year).toBe(reported.decided_target_year);
			expect(progress.target.basis).toBe(reported.plan_basis);
			expect(progress.target.document).toBe(reported.plan_basis === 'district_plan' ? '1463/KH-UBND' : null);
		});

		test('is late when it was carried over or moved, and only then', () => {
			const moved = reported.decided_target_year !== 2018;
			const late = reported.carried_over
				? { kind: 'carried_over', fromYear: reported.plan_year }
				: moved
					? { kind: 'moved', fromYear: 2018, toYear: 2019 }
					: null;
			expect(progress.target.late).toEqual(late);
			expect(progress.target.history).toEqual(
				moved ? [{ year: 2018, on: '2018-11-02', basis: 'district_plan' }] : []
			);
		});
	});

	test('add up to the briefing’s own sums', () => {
		const district = districtProgress(recordsOf(writes), { units: demoUnits, reference, today: TODAY });
		const { communes } = district;
		const yearCount = (year: number) => district.years.find((one) => one.year === year)?.communes;

		expect({
			communes: communes.length,
			dossiers_19_of_19: district.allDossiers,
			common_dossier_complete: district.withCommonDossier,
			common_dossier_missing: communes.filter(({ commonDossier }) => commonDossier === 'missing').length,
			sent_17_of_17: district.sentToAll,
			inspections_total: communes.reduce((sum, one) => sum + (one.departments.inspected ?? 0), 0),
			finish_2018: yearCount(2018),
			finish_2019: yearCount(2019)
		}).toEqual(briefing.checks);
		expect(district.late).toBe(4);
	});

	test('hold nothing of the units that did not take part', () => {
		const taking = [DISTRICT, ...reportedCommunes.map(({ slug }) => codeOf(slug))];
		expect([...recordsOf(writes).keys()].sort()).toEqual(taking.sort());
	});
});

describe('the briefing in the records', () => {
	const ofDistrict = recordsOf(facts).get(DISTRICT)!;
	const decided = ofDistrict
		.map((record) => valueOf(record, 'decision', 'decision'))
		.filter((value) => value !== undefined);
	const meeting = ofDistrict.find(({ kind }) => kind === 'briefing')!;

	test('names posts and no persons, and says that things go slowly', () => {
		expect(valueOf(meeting, 'briefing', 'meeting')).toMatchObject({
			on: '2018-11-02',
			place: 'Hội trường Cơ quan Huyện ủy',
			chair: 'Phó Bí thư Huyện ủy, Chủ tịch UBND huyện'
		});
		expect(valueOf(meeting, 'briefing', 'assessment')?.text).toContain('chậm');
	});

	test('decides a year for each of the eight', () => {
		const years = (year: number) =>
			decided.filter(({ targetYear }) => targetYear === year).map(({ communeId }) => communeId);

		expect(years(2018).sort()).toEqual(briefing.decisions.finish_2018.map(codeOfName).sort());
		expect(years(2019)).toEqual([codeOf('tho-cuong')]);
	});

	test('gives eight general tasks, of which one has a date', () => {
		const general = decided.filter(({ targetYear }) => targetYear === undefined);

		expect(general).toHaveLength(8);
		expect(general.every(({ assignee, briefingId }) => assignee !== undefined && briefingId === meeting.id)).toBe(
			true
		);
		expect(general.map(({ dueOn }) => dueOn).filter(Boolean)).toEqual(['2018-12-31']);
	});

	test('is by the briefing alone, and everything invented is by the sample authors', () => {
		expect(new Set(facts.map(({ personId }) => personId))).toEqual(new Set([BRIEFING_PERSON]));
		const invented = all.filter((write) => !facts.some(({ changeId }) => changeId === write.changeId));
		expect(new Set(invented.map(({ personId }) => personId))).toEqual(new Set([SAMPLE_PERSON, SAMPLE_OFFICE]));
		expect(all.length - invented.length).toBe(facts.length);
	});
});

describe('every write', () => {
	test('has the shape of its kind, an id of its form and nothing odd about it', () => {
		const wrong = all.flatMap(({ kind, recordId, set }) =>
			Object.entries(set).flatMap(([register, value]) => {
				const { id } = kindOf(kind)!;
				const formed = id === 'uuid' || id(recordId);
				const parsed = schemaOf(kind, register)?.safeParse(value);
				const odd = oddities(kind, register, value, TODAY);
				return parsed?.success && formed && odd.length === 0 ? [] : [{ kind, recordId, register, value, odd }];
			})
		);
		expect(wrong).toEqual([]);
	});

	test('may be written by its author', () => {
		const authors = new Map(demoAuthors.map((person) => [person.id, person]));
		const records = new Map(
			[...recordsOf(all).values()].flat().map((record) => [`${record.unitId}/${record.id}`, record])
		);
		const changes = batchesOf(all, 0).flatMap((batch) =>
			batch.changes.map((change) => ({ ...change, by: batch.personId }))
		);
		const forbidden = changes.flatMap(({ by, unitId, kind, set }) => {
			const unit = demoUnits.find(({ id }) => id === unitId)!;
			const of = set['verdict']?.value?.['of'] as { kind: string; id: string } | undefined;
			const judgedBy = of && records.get(`${unitId}/${of.id}`)?.registers[judgedRegister(of.kind)!]?.by;
			return Object.keys(set)
				.filter(
					(register) =>
						!mayWrite(authors.get(by)!, { unit, kind, register, record: undefined, set, judgedBy })
				)
				.map((register) => ({ by, kind, register }));
		});
		expect(forbidden).toEqual([]);
	});

	test('comes after what it is about', () => {
		const seen = new Set<string>();
		const early = all.filter(({ changeId, kind, set }) => {
			seen.add(changeId);
			return kind === 'review' && !seen.has(set['verdict']!['judged'] as string);
		});
		expect(early).toEqual([]);
		expect(all.map(({ on }) => on)).toEqual(all.map(({ on }) => on).sort());
		expect(all.at(-1)!.on <= TODAY).toBe(true);
	});

	test('has an id of its own, the same at every run', () => {
		expect(new Set(all.map(({ changeId }) => changeId)).size).toBe(all.length);
		expect(demoWrites({ factsOnly: false })).toEqual(all);
	});
});

describe('what was measured', () => {
	const checks = [...recordsOf(all).values()].flat().filter(({ kind }) => kind === 'check');

	test('is judged as the decision’s levels judge it', () => {
		const wrong = checks.flatMap((record) => {
			const { indicator: no } = valueOf(record, 'check', 'subject')!;
			const measurement: Measurement = valueOf(record, 'check', 'measurement')!;
			const unit = demoUnits.find(({ id }) => id === record.unitId)!;
			const indicator = findIndicator(set2016, no)!;
			const judgement = judge(indicator, measurement, groundOf(unit, 2018, { ...reference }));
			const isGood =
				judgement.kind === 'judged'
					? judgement.met === (measurement.met === 'met') && judgement.missing.length === 0
					: judgement.kind === 'by-person' && (!judgement.noteRequired || measurement.note !== undefined);
			return isGood ? [] : [{ unit: unit.name, no, measurement, judgement }];
		});
		expect(wrong).toEqual([]);
	});

	test('waits for the office in six places', () => {
		const reviewed = new Set(
			all.filter(({ kind }) => kind === 'review').map(({ set }) => set['verdict']!['judged'] as string)
		);
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

describe('the strips', () => {
	test.each([
		['tan-ninh', 'm m w w m w w w m w w w w m m w w w w'],
		['tho-the', 'w w w m m w m m w w w w w m w w w! w m'],
		['dan-ly', 'w m w m m m m w w w w w w m m m w! w w'],
		['minh-chau', 'w d d m d d! d w d - - d d m d - d! d w'],
		['khuyen-nong', 'd d! d d d d d d d d - d d d d d d d d'],
		['dan-luc', 'd d! d d d d d d d - - d d! d d - d d d'],
		['dan-quyen', 'd d d d d d d d - d - d d d d - d! d d'],
		['tho-cuong', 'd -! d d d - - d -! - - - d d d - -! d d']
	])('%s', (slug, expected) => {
		expect(strip(progressOf(all, slug))).toBe(expected);
	});

	test('are blocked at criterion 17 in five communes, at 2 in three', () => {
		const { obstacles } = districtProgress(recordsOf(all), { units: demoUnits, reference, today: TODAY });
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
			const unit = demoUnits.find(({ id }) => id === codeOf(slug))!;
			const records = recordsOf(all).get(unit.id)!;
			return dossierCourse(records, { unit, reference, today: TODAY, weeks: 8 }).map(({ complete }) => complete);
		};
		expect(course('minh-chau')).toEqual([1, 1, 2, 2, 3, 3, 4, 5]);
		expect(course('dan-ly')).toEqual([9, 11, 11, 13, 14, 16, 19, 19]);
		expect(course('khuyen-nong').every((complete) => complete === null)).toBe(true);
	});
});

describe('Minh Châu on 05/11/2018', () => {
	const records = recordsOf(all).get(codeOf('minh-chau'))!;

	test('has six things due, the first three days late and one today', () => {
		const due = dueItems(records, { today: TODAY });
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
