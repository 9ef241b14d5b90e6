import { parseCriteriaSet } from '#lib/domain/criteria/set-schema.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { Reference } from '#lib/domain/reference/reference.ts';
import type { Unit } from '#lib/domain/unit.ts';
import communes from '../../src/cli/demo/data/communes-trieu-son.json' with { type: 'json' };
import seed from '../../src/cli/demo/data/seed-2018-11-02.json' with { type: 'json' };
import criteria2016 from '#lib/server/reference/data/criteria-2016-2020.json' with { type: 'json' };
import criteria2021 from '#lib/server/reference/data/criteria-2021-2025.json' with { type: 'json' };
import criteria2026 from '#lib/server/reference/data/criteria-2026-2030.partial.json' with { type: 'json' };
import departments from '#lib/server/reference/data/departments.json' with { type: 'json' };
import { recordOf } from './records.ts';

export { criteria2026, seed };

export const PROVINCE: Unit = unitOf('province', null, 'tỉnh', communes.province);
export const DISTRICT: Unit = unitOf('district', PROVINCE.id, 'huyện', communes.district);
export const COMMUNES: Unit[] = communes.units.map((unit) => unitOf('commune', DISTRICT.id, unit.type, unit));

function unitOf(
	level: Unit['level'],
	parentId: string | null,
	type: string,
	{ code, name }: { code: string; name: string }
): Unit {
	return { id: code, level, parentId, type, name, code, region: 'north_central' };
}

export function communeNamed(name: string): Unit {
	const unit = COMMUNES.find((commune) => commune.name === name);
	if (!unit) throw new Error(`no commune of Triệu Sơn is called ${name}`);
	return unit;
}

const office = {
	id: 'van-phong',
	name: 'Văn phòng',
	post: 'Văn phòng điều phối',
	role: 'district_office' as const,
	units: [DISTRICT.id]
};
const officer = {
	id: 'can-bo-xa',
	name: 'Cán bộ',
	post: 'Công chức xã',
	role: 'commune_officer' as const,
	units: ['15697']
};

/** The district of 2018 with the decision's own levels and the typical list of 17 departments. */
export const REFERENCE: Reference = {
	version: '1',
	units: [PROVINCE, DISTRICT, ...COMMUNES],
	criteriaSetId: 'vn-commune-2016',
	criteriaSets: [parseCriteriaSet(criteria2016), parseCriteriaSet(criteria2021)],
	thresholds: [],
	departments,
	people: [office, officer],
	me: officer
};

/** What the eight communes had reported by the briefing of 02/11/2018, in figures only. */
export function briefingRecords(): Map<string, SyncRecord[]> {
	return new Map(
		seed.communes.map((commune) => {
			const unitId = communeNamed(commune.name).id;
			const on = seed.conference.date;
			const isMoved = commune.decided_target_year !== commune.plan_year && !commune.carried_over;
			return [
				unitId,
				[
					recordOf(
						'tally',
						{
							dossiers: {
								complete: commune.criteria_dossiers_complete,
								common: commonOf(commune.common_dossier),
								on
							},
							departments: {
								sent: commune.departments_sent,
								inspected: commune.departments_inspected,
								on
							}
						},
						{ unitId, id: 'tally' }
					),
					recordOf(
						'target',
						{
							registration: {
								year: commune.decided_target_year,
								basis: commune.plan_basis,
								...(commune.carried_over ? { carriedOver: true } : {}),
								...(isMoved
									? { movedFrom: [{ year: commune.plan_year, on, basis: seed.conference.name }] }
									: {})
							}
						},
						{ unitId, id: 'target' }
					)
				]
			];
		})
	);
}

const commonOf = (state: string | null) => (state === null ? null : state === 'complete');
