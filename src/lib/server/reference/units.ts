import type { Kysely, Selectable } from 'kysely';
import type { Unit } from '#lib/domain/unit.ts';
import type { Schema, UnitTable } from '../database/schema.ts';

export type UnitRow = Selectable<UnitTable>;

export async function readUnitRows(db: Kysely<Schema>): Promise<UnitRow[]> {
	return db.selectFrom('unit').selectAll().orderBy('id').execute();
}

export function rowToUnit({ id, level, parent_id, type, name, code, region }: UnitRow): Unit {
	return { id, level, parentId: parent_id, type, name, code, region };
}

export const readUnits = async (db: Kysely<Schema>): Promise<Unit[]> => (await readUnitRows(db)).map(rowToUnit);
