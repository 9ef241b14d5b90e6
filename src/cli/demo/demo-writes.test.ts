import { describe, expect, test } from 'vitest';
import { mayWrite } from '#lib/domain/access/access.ts';
import { districtProgress } from '#lib/domain/progress/district.ts';
import { kindOf, valueOf } from '#lib/domain/records/kinds.ts';
import { schemaOf } from '#lib/domain/records/schemas.ts';
import { judgedRegister } from '#lib/domain/records/review/locks.ts';
import { oddities } from '#lib/domain/records/oddities.ts';
import { SAMPLE_PERSON } from '#lib/domain/reference/reference.ts';
import { batchesOf } from './changes.ts';
import briefing from './data/seed-2018-11-02.json' with { type: 'json' };
import { demoWrites } from './demo-writes.ts';
import { BRIEFING_PERSON, demoAuthors, SAMPLE_OFFICE } from './people.ts';
import { codeOf, codeOfName, demoUnits, DISTRICT, reportedCommunes } from './places.ts';
import { recordsOf } from './records-of.ts';
import { progressOf, reference, TODAY } from './testing.ts';

const facts = demoWrites({ factsOnly: true });
const all = demoWrites({ factsOnly: false });

describe.each([
	['the facts alone', facts],
	['facts and sample records together', all]
])('%s', (_, writes) => {
	describe.each(reportedCommunes)('$name', (reported) => {
		const progress = progressOf(recordsOf(writes), reported.slug);

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
				? [{ kind: 'carried_over', fromYear: reported.plan_year }]
				: moved
					? [{ kind: 'moved', fromYear: 2018, toYear: 2019 }]
					: [];
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
		expect(district.communes.filter(({ target }) => target.late.length > 0)).toHaveLength(4);
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
				const odd = oddities({ kind, register }, value, TODAY);
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
						!mayWrite(authors.get(by)!, {
							...{ unit, kind, register, record: undefined, set, judgedBy },
							isOffice: () => false
						})
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
