import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import {
	COMMUNES,
	DISTRICT,
	REFERENCE,
	briefingRecords,
	communeNamed,
	seed
} from '../../../../tests/support/trieu-son.ts';
import { communesBehind, districtProgress, filterCommunes, overallAssessment } from './district.ts';

const ON = seed.conference.date;
const units = [DISTRICT, ...COMMUNES];
const at = (today: string, records = briefingRecords()) =>
	districtProgress(records, { units, reference: REFERENCE, today });
const district = at(ON);
const nameOf = (unitId: string) => COMMUNES.find(({ id }) => id === unitId)!.name;
const progressOf = (name: string) => district.communes.find(({ unitId }) => unitId === communeNamed(name).id)!;

describe('the briefing of 02/11/2018', () => {
	test.each(seed.communes.map((commune) => [commune.name, commune] as const))(
		'%s stands as it reported',
		(name, commune) => {
			const progress = progressOf(name);
			expect(progress.dossiers.complete).toBe(commune.criteria_dossiers_complete);
			expect(progress.dossiers.total).toBe(commune.criteria_total);
			expect(progress.dossiers.preparing ?? false).toBe(commune.criteria_dossiers_state === 'being_prepared');
			expect(progress.commonDossier).toBe(commune.common_dossier);
			expect(progress.departments.sent).toBe(commune.departments_sent);
			expect(progress.departments.inspected).toBe(commune.departments_inspected);
			expect(progress.departments.total).toBe(commune.departments_total);
			expect(progress.target.year).toBe(commune.decided_target_year);
			expect(progress.target.basis).toBe(commune.plan_basis);
		}
	);

	test('only the eight registered communes of the 36 take part', () => {
		expect(COMMUNES).toHaveLength(36);
		expect(district.communes).toHaveLength(seed.checks.communes);
	});

	test('the opening sentence: 3 have all dossiers, 1 has its common dossier, 2 have sent to all 17', () => {
		expect(district.allDossiers).toBe(seed.checks.dossiers_19_of_19);
		expect(district.withCommonDossier).toBe(seed.checks.common_dossier_complete);
		expect(district.communes.filter(({ commonDossier }) => commonDossier === 'missing')).toHaveLength(
			seed.checks.common_dossier_missing
		);
		expect(district.sentToAll).toBe(seed.checks.sent_17_of_17);
	});

	test('19 inspections in all, 7 communes to finish in 2018 and 1 in 2019', () => {
		const inspections = district.communes.reduce((sum, { departments }) => sum + departments.inspected!, 0);
		expect(inspections).toBe(seed.checks.inspections_total);
		expect(district.years).toEqual([
			{ year: 2018, communes: seed.checks.finish_2018 },
			{ year: 2019, communes: seed.checks.finish_2019 }
		]);
	});

	test('Dân Lý has all 19 but no common dossier, 8 of 17 sent, 5 inspections, and comes from the plan of 2017', () => {
		expect(progressOf('Dân Lý')).toMatchObject({
			dossiers: { complete: 19 },
			commonDossier: 'missing',
			departments: { sent: 8, inspected: 5 },
			target: { year: 2018, late: [{ kind: 'carried_over', fromYear: 2017 }] }
		});
		expect(progressOf('Dân Lý').criteria.every(({ state }) => state === 'ready')).toBe(true);
	});

	test('Thọ Cường was moved from 2018 to 2019', () => {
		expect(progressOf('Thọ Cường').target).toMatchObject({
			year: 2019,
			late: [{ kind: 'moved', fromYear: 2018, toYear: 2019 }],
			history: [{ year: 2018, on: ON }]
		});
	});

	test('the communes come by dossiers, then sent, then name; those that did not report come last', () => {
		expect(district.communes.map(({ unitId }) => nameOf(unitId))).toEqual([
			'Tân Ninh',
			'Thọ Thế',
			'Dân Lý',
			'Minh Châu',
			'Dân Lực',
			'Dân Quyền',
			'Khuyến Nông',
			'Thọ Cường'
		]);
	});

	test('the communes behind are those that the assessment names, and with the year they can be chosen', () => {
		const names = (filter: Parameters<typeof filterCommunes>[1]) =>
			filterCommunes(district, filter).map(({ unitId }) => nameOf(unitId));
		const only = communesBehind(overallAssessment(district, ON));
		expect(only.size).toBe(7);
		expect(names({})).toHaveLength(8);
		expect(names({ only })).toEqual([
			...['Thọ Thế', 'Dân Lý', 'Minh Châu', 'Dân Lực', 'Dân Quyền', 'Khuyến Nông', 'Thọ Cường']
		]);
		expect(names({ year: 2019 })).toEqual(['Thọ Cường']);
		expect(names({ year: 2018, only })).toHaveLength(6);
	});

	test('progress is slow against the set time, and it is said which communes and against which day', () => {
		const { verdict, reasons } = overallAssessment(district, ON);
		const of = (name: string) => reasons.filter(({ unitId }) => unitId === communeNamed(name).id);

		expect(verdict).toBe('behind');
		expect(of('Tân Ninh')).toEqual([]);
		expect(of('Dân Lý')).toEqual([
			{
				...{ kind: 'late', unitId: '15703', against: '2017-12-31' },
				late: { kind: 'carried_over', fromYear: 2017 }
			},
			{ kind: 'unfinished', unitId: '15703', against: '2018-12-31', lacks: ['common', 'sent'] }
		]);
		expect(of('Minh Châu')).toMatchObject([{ kind: 'unfinished', lacks: ['dossiers', 'common', 'sent'] }]);
		expect(of('Thọ Cường')).toMatchObject([{ kind: 'late', unitId: '15754', against: '2018-12-31' }]);
	});
});

