import type { Kysely } from 'kysely';
import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { ThresholdSetting } from '#lib/domain/criteria/threshold.ts';
import type { DepartmentList } from '#lib/domain/reference/reference.ts';
import type { Unit } from '#lib/domain/unit.ts';
import type { ServerDatabase } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { renewReferenceVersion } from './version.ts';

export interface ReferenceData {
	units: readonly Unit[];
	criteriaSets: readonly CriteriaSet[];
	/** The set in force for the communes. */
	criteriaSetId: string;
	departments: DepartmentList;
	thresholds: readonly ThresholdSetting[];
}

/** Stores what is given; units that are there already are brought up to date, none is taken away. */
export async function installReference(database: ServerDatabase, data: ReferenceData): Promise<void> {
	if (!data.criteriaSets.some(({ id }) => id === data.criteriaSetId)) {
		throw new Error(`the criteria set in force, ${data.criteriaSetId}, is not among those installed`);
	}

	await database.write.transaction().execute(async (trx) => {
		await storeUnits(trx, data.units);
		await storePart(trx, 'programme', { criteriaSetId: data.criteriaSetId });
		await storePart(trx, 'criteria_sets', data.criteriaSets);
		await storePart(trx, 'departments', data.departments);
		await storePart(trx, 'thresholds', data.thresholds);
		await renewReferenceVersion(trx);
	});
}

export async function installUnits(database: ServerDatabase, units: readonly Unit[]): Promise<void> {
	await database.write.transaction().execute(async (trx) => {
		await storeUnits(trx, units);
		await renewReferenceVersion(trx);
	});
}

async function storeUnits(db: Kysely<Schema>, units: readonly Unit[]): Promise<void> {
	for (const unit of parentsFirst(units)) await storeUnit(db, unit);
}

async function storeUnit(db: Kysely<Schema>, { id, parentId, ...unit }: Unit): Promise<void> {
	const { level, type, name, code, region } = unit;
	const columns = { parent_id: parentId, level, type, name: name.normalize('NFC'), code, region };

	await db
		.insertInto('unit')
		.values({ id, ...columns })
		.onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
		.execute();
}

export async function storePart(db: Kysely<Schema>, name: string, value: unknown): Promise<void> {
	const body = JSON.stringify(value);

	await db
		.insertInto('reference_part')
		.values({ name, body })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ body }))
		.execute();
}

const LEVELS = ['province', 'district', 'commune'] as const;

const parentsFirst = (units: readonly Unit[]): Unit[] =>
	[...units].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
