import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { communeProgress } from '#lib/domain/progress/commune.ts';
import type { CommuneProgress, CriterionProgress } from '#lib/domain/progress/progress.ts';
import { dossierId } from '#lib/domain/records/record-ids.ts';
import { recordOf, type Writing } from './records.ts';
import { REFERENCE, communeNamed } from './trieu-son.ts';

type DossierState = 'not_started' | 'preparing' | 'complete';

export const TODAY = '2018-11-05';
export const unit = communeNamed('Minh Châu');
export const progressOf = (...records: SyncRecord[]): CommuneProgress =>
	communeProgress(records, { unit, reference: REFERENCE, today: TODAY });
export const cellOf = (criterion: number, ...records: SyncRecord[]): CriterionProgress =>
	progressOf(...records).criteria[criterion - 1]!;

export const dossier = (criterion: number, state: DossierState, voided = false) =>
	recordOf('dossier', { state: { state, on: '2018-10-26' } }, { id: dossierId(criterion), voided });
export const tally = (
	complete: number | null,
	common: boolean | null = null,
	departments: [number | null, number | null] = [null, null]
) =>
	recordOf(
		'tally',
		{
			dossiers: { complete, common, on: '2018-11-02' },
			departments: { sent: departments[0], inspected: departments[1], on: '2018-11-02' }
		},
		{ id: 'tally' }
	);
export const check = (
	indicator: string,
	on: string,
	figures: object,
	{ by = 'can-bo-xa', village = '', voided = false } = {}
) =>
	recordOf(
		'check',
		{ subject: { indicator, ...(village ? { village } : {}) }, measurement: { on, met: 'met', ...figures } },
		{ by, voided }
	);
export const appraisal = (department: string, values: Parameters<typeof recordOf<'appraisal'>>[1]) =>
	recordOf('appraisal', values, { id: `appraisal:${department}` });
type Verdict = 'passed' | 'supplement' | 'failed';
/** A department's letter: what it says of each criterion or indicator. */
export const letter = (department: string, on: string, said: { [of: string]: Verdict }, writing: Writing = {}) =>
	recordOf(
		'letter',
		{ content: { department, on, points: Object.entries(said).map(([of, verdict]) => ({ of, verdict })) } },
		{ by: 'van-phong', ...writing }
	);
/** The one letter of a department that earlier versions of the program kept. */
export const confirmed = (department: string, criteria: number[], verdict: Verdict) =>
	appraisal(department, { confirmed: { on: '2018-10-31', criteria, verdict } });
export const obstacle = (criterion: number | undefined, state?: 'open' | 'in_hand' | 'resolved') =>
	recordOf('obstacle', {
		statement: {
			...(criterion ? { criterion } : {}),
			title: 'Chưa có mặt bằng',
			raisedOn: '2018-10-29',
			asks: 'district'
		},
		...(state ? { answer: { state, on: '2018-11-01' } } : {})
	});