describe('the overall assessment', () => {
	const only = (name: string) => {
		const unitId = communeNamed(name).id;
		return new Map([[unitId, briefingRecords().get(unitId)!]]);
	};

	test('says nothing without a registered commune', () => {
		expect(overallAssessment(at(ON, new Map()), ON)).toEqual({ verdict: null, reasons: [] });
	});

	test('becomes "behind" on the sixtieth day before the end of the year for a commune that is not done', () => {
		expect(overallAssessment(at('2018-10-31', only('Dân Lực')), '2018-10-31').verdict).toBe('on_time');
		expect(overallAssessment(at('2018-11-01', only('Dân Lực')), '2018-11-01').verdict).toBe('behind');
	});

	test('is "on time" until the last day for a commune with everything sent', () => {
		expect(overallAssessment(at('2018-12-31', only('Tân Ninh')), '2018-12-31').verdict).toBe('on_time');
		expect(overallAssessment(at('2019-01-01', only('Tân Ninh')), '2019-01-01').reasons).toEqual([
			{ kind: 'late', unitId: '15718', against: '2018-12-31', late: { kind: 'past_year', year: 2018 } }
		]);
	});
});

test('per criterion the communes with an open obstacle are counted, not the obstacles, and only the registered', () => {
	const records = briefingRecords();
	const obstacleAt = (unitId: string, criterion: number) =>
		recordOf(
			'obstacle',
			{ statement: { criterion, title: 'x', raisedOn: '2018-10-21', asks: 'district' } },
			{ unitId }
		);
	const danLy = communeNamed('Dân Lý').id;
	const minhChau = communeNamed('Minh Châu').id;
	records.set(danLy, [...records.get(danLy)!, obstacleAt(danLy, 17), obstacleAt(danLy, 17)]);
	records.set(minhChau, [...records.get(minhChau)!, obstacleAt(minhChau, 17), obstacleAt(minhChau, 6)]);
	records.set('15664', [obstacleAt('15664', 17)]);

	const { obstacles } = at(ON, records);
	expect(obstacles).toHaveLength(19);
	expect(obstacles.filter(({ communes }) => communes > 0)).toEqual([
		{ criterion: 6, communes: 1 },
		{ criterion: 17, communes: 2 }
	]);
});

test('a voided registration takes the commune out', () => {
	const records = briefingRecords();
	const unitId = communeNamed('Dân Lý').id;
	records.set(unitId, [
		recordOf('target', { registration: { year: 2018, basis: 'plan_2017' } }, { unitId, id: 'target', voided: true })
	]);
	expect(at(ON, records).communes).toHaveLength(7);
});
